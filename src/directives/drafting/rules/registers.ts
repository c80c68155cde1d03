import type { PlainDate } from '../../../platform/dates.ts'
import type { Column, TableSpec, Value } from '../../../platform/print/table.ts'
import { defineWords, type Language } from '../../../words/words.ts'

/** Các sổ của văn thư (Nghị định 30/2020/NĐ-CP, Phụ lục IV): columns in their legal order and number. */
export type IncomingEntry = {
  arrivedOn: PlainDate; arrivalNumber: number; author: string; numberAndSymbol: string | null; date: PlainDate | null; typeAndSubject: string
  receiver: string | null; forwardedOn: PlainDate | null; signature: string | null; note: string | null
}
export type OutgoingEntry = {
  numberAndSymbol: string; date: PlainDate; typeAndSubject: string; signer: string; recipients: string; keptBy: string | null; copies: number | null
  forwardedOn: PlainDate | null; signature: string | null; note: string | null
}
export type HandlingEntry = {
  arrivalNumber: number; document: string; receiver: string | null; due: string | null; progress: string | null; answeredBy: string | null; note: string | null
}
/** `name`: what the office calls the register; else its legal name. `keptBy`: who answers for it. */
export type RegisterHeader = { readonly name?: string | null; readonly keptBy?: string | null; readonly organisation: TableSpec['organisation']; readonly cutoff: string; readonly from: PlainDate; readonly to: PlainDate; readonly language?: Language }

const words = defineWords({
  vi: {
    incoming: 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN', outgoing: 'SỔ ĐĂNG KÝ VĂN BẢN ĐI', handling: 'SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN',
    period: (from: string, to: string) => `Từ ngày ${from} đến ngày ${to}`, keeper: (who: string) => `Người giữ sổ: ${who}`,
    arrivedOn: 'Ngày đến', arrivalNumber: 'Số đến', author: 'Tác giả', numberAndSymbol: 'Số, ký hiệu', date: 'Ngày tháng', typeAndSubject: 'Tên loại và trích yếu nội dung',
    receiver: 'Đơn vị hoặc người nhận', forwardedOn: 'Ngày chuyển', signature: 'Ký nhận', note: 'Ghi chú', signer: 'Người ký', recipients: 'Nơi nhận văn bản',
    keptBy: 'Đơn vị, người nhận bản lưu', copies: 'Số lượng bản', document: 'Tên loại, số, ký hiệu, ngày tháng và tác giả', due: 'Thời hạn giải quyết', progress: 'Tiến độ giải quyết',
    answeredBy: 'Số, ký hiệu văn bản trả lời',
  },
  en: {
    incoming: 'REGISTER OF INCOMING DOCUMENTS', outgoing: 'REGISTER OF OUTGOING DOCUMENTS', handling: 'REGISTER OF HANDLING OF INCOMING DOCUMENTS',
    period: (from, to) => `From ${from} to ${to}`, keeper: (who) => `Kept by: ${who}`,
    arrivedOn: 'Arrived on', arrivalNumber: 'Arrival no.', author: 'Author', numberAndSymbol: 'No. and symbol', date: 'Dated', typeAndSubject: 'Type and subject',
    receiver: 'Receiving unit or person', forwardedOn: 'Forwarded on', signature: 'Signed for', note: 'Note', signer: 'Signed by', recipients: 'Recipients',
    keptBy: 'File copy with', copies: 'Copies', document: 'Type, number, symbol, date and author', due: 'Time limit', progress: 'Progress',
    answeredBy: 'No. and symbol of the answer',
  },
})

type Key<E> = Extract<keyof E & keyof (typeof words)['vi'], string>
const day = (d: PlainDate): string => `${d.slice(8, 10)}/${d.slice(5, 7)}/${d.slice(0, 4)}`

function register<E>(title: 'incoming' | 'outgoing' | 'handling', header: RegisterHeader, columns: readonly (readonly [Key<E>, number, Column['kind'], Column['align']?])[], entries: readonly E[]): TableSpec {
  const language = header.language ?? 'vi'
  const say = words[language]
  return {
    title: header.name?.toUpperCase() ?? say[title], subtitle: [say.period(day(header.from), day(header.to)), ...(header.keptBy ? [say.keeper(header.keptBy)] : [])].join('. '), organisation: header.organisation, cutoff: header.cutoff, numbered: true, language,
    columns: columns.map(([key, width, kind, align]) => ({ header: say[key] as string, width, kind, ...(align ? { align } : {}) })),
    rows: entries.map((entry) => columns.map(([key]) => (entry[key] as Value | undefined) ?? null)),
  }
}

/** Sổ đăng ký văn bản đến, 10 columns. */
export const incomingRegister = (header: RegisterHeader, entries: readonly IncomingEntry[]): TableSpec => register('incoming', header, [
  ['arrivedOn', 21, 'day'], ['arrivalNumber', 15, 'ordinal'], ['author', 36, 'text'], ['numberAndSymbol', 30, 'text'], ['date', 21, 'day'],
  ['typeAndSubject', 64, 'text'], ['receiver', 32, 'text'], ['forwardedOn', 21, 'day'], ['signature', 14, 'text'], ['note', 13, 'text'],
], entries)

/** Sổ đăng ký văn bản đi, 10 columns. */
export const outgoingRegister = (header: RegisterHeader, entries: readonly OutgoingEntry[]): TableSpec => register('outgoing', header, [
  ['numberAndSymbol', 30, 'text'], ['date', 21, 'day'], ['typeAndSubject', 64, 'text'], ['signer', 28, 'text'], ['recipients', 42, 'text'], ['keptBy', 24, 'text'],
  ['copies', 13, 'integer', 'center'], ['forwardedOn', 21, 'day'], ['signature', 12, 'text'], ['note', 12, 'text'],
], entries)

/** Sổ theo dõi giải quyết văn bản đến, 7 columns. */
export const handlingRegister = (header: RegisterHeader, entries: readonly HandlingEntry[]): TableSpec => register('handling', header, [
  ['arrivalNumber', 16, 'ordinal'], ['document', 78, 'text'], ['receiver', 42, 'text'], ['due', 30, 'text'], ['progress', 42, 'text'], ['answeredBy', 36, 'text'], ['note', 23, 'text'],
], entries)

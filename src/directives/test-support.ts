import type { StaffSession } from '../platform/db/index.ts'
import type { Upload } from '../platform/http/index.ts'
import { confirmDirective } from './commands-confirm.ts'
import { uploadDirectives, type UploadedFile } from './commands-intake.ts'
import type { RegisterEntry } from './contract.ts'
import { getDirective } from './queries.ts'

/** Own words in the official form of a Party letter, for tests of the registers. */
export const partyLetter = (p: { number?: string | null; issuer?: string; place?: string; day?: string; implements?: string; stamp?: { number: string; day: string } | undefined; tasks?: readonly string[] } = {}): string => {
  const [y, m, d] = (p.day ?? '2021-08-31').split('-')
  return [
    p.issuer ?? 'HUYỆN ỦY HỒNG QUANG', '*', `Số ${p.number === null ? '' : p.number ?? '632-CV/HU'}`, 'V/v tăng cường phòng, chống dịch bệnh trên địa bàn', '',
    'ĐẢNG CỘNG SẢN VIỆT NAM', `${p.place ?? 'Hồng Quang'}, ngày ${d} tháng ${m} năm ${y}`, '',
    ...(p.stamp ? ['VĂN PHÒNG TỈNH ỦY', 'ĐẾN', `Số: ${p.stamp.number}`, `Ngày: ${p.stamp.day}`, ''] : []),
    'Kính gửi:', '- Các chi bộ, đảng bộ cơ sở;', '- Các cơ quan, đơn vị huyện.', '',
    `${p.implements ? `Thực hiện Công văn số ${p.implements} về công tác phòng, chống dịch; ` : ''}Ban Thường vụ Huyện ủy yêu cầu các cơ quan, đơn vị thực hiện một số nội dung sau:`,
    ...(p.tasks ?? ['Ủy ban nhân dân huyện chỉ đạo rà soát, cập nhật người đến từ vùng có dịch, báo cáo trước ngày 05/9/2021.', 'Trung tâm Y tế huyện tổ chức lấy mẫu xét nghiệm cho các trường hợp có nguy cơ cao.']).map((t, i) => `${i + 1}. ${t}`), '',
    'Nơi nhận:', '- Như trên,', '- Lưu Văn phòng Huyện ủy.', '', 'T/M BAN THƯỜNG VỤ', 'PHÓ BÍ THƯ', '', 'Trần Văn Bình',
  ].join('\n')
}

export const file = (text: string | Uint8Array, name = 'văn bản.txt'): Upload => ({ name, mediaType: 'text/plain', field: 'files', bytes: Buffer.from(typeof text === 'string' ? Buffer.from(text, 'utf8') : text) })

export async function given(who: StaffSession, text: string, name?: string): Promise<UploadedFile & { id: string }> {
  const { files: [f] } = await uploadDirectives(who, [file(text, name)])
  if (!f || f.id === null) throw new Error(`not taken in: ${f?.refusal?.sentence.vi ?? 'no file'}`)
  return { ...f, id: f.id }
}

export async function confirmed(who: StaffSession, id: string, options: { evenIfDuplicate?: boolean } = {}): Promise<{ id: string; entry: RegisterEntry; joinedFrom: number }> {
  const view = await getDirective(who, id)
  return confirmDirective(who, id, { version: view.workingVersion, forwardedTo: null, note: null, evenIfDuplicate: options.evenIfDuplicate ?? false })
}

export const registered = async (who: StaffSession, text: string, name?: string): Promise<string> => (await confirmed(who, (await given(who, text, name)).id)).id

import type { System } from './letterhead.ts'
import type { IncomingStamp } from './types.ts'

/** Phần đầu văn bản: what the lines above the body say. */
export type Header = {
  system: System | null
  type: string | null
  typeGuessed: boolean
  number: string | null
  symbol: string | null
  issuer: string | null
  parent: string | null
  typeIssuer: string | null
  place: string | null
  date: string | null
  partial: string | null
  title: string | null
  urgency: string | null
  stamp: IncomingStamp | null
  stampLines: number[]
  esignLines: number[]
  /** Index of the line of Kính gửi or `điện:`; -1 when there is none. */
  addressees: number
  addresseesFrom: number
  dienIssuer: string | null
  /** Index of the first line after the header (Kính gửi itself when there is one). */
  end: number
}


/** A head that nothing was read of yet. */
export const emptyHeader = (): Header => ({
  system: null,
  type: null,
  typeGuessed: false,
  number: null,
  symbol: null,
  issuer: null,
  parent: null,
  typeIssuer: null,
  place: null,
  date: null,
  partial: null,
  title: null,
  urgency: null,
  stamp: null,
  stampLines: [],
  esignLines: [],
  addressees: -1,
  addresseesFrom: 0,
  dienIssuer: null,
  end: 0,
})

/** Words that open the body: the header cannot go past them. */
export const bodyOpeners = new RegExp(
  String.raw`^[^a-z0-9]{0,3}(${[
    String.raw`can cu|thuc hien|hien nay|thoi gian (qua|vua|gan|toi)|trong (may|nhung|thoi|cac|tuan|thang|nam|boi)|ngay \d|xet |de |nham `,
    String.raw`theo |trien khai|tiep theo|tiep tuc|truoc (tinh|dien|nguy)|tinh den|du bao|hom nay|(sang|chieu|toi) ngay|sau khi|vua qua`,
    String.raw`nhan |qua |do |mac du|phuc dap|uy ban nhan dan|ubnd|bo |so |ban |(i|1)\s*[.\-/]|phan (i|thu)|dieu 1|tren co so|nhung`,
    String.raw`dich benh|benh |bao so|tinh hinh|cong tac|o nuoc ta|tai |hoi `,
  ].join('|')})`,
  'u',
)

import { formatDay, type PlainDate } from '../../../platform/dates.ts'
import { nfc } from '../../../platform/text.ts'
import { breakHeading, widthOf } from './measure.ts'
import { toPoints } from './plan.ts'

/** What stands in the ĐẾN stamp. Null leaves a dotted blank to write in. */
export type ArrivalStamp = {
  readonly organ: string
  readonly number: number | null
  readonly date: PlainDate | null
  /** `HH:MM`, for papers that carry an urgency mark. */
  readonly time?: string | null
  readonly forwardTo: string | null
  readonly file: string | null
}

const escapes: { readonly [c: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// Characters XML cannot carry are dropped: the stamp must open in every viewer.
const xml = (text: string): string => nfc(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '').replace(/[&<>"]/gu, (c) => escapes[c]!)

const width = 50
const height = 35

/** The largest size in points, at most `size`, at which the text is no wider than `room` millimetres. */
const fitting = (text: string, room: number, size: number, bold: boolean): number => {
  const needed = widthOf(text, size, { bold, italic: false })
  return needed <= toPoints(room) ? size : Math.floor(((size * toPoints(room)) / needed) * 10) / 10
}

/**
 * Dấu ĐẾN, 35 × 50 mm (Nghị định 30/2020/NĐ-CP, Phụ lục IV), as an SVG of true size. Red, Times New Roman; a text that is too long is
 * set smaller, never cut.
 */
export function arrivalStamp(stamp: ArrivalStamp): string {
  const bold = { bold: true, italic: false }
  const organ = breakHeading(nfc(stamp.organ).toUpperCase(), toPoints(width - 4), 9, bold)
  const organSize = Math.min(...organ.map((line) => fitting(line, width - 4, organ.length > 2 ? 7 : 9, true)))
  const top = 9.5
  const split = 17
  const line = (x: number, y: number, text: string, size: number, options = ''): string =>
    `<text x="${x}" y="${y}" font-size="${(size * 25.4 / 72).toFixed(2)}" ${options}>${xml(text)}</text>`
  const field = (label: string, value: string | null, x: number, y: number, room: number): string => {
    const text = value === null ? `${label} ${'.'.repeat(Math.max(3, Math.floor((toPoints(room) - widthOf(`${label} `, 9, { bold: false, italic: false })) / widthOf('.', 9, { bold: false, italic: false }))))}` : `${label} ${value}`
    return line(x, y, text, fitting(text, room, 9, false))
  }
  const step = top / (organ.length + 1)
  const rows = [
    field('Số:', stamp.number === null ? null : String(stamp.number).padStart(2, '0'), split + 2, top + 5, width - split - 4),
    field('Ngày:', stamp.date === null ? null : formatDay(stamp.date), split + 2, top + 9.7, width - split - 4),
    ...(stamp.time === undefined ? [] : [field('Giờ:', stamp.time, split + 2, top + 13.9, width - split - 4)]),
    field('Chuyển:', stamp.forwardTo, 2, 29, width - 4),
    field('Số và ký hiệu HS:', stamp.file, 2, 33.3, width - 4),
  ]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}" role="img" aria-label="${xml(`ĐẾN ${stamp.number ?? ''} ${stamp.date ? formatDay(stamp.date) : ''}`.trim())}">`,
    '<g fill="none" stroke="#c00000" stroke-width="0.4">',
    `<rect x="0.3" y="0.3" width="${width - 0.6}" height="${height - 0.6}"/><path d="M0.3 ${top}H${width - 0.3}M0.3 25H${width - 0.3}M${split} ${top}V25"/></g>`,
    '<g fill="#c00000" font-family="\'Times New Roman\', Tinos, \'Liberation Serif\', serif">',
    ...organ.map((text, i) => line(width / 2, Number((step * (i + 1) + 1.1).toFixed(2)), text, organSize, 'text-anchor="middle" font-weight="bold"')),
    line(split / 2, 19.2, 'ĐẾN', 16, 'text-anchor="middle" font-weight="bold"'),
    ...rows,
    '</g></svg>',
  ].join('')
}

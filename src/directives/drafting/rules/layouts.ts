import type { LayoutRules, Rule, TextStyle } from './layout.ts'

type Extra<T> = { readonly range?: readonly [number, number]; readonly choices?: readonly T[] }
/** A value seen in a public source: the text, a digest of it, an implementer, or a real paper. */
const seen = <T>(source: string) => (value: T, extra: Extra<T> = {}): Rule<T> => ({ value, source, verified: true, ...extra })
/** A value nobody could confirm, or one on which sources disagree. */
const unsure = <T>(value: T, source: string, extra: Extra<T> = {}): Rule<T> => ({ value, source, verified: false, ...extra })

type StyleOf = { size: number; sizes?: readonly [number, number]; bold?: boolean; italic?: boolean; capitals?: boolean; underlined?: boolean }
const style = (s: StyleOf): TextStyle => ({
  size: s.size, sizes: s.sizes ?? [s.size, s.size], bold: s.bold ?? false, italic: s.italic ?? false, capitals: s.capitals ?? false, underlined: s.underlined ?? false,
})

const nd30 = (box: string) => `Nghị định 30/2020/NĐ-CP, Phụ lục I, ${box}`
const page30 = nd30('Phần I')

/**
 * Văn bản hành chính của cơ quan nhà nước. Header sizes go together: 12 / 13 / 13 for Quốc hiệu, Tiêu ngữ and date, so that the
 * Quốc hiệu (20.9 em) stays on one line of the right column.
 */
export const state2020: LayoutRules = {
  id: 'state@2020-03-05',
  system: 'state',
  basis: 'Nghị định 30/2020/NĐ-CP ngày 05/3/2020, Phụ lục I–VI',
  from: '2020-03-05',
  until: null,
  page: {
    width: seen<number>(page30)(210), height: seen<number>(page30)(297),
    top: seen<number>(page30)(20, { range: [20, 25] }), bottom: seen<number>(page30)(20, { range: [20, 25] }),
    left: seen<number>(page30)(30, { range: [30, 35] }), right: seen<number>(page30)(15, { range: [15, 20] }),
    font: seen<string>(page30)('Times New Roman'),
    pageNumberFromTop: unsure(10, 'trong lề trên; khoảng cách không quy định'),
  },
  parts: {
    systemMark: seen<TextStyle>(nd30('ô 1'))(style({ size: 12, sizes: [12, 13], bold: true, capitals: true })),
    motto: seen<TextStyle>(nd30('ô 1'))(style({ size: 13, sizes: [13, 14], bold: true })),
    parent: seen<TextStyle>(nd30('ô 2'))(style({ size: 12, sizes: [12, 13], capitals: true })),
    organ: seen<TextStyle>(nd30('ô 2'))(style({ size: 12, sizes: [12, 13], bold: true, capitals: true })),
    number: seen<TextStyle>(nd30('ô 3'))(style({ size: 13 })),
    date: seen<TextStyle>(nd30('ô 4'))(style({ size: 13, sizes: [13, 14], italic: true })),
    typeName: seen<TextStyle>(nd30('ô 5a'))(style({ size: 14, sizes: [13, 14], bold: true, capitals: true })),
    subject: seen<TextStyle>(nd30('ô 5a'))(style({ size: 14, sizes: [13, 14], bold: true })),
    letterSubject: seen<TextStyle>(nd30('ô 5b'))(style({ size: 12, sizes: [12, 13] })),
    addressees: seen<TextStyle>(nd30('ô 9a'))(style({ size: 14, sizes: [13, 14] })),
    body: seen<TextStyle>(nd30('ô 6'))(style({ size: 14, sizes: [13, 14] })),
    grounds: seen<TextStyle>(nd30('ô 6'))(style({ size: 14, sizes: [13, 14], italic: true })),
    section: seen<TextStyle>(nd30('ô 6'))(style({ size: 14, sizes: [13, 14], bold: true })),
    authority: seen<TextStyle>(nd30('ô 7a'))(style({ size: 14, sizes: [13, 14], bold: true, capitals: true })),
    position: seen<TextStyle>(nd30('ô 7a'))(style({ size: 14, sizes: [13, 14], bold: true, capitals: true })),
    name: seen<TextStyle>(nd30('ô 7b'))(style({ size: 14, sizes: [13, 14], bold: true })),
    distributionHeading: seen<TextStyle>(nd30('ô 9b'))(style({ size: 12, bold: true, italic: true })),
    distribution: seen<TextStyle>(nd30('ô 9b'))(style({ size: 11 })),
    urgency: seen<TextStyle>(nd30('ô 10b'))(style({ size: 13, sizes: [13, 14], bold: true, capitals: true })),
    pageNumber: seen<TextStyle>(page30)(style({ size: 14, sizes: [13, 14] })),
  },
  body: {
    firstLine: seen<number>(nd30('ô 6'))(10, { range: [10, 12.7] }),
    gap: seen<number>(nd30('ô 6'))(6, { range: [6, 12] }),
    pitch: seen<LayoutRules['body']['pitch']['value']>(nd30('ô 6'))({ kind: 'at_least', points: 17 }, { range: [16, 24] }),
    end: seen<'./.' | '.'>(nd30('ô 6'))('./.'),
  },
  words: {
    systemMark: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    motto: 'Độc lập - Tự do - Hạnh phúc',
    number: seen<string>(nd30('ô 3'))('Số: '),
    numberJoin: seen<string>(nd30('ô 3'))('/'),
    padNumber: seen<boolean>(nd30('ô 3'))(true),
    letterSubject: seen<string>(nd30('ô 5b'))('V/v '),
    addressee: seen<string>(nd30('ô 9a'))('Kính gửi:'),
    addresseeEnd: seen<';' | ','>(nd30('ô 9a'))(';'),
    firstAddresseeBesideKeyword: seen<boolean>(nd30('ô 9a'))(false),
    groundsDash: false,
    groundsLastEnd: seen<'.' | ',' | ';'>(nd30('ô 6'))('.'),
    distributionEnd: seen<';' | ','>(nd30('ô 9b'))(';'),
    citationDate: seen<string>(nd30('ô 6'))(' ngày '),
    onBehalf: seen<'TM.' | 'T/M'>(nd30('ô 7a'))('TM.'),
  },
  marks: {
    ruleUnderSystemMark: seen<boolean>(nd30('ô 1'))(true),
    ruleUnderOrgan: seen<number | null>(nd30('ô 2'))(0.45, { range: [1 / 3, 1 / 2] }),
    underSubject: seen<LayoutRules['marks']['underSubject']['value']>(nd30('ô 5a'))({ kind: 'rule', fraction: 0.4 }, { range: [1 / 3, 1 / 2] }),
    urgencyBox: seen<boolean>(nd30('ô 10b'))(true),
  },
}

const hd36 = 'Hướng dẫn 36-HD/VPTW ngày 03/4/2018'
const in36 = <T>(value: T, extra: Extra<T> = {}): Rule<T> => seen<T>(hd36)(value, extra)

/** Văn bản của Đảng, 2018–2026. */
export const party2018: LayoutRules = {
  id: 'party@2018-04-03',
  system: 'party',
  basis: `${hd36}, theo Quy định 66-QĐ/TW (2017)`,
  from: '2018-04-03',
  until: '2026-05-27',
  page: {
    width: in36<number>(210), height: in36<number>(297), top: in36<number>(20), bottom: in36<number>(20), left: in36<number>(30), right: in36<number>(15),
    font: in36<string>('Times New Roman'), pageNumberFromTop: in36<number>(10),
  },
  parts: {
    systemMark: in36(style({ size: 15, bold: true, capitals: true })),
    motto: unsure(style({ size: 15, bold: true }), 'văn bản của Đảng không có tiêu ngữ'),
    parent: in36(style({ size: 14, capitals: true })),
    organ: in36(style({ size: 14, bold: true, capitals: true })),
    number: in36(style({ size: 14 })),
    date: in36(style({ size: 14, italic: true })),
    typeName: in36(style({ size: 16, sizes: [15, 16], bold: true, capitals: true })),
    subject: in36(style({ size: 15, sizes: [14, 15], bold: true })),
    letterSubject: in36(style({ size: 12, italic: true })),
    addressees: in36(style({ size: 14, italic: true })),
    body: in36(style({ size: 14, sizes: [14, 15] })),
    grounds: in36(style({ size: 14, sizes: [14, 15] })),
    section: in36(style({ size: 14, sizes: [14, 15], bold: true })),
    authority: in36(style({ size: 14, bold: true, capitals: true })),
    position: in36(style({ size: 14, capitals: true })),
    name: in36(style({ size: 14, bold: true })),
    distributionHeading: in36(style({ size: 14, underlined: true })),
    distribution: in36(style({ size: 12 })),
    urgency: in36(style({ size: 14, bold: true, capitals: true })),
    pageNumber: in36(style({ size: 14 })),
  },
  body: {
    firstLine: in36<number>(10, { range: [10, 12.7] }),
    gap: in36<number>(6, { range: [6, 12] }),
    pitch: in36<LayoutRules['body']['pitch']['value']>({ kind: 'exactly', points: 18 }, { range: [18, 24] }),
    end: unsure<'./.' | '.'>('.', 'một trong bốn văn bản năm 2021 ghi ./.', { choices: ['.', './.'] }),
  },
  words: {
    systemMark: 'ĐẢNG CỘNG SẢN VIỆT NAM',
    motto: null,
    number: in36<string>('Số '),
    numberJoin: in36<string>('-'),
    padNumber: unsure<boolean>(true, 'văn bản thực tế (07-KL/TW); hướng dẫn chưa đọc được nguyên văn'),
    letterSubject: unsure<string>('V/v ', 'thực tế năm 2021: “V/v …” hoặc “Về …”', { choices: ['V/v ', 'Về '] }),
    addressee: in36<string>('Kính gửi:'),
    addresseeEnd: in36<';' | ','>(','),
    firstAddresseeBesideKeyword: seen<boolean>('văn bản 632-CV/HU ngày 31/8/2021')(true),
    groundsDash: true,
    groundsLastEnd: in36<'.' | ',' | ';'>(','),
    distributionEnd: in36<';' | ','>(','),
    citationDate: in36<string>(', ngày '),
    onBehalf: in36<'TM.' | 'T/M'>('T/M'),
  },
  marks: {
    ruleUnderSystemMark: in36<boolean>(true),
    ruleUnderOrgan: in36<number | null>(null),
    underSubject: in36<LayoutRules['marks']['underSubject']['value']>({ kind: 'hyphens', text: '-----' }),
    urgencyBox: unsure<boolean>(false, 'khung không được mô tả'),
  },
}

const hd05 = 'Hướng dẫn 05-HD/VPTW ngày 27/5/2026 (theo bản tóm tắt)'
const in05 = <T>(value: T, extra: Extra<T> = {}): Rule<T> => seen<T>(hd05)(value, extra)
const disputed05 = 'các nơi thực hiện Hướng dẫn 05-HD/VPTW làm khác nhau'

/** Văn bản của Đảng từ 27/5/2026. Same page and sizes as 2018; what implementers do differently is a setting. */
export const party2026: LayoutRules = {
  ...party2018,
  id: 'party@2026-05-27',
  basis: 'Hướng dẫn 05-HD/VPTW ngày 27/5/2026, theo Quy định 399-QĐ/TW ngày 09/01/2026',
  from: '2026-05-27',
  until: null,
  parts: {
    ...party2018.parts,
    position: unsure(style({ size: 14, capitals: true }), disputed05),
    distributionHeading: unsure(style({ size: 14, underlined: true }), disputed05),
  },
  body: {
    ...party2018.body,
    pitch: in05<LayoutRules['body']['pitch']['value']>({ kind: 'exactly', points: 18 }, { range: [18, 22] }),
    end: in05<'./.' | '.'>('.'),
  },
  words: {
    ...party2018.words,
    padNumber: in05<boolean>(true),
    letterSubject: in05<string>('về việc '),
    addresseeEnd: unsure<';' | ','>(';', 'suy ra từ Nơi nhận; chưa xác minh', { choices: [';', ','] }),
    groundsLastEnd: unsure<'.' | ',' | ';'>(',', disputed05, { choices: ['.', ','] }),
    distributionEnd: in05<';' | ','>(';'),
    citationDate: in05<string>(', ngày '),
  },
}

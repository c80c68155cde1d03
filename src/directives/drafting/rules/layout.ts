import type { PlainDate } from '../../../platform/dates.ts'
import type { IssuingSystem } from './types.ts'

export type LayoutId = 'state@2020-03-05' | 'party@2018-04-03' | 'party@2026-05-27'

/**
 * Một giá trị của thể thức: the value used, where it is written, and whether that source was seen to say so (`verified`).
 * `range` or `choices` say what else would be right; a value with choices is a setting of the office.
 */
export type Rule<T> = {
  readonly value: T
  readonly source: string
  readonly verified: boolean
  readonly range?: readonly [number, number]
  readonly choices?: readonly T[]
}

/** Size in points and style of one part of the paper. */
export type TextStyle = {
  readonly size: number
  /** Sizes the rules allow, in points. */
  readonly sizes: readonly [number, number]
  readonly bold: boolean
  readonly italic: boolean
  readonly capitals: boolean
  readonly underlined: boolean
}

/** Parts of the paper, with the box numbers of Phụ lục I where the State has them. */
export type Part =
  | 'systemMark' | 'motto' // 1
  | 'parent' | 'organ' // 2
  | 'number' // 3
  | 'date' // 4
  | 'typeName' | 'subject' // 5a
  | 'letterSubject' // 5b
  | 'addressees' // 9a
  | 'body' | 'grounds' | 'section' // 6
  | 'authority' | 'position' | 'name' // 7a, 7b
  | 'distributionHeading' | 'distribution' // 9b
  | 'urgency' // 10b
  | 'pageNumber'

export type LinePitch = { readonly kind: 'exactly' | 'at_least'; readonly points: number }

/** Bộ quy tắc trình bày: one dated set of layout rules. Lengths in millimetres, type in points. */
export type LayoutRules = {
  readonly id: LayoutId
  readonly system: IssuingSystem
  readonly basis: string
  readonly from: PlainDate
  /** First day on which the set no longer holds; null while it holds. */
  readonly until: PlainDate | null
  readonly page: {
    readonly width: Rule<number>; readonly height: Rule<number>
    readonly top: Rule<number>; readonly bottom: Rule<number>; readonly left: Rule<number>; readonly right: Rule<number>
    readonly font: Rule<string>
    readonly pageNumberFromTop: Rule<number>
  }
  readonly parts: { readonly [P in Part]: Rule<TextStyle> }
  readonly body: {
    readonly firstLine: Rule<number>
    /** Points between paragraphs. */
    readonly gap: Rule<number>
    readonly pitch: Rule<LinePitch>
    readonly end: Rule<'./.' | '.'>
  }
  readonly words: {
    readonly systemMark: string
    readonly motto: string | null
    /** `Số: ` or `Số `. */
    readonly number: Rule<string>
    /** Between number and symbol: `/` (15/CĐ-UBND) or `-` (07-CĐ/TU). */
    readonly numberJoin: Rule<string>
    readonly padNumber: Rule<boolean>
    readonly letterSubject: Rule<string>
    readonly addressee: Rule<string>
    readonly addresseeEnd: Rule<';' | ','>
    readonly firstAddresseeBesideKeyword: Rule<boolean>
    readonly groundsDash: boolean
    readonly groundsLastEnd: Rule<'.' | ',' | ';'>
    readonly distributionEnd: Rule<';' | ','>
    /** Between the symbol of a cited paper and its date: ` ngày` or `, ngày`. */
    readonly citationDate: Rule<string>
    readonly onBehalf: Rule<'TM.' | 'T/M'>
  }
  readonly marks: {
    /** A rule below the system mark, as long as its text. */
    readonly ruleUnderSystemMark: Rule<boolean>
    /** A rule below the organ, a fraction of its line; null: an asterisk instead. */
    readonly ruleUnderOrgan: Rule<number | null>
    /** Below the subject: a rule of this fraction of its line, or typed hyphens. */
    readonly underSubject: Rule<{ readonly kind: 'rule'; readonly fraction: number } | { readonly kind: 'hyphens'; readonly text: string }>
    readonly urgencyBox: Rule<boolean>
  }
}

/**
 * What an office may set where the rules leave room or sources disagree. Anything left out keeps the rule-set's value; a value the
 * rules do not allow is refused. Lengths in millimetres, type in points.
 */
export type LayoutSettings = {
  readonly linePitch?: number
  readonly firstLine?: number
  readonly bodySize?: number
  /** Quốc hiệu / Tiêu ngữ / date of a State paper: 12 / 13 / 13 (`small`) or 13 / 14 / 14 (`large`). */
  readonly headerSizes?: 'small' | 'large'
  readonly margins?: { readonly top?: number; readonly bottom?: number; readonly left?: number; readonly right?: number }
  readonly positionBold?: boolean
  readonly distributionHeadingSize?: 12 | 14
  readonly groundsLastEnd?: '.' | ','
  readonly addresseeEnd?: ';' | ','
  readonly letterSubject?: 'V/v ' | 'Về '
  readonly endMark?: './.' | '.'
}

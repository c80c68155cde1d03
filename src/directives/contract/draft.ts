import { z } from 'zod'
import { Day, DeadlineNorm, IssuingSystem, Urgency } from './reading.ts'

const Line = z.string().max(4_000)
const Lines = z.array(Line).max(300)

/** Mục trong dự thảo. `id` is made by whoever adds the item (UUID) and becomes the clause's id when the paper is issued: links of the coverage matrix hang on it. */
export const DraftLeaf = z.object({
  id: z.uuid(), label: z.string().max(40).nullable(), text: z.string().max(20_000),
  assignees: Lines.default([]), coordinators: Lines.default([]), deadlines: z.array(z.string().max(2_000)).max(50).default([]), deadlines_norm: z.array(DeadlineNorm.nullable()).max(50).default([]),
})
/** One level more: a plan has sections (headings), items in them and sub-items. */
export const DraftSubitem = DraftLeaf.extend({ items: z.array(DraftLeaf).max(200).default([]) })
export const DraftItem = DraftLeaf.extend({ heading: z.boolean().default(false), items: z.array(DraftSubitem).max(200).default([]) })
export type DraftSubitem = z.infer<typeof DraftSubitem>
export type DraftLeaf = z.infer<typeof DraftLeaf>
export type DraftItem = z.infer<typeof DraftItem>

/** Thẩm quyền ký, as the drafting room has it. */
export const SigningCapacity = z.enum(['collective', 'collective_deputy', 'head', 'deputy', 'acting', 'by_order', 'by_authorisation'])

/** Dự thảo: what a person writes; number and register entry come from the register when it is issued. */
export const DraftContent = z.object({
  system: IssuingSystem, type: z.string().max(100), organKind: z.enum(['any', 'commune_committee', 'commune_standing_board', 'party_cell']).default('any'),
  parent: Line.nullable(), issuer: Line, byline: Line.nullable().default(null), symbol: z.string().max(60), place: z.string().max(200), date: Day.nullable(), subject: Line, urgency: Urgency.nullable(),
  addressees: Lines, telegraphedBy: Line.nullable().default(null), grounds: Lines, enacting: z.object({ authority: Line, words: z.string().max(200) }).nullable().default(null),
  preamble: Lines, leadIn: Line.nullable(), items: z.array(DraftItem).max(300), closing: Lines, recipients: Lines, filing: z.string().max(200),
  signer: z.object({ capacity: SigningCapacity, onBehalfOf: Line.nullable(), headPosition: Line.nullable().default(null), position: Line, name: z.string().max(200).nullable() }),
})
export type DraftContent = z.infer<typeof DraftContent>

/** Phủ nhiệm vụ. carried thực hiện đủ · weakened yếu đi (hạn muộn hơn, ít đơn vị hơn, động từ nhẹ hơn) · contradicted trái · not_this không phải. */
export const Verdict = z.enum(['carried', 'weakened', 'contradicted', 'not_this'])
export type Verdict = z.infer<typeof Verdict>

/** Why a cell is not full: `later_deadline`, `fewer_units`, `softer_verb`, `figure_lower`, … with both texts to show side by side. */
export const CoverageReason = z.object({ code: z.string(), upper: z.string().nullable(), lower: z.string().nullable(), sentence: z.object({ vi: z.string(), en: z.string() }) })
export const CoverageCell = z.object({
  upperClauseId: z.uuid(), lowerClauseId: z.uuid(), verdict: Verdict, score: z.number().min(0).max(1).nullable(), reasons: z.array(CoverageReason),
  /** Null: the program's proposal; otherwise who decided and when. */
  decided: z.object({ by: z.string().nullable(), at: z.string() }).nullable(),
})
export type CoverageCell = z.infer<typeof CoverageCell>

/** What an upper clause comes to: none means uncovered; aside means it is not addressed to this unit. */
export const RowVerdict = z.enum(['carried', 'weakened', 'contradicted', 'none', 'aside'])

import { z } from 'zod'

/** Ngày trên văn bản, `YYYY-MM-DD`. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const Text = z.string().max(20_000)
const Phrase = z.string().max(2_000)
const Phrases = z.array(Phrase).max(500)

export const IssuingSystem = z.enum(['state', 'party'])
/** Độ khẩn as printed on the paper (NĐ 30/2020, Điều 8). */
export const Urgency = z.enum(['khẩn', 'thượng khẩn', 'hỏa tốc'])

/** Văn bản được viện dẫn. */
export const Reference = z.object({ type: Phrase.nullable(), number: z.string().max(200).nullable(), date: Day.nullable(), issuer: Phrase.nullable() })
export type Reference = z.infer<typeof Reference>

/** A deadline phrase in its normal form, beside the verbatim phrase at the same place in `deadlines`. */
export const DeadlineNorm = z.union([
  z.object({ by: z.string() }), z.object({ on: z.string() }), z.object({ until: z.string() }),
  z.object({ every: z.enum(['day', 'week', 'month', 'quarter', 'year']), weekday: z.number().int().min(1).max(7).optional(), day: z.number().int().min(1).max(31).optional(), time: z.string().optional() }),
  z.object({ within_month: z.union([z.string(), z.number()]) }), z.object({ within_quarter: z.union([z.string(), z.number()]) }), z.object({ within_year: z.union([z.string(), z.number()]) }),
  z.object({ within_hours: z.union([z.number(), z.string()]), after: z.string().optional() }), z.object({ within_days: z.number(), after: z.string().optional() }), z.object({ by_event: z.string() }),
])
export type DeadlineNorm = z.infer<typeof DeadlineNorm>

export const ReadSubtask = z.object({
  label: z.string().max(40).nullable(), text: Text, assignees: Phrases, coordinators: Phrases.default([]), deadlines: Phrases,
  deadlines_norm: z.array(DeadlineNorm.nullable()).max(100).optional(),
  /** Units that the assignee is told to direct: the next level of a cascade. */
  directed_units: Phrases.default([]),
})
export type ReadSubtask = z.infer<typeof ReadSubtask>

/** Nhiệm vụ đọc được: one item of the directive, sub-items one level below. */
export const ReadTask = ReadSubtask.extend({ subtasks: z.array(ReadSubtask).max(200) })
export type ReadTask = z.infer<typeof ReadTask>

export const ReportingDuty = z.object({ from: Phrase.nullable(), to: Phrases, when: Phrase.nullable(), what: Text.nullable() })

/** Dấu ĐẾN đã có sẵn trên giấy: the receiver's stamp already on the paper, never the document's own number or date. */
export const PaperStamp = z.object({ organ: Phrase.nullable(), number: z.string().max(60).nullable(), date: Day.nullable(), time: z.string().max(10).nullable(), forwarded_to: Phrase.nullable() })
export type PaperStamp = z.infer<typeof PaperStamp>

/**
 * Bản đọc (reading): the values of one directive in the shape that `taicho read --json` prints, plus the stamp on the paper and the
 * issuing system. It is what a clerk sees, corrects and confirms. Absent is null or an empty list, never guessed.
 */
export const ReadingValue = z.object({
  type: z.string().max(200).nullable(), number: z.string().max(200).nullable(), issuer: Phrase.nullable(), parent_issuer: Phrase.nullable().default(null), place: z.string().max(300).nullable(), date: Day.nullable(),
  title: Text.nullable(), urgency: Urgency.nullable(), recipients: Phrases, references: z.array(Reference).max(300), tasks: z.array(ReadTask).max(500),
  reporting: z.array(ReportingDuty).max(100), distribution: Phrases, signer: z.string().max(300).nullable(), signer_title: z.string().max(1_000).nullable(),
  /** Units of the lead-in sentence: they answer for items that name nobody. */
  default_assignees: Phrases.default([]),
  stamp: PaperStamp.nullable().default(null),
  /** Symbol and date as far as printed when the number or the day was left blank. */
  number_symbol: z.string().max(200).nullable().default(null), date_partial: z.string().max(200).nullable().default(null),
  recipients_expanded: Phrases.default([]),
  /** State or Party: which rules of numbering and layout hold. Proposed from the form of the number and the issuer. */
  system: IssuingSystem.nullable().default(null),
  /** Which of `references` this document carries out ("Thực hiện Công văn số …"); indexes into `references`. */
  implements: z.array(z.number().int().min(0)).max(20).default([]),
})
export type ReadingValue = z.infer<typeof ReadingValue>

/**
 * Where a value stands on the paper and how sure the reader is. `path` into the value: `number`, `date`, `tasks.3` (the whole item),
 * `tasks.3.assignees.0`, `tasks.3.subtasks.1.deadlines.0`, `references.0`, `stamp.number`. `start`/`end` are offsets in the text.
 */
export const Evidence = z.object({
  path: z.string().max(200), start: z.number().int().min(0), end: z.number().int().min(0), confidence: z.number().min(0).max(1),
  rule: z.string().max(200).default(''), alternatives: z.array(z.string().max(2_000)).max(20).default([]),
  /** Set by a person rather than found by the program. */
  byHand: z.boolean().default(false),
})
export type Evidence = z.infer<typeof Evidence>

/** What the reader finds odd; the sentence in both languages is given with it. */
export const ReadingWarning = z.object({ code: z.string(), path: z.string().nullable(), facts: z.record(z.string(), z.unknown()), sentence: z.object({ vi: z.string(), en: z.string() }) })
export type ReadingWarning = z.infer<typeof ReadingWarning>

/**
 * Bản đang sửa (working copy): saved as the clerk goes. When tasks are inserted, moved or taken out the client moves the evidence
 * paths with them. `checked` lists paths of doubts that the clerk has looked at and left as they are.
 */
export const WorkingCopy = z.object({ value: ReadingValue, evidence: z.array(Evidence).max(20_000), checked: z.array(z.string().max(200)).max(5_000) })
export type WorkingCopy = z.infer<typeof WorkingCopy>

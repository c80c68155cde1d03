import { z } from 'zod'
import { isPlainDate } from '../../platform/dates.ts'
import type { DraftDocument, DraftItem } from './rules/draft.ts'

/** A line of a paper; longer ones are no line. */
const line = z.string().max(1_000)
const words = z.string().max(20_000)
const day = z.string().refine(isPlainDate, 'ngày YYYY-MM-DD')

const item: z.ZodType<DraftItem> = z.lazy(() => z.object({
  label: z.string().max(20).nullable(), text: words, heading: z.boolean().optional(), items: z.array(item).max(300).optional(),
})) as z.ZodType<DraftItem>

/** Bản thảo on the wire. Whether it can be drawn is `checkDraft`'s to say; this is only its shape and its size. */
export const draftDocument = z.object({
  system: z.enum(['state', 'party']), type: line, organKind: z.enum(['any', 'commune_committee', 'commune_standing_board', 'party_cell']).optional(),
  parent: line.nullable(), issuer: line, byline: line.optional(), number: z.int().min(1).max(999_999).nullable(), registerEntry: line.nullable(), symbol: z.string().max(60), place: line,
  date: day.nullable(), drawnOn: day, subject: words, urgency: z.enum(['khẩn', 'thượng khẩn', 'hỏa tốc']).nullable(), addressees: z.array(line).max(200), telegraphedBy: line.optional(),
  grounds: z.array(words).max(100), enacting: z.object({ authority: line, words: line }).optional(), preamble: z.array(words).max(100), leadIn: words.nullable(), items: z.array(item).max(300), closing: z.array(words).max(50),
  recipients: z.array(line).max(200), filing: line,
  signer: z.object({
    capacity: z.enum(['collective', 'collective_deputy', 'head', 'deputy', 'acting', 'by_order', 'by_authorisation']), onBehalfOf: line.nullable(), headPosition: line.optional(), position: line, name: line.nullable(),
  }),
  normative: z.boolean().optional(),
}) satisfies z.ZodType<unknown>

/** The wire and the rules speak of the same paper. */
export const parseDraft = (value: unknown): DraftDocument => draftDocument.parse(value) as DraftDocument

/** What an office may set where sources disagree. */
export const layoutSettings = z.object({
  linePitch: z.number().optional(), firstLine: z.number().optional(), positionBold: z.boolean().optional(), distributionHeadingSize: z.union([z.literal(12), z.literal(14)]).optional(), groundsLastEnd: z.enum(['.', ',']).optional(),
})

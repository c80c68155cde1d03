import { afterAll, expect, test, vi } from 'vitest'
import { openPaper, stopPaper } from '../paper/index.ts'
import { readDirective, type DirectiveContract } from '../reader/index.ts'
import { numberAndSymbol, layoutFor, writeDocx, writePdf, type DraftDocument } from './index.ts'
import { orRefuse } from '../../platform/refusal.ts'
import { samples } from './testing/samples.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 90_000 })

afterAll(stopPaper)

async function readBack(bytes: Uint8Array, name: string): Promise<DirectiveContract> {
  return readDirective(orRefuse(await openPaper(bytes, name)).text).contract
}
const bare = (title: string | null): string => (title ?? '').replace(/^(v\/v|về việc|về)\s+/iu, '')
/** What a reader at the next office must find in the paper. */
function expected(draft: DraftDocument) {
  const layout = orRefuse(layoutFor(draft.system, draft.date ?? draft.drawnOn))
  return {
    type: draft.type, number: draft.number === null ? null : numberAndSymbol(draft.number, draft.symbol, layout), issuer: draft.issuer, place: draft.place, date: draft.date, urgency: draft.urgency,
    title: bare(draft.subject), recipients: draft.addressees, distribution: draft.recipients.length + 1, signer: draft.signer.name,
  }
}
test.each(Object.entries(samples).flatMap(([name, draft]) => [[name, 'docx', draft], [name, 'pdf', draft]] as const))('what is drawn as %s.%s is read back by the next office, field by field', async (name, kind, draft) => {
  const read = await readBack(kind === 'docx' ? await writeDocx(draft) : writePdf(draft), `${name}.${kind}`)
  expect({
    type: read.type, number: read.number, issuer: read.issuer, place: read.place, date: read.date, urgency: read.urgency, title: bare(read.title), recipients: read.recipients, distribution: read.distribution.length, signer: read.signer,
  }).toEqual(expected(draft))
  const labels = read.tasks.map((t) => t.label).filter((l) => l !== null)
  if (draft.type !== 'kế hoạch') expect(labels.map((l) => l.replace(/[.-]$/u, ''))).toEqual(draft.items.map((i) => i.label!.replace(/[.-]$/u, '')))
})

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../../../web/api.ts'
import { getDraft, saveDraft, type DraftContent, type DraftView } from '../../contract.ts'
import { useSavedCopy } from '../useSavedCopy.ts'

const same = (a: DraftContent, b: DraftContent): boolean => JSON.stringify(a) === JSON.stringify(b)
const asItIs = (draft: DraftContent): DraftContent => draft

/** The draft, saved as it is written; each save answers what must be mended before it can be signed. */
export function useDraftDesk(view: DraftView) {
  const client = useQueryClient()
  const { id } = view
  const [findings, setFindings] = useState(view.findings)
  const desk = useSavedCopy<DraftContent, DraftContent, DraftView['findings']>({
    name: `drafting:${id}`, enabled: true, server: { version: view.version, state: view.draft }, toKept: asItIs, fromKept: asItIs, same, pauseMs: 800,
    send: async (version, draft) => {
      const got = await api(saveDraft, { params: { id }, body: { version, draft } })
      void client.invalidateQueries({ queryKey: ['directives', id, 'coverage'] })
      return { version: got.version, answer: got.findings }
    },
    load: async () => {
      const fresh = await api(getDraft, { params: { id } })
      setFindings(fresh.findings)
      return { version: fresh.version, state: fresh.draft }
    },
  })
  // Whichever was said last: by a save of ours, or with a newer copy from the server.
  useEffect(() => { if (desk.answer) setFindings(desk.answer) }, [desk.answer])
  useEffect(() => setFindings(view.findings), [view.findings])
  return { ...desk, draft: desk.now, findings }
}
export type DraftDesk = ReturnType<typeof useDraftDesk>

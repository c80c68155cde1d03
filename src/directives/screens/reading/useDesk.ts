import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { api } from '../../../web/api.ts'
import { getDirective, saveWorking, type DocumentView, type WorkingCopy } from '../../contract.ts'
import { useSavedCopy } from '../useSavedCopy.ts'
import { copyOf, workingOf } from './copy.ts'
import { edited, type Edit, type Working } from './working.ts'

type Answered = { readonly references: DocumentView['references']; readonly duplicates: DocumentView['duplicates'] }
const same = (a: WorkingCopy, b: WorkingCopy): boolean => JSON.stringify(a.value) === JSON.stringify(b.value) && JSON.stringify(a.checked) === JSON.stringify(b.checked)

/** Bàn đọc: the working copy of one paper, saved as it is corrected; the register answers what it cites and whether it is here already. */
export function useDesk(document: DocumentView, copy: WorkingCopy, autosave: boolean) {
  const client = useQueryClient()
  const { id } = document
  const odd = useMemo(() => document.warnings.flatMap((one) => (one.path === null ? [] : [one.path])), [document.warnings])
  const working = useMemo(() => workingOf(copy, odd), [copy, odd])
  const desk = useSavedCopy<Working, WorkingCopy, Answered>({
    name: `reading:${id}`, enabled: autosave, server: { version: document.workingVersion, state: working }, toKept: copyOf, fromKept: (kept) => workingOf(kept, odd), same, pauseMs: 700,
    send: async (version, state) => {
      const { version: next, ...answer } = await api(saveWorking, { params: { id }, body: { version, working: copyOf(state) } })
      return { version: next, answer }
    },
    load: async () => {
      const fresh = await api(getDirective, { params: { id } })
      client.setQueryData(['directives', id], fresh)
      return { version: fresh.workingVersion, state: fresh.working ? workingOf(fresh.working, odd) : working }
    },
  })
  const { set, latest } = desk
  return {
    ...desk, working: desk.now, references: desk.answer?.references ?? document.references, duplicates: desk.answer?.duplicates ?? document.duplicates,
    edit: useCallback((edit: Edit) => set((before) => edited(before, edit)), [set]),
    /** The copy as it is sent, and its version, for confirming. */
    latest: useCallback(async () => { const { version, state } = await latest(); return { version, working: copyOf(state) } }, [latest]),
  }
}
export type Desk = ReturnType<typeof useDesk>

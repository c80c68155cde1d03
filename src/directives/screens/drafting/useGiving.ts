import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { api } from '../../../web/api.ts'
import { useDraft } from '../../../web/draft.ts'
import { useMay } from '../../../web/session.ts'
import { getAssignment, previewAssignment, type AssignmentPlan } from '../../contract.ts'
import { plannedNow, untouched, wireOf, type RowPlan, type Touched } from '../assign/plan.ts'
import { useSettled } from '../assign/useSettled.ts'

const nothing: AssignmentPlan = { instruction: null, rows: [], sendTo: [] }

/**
 * Giao việc cùng lúc ký: what the draft gives to whom, read from its text as last saved. Asked for only while it is looked at (`on`);
 * what a person changed is kept on this device until the paper is issued.
 */
export function useGiving(id: string, settled: () => Promise<number>, on: boolean) {
  const may = useMay('document.assign')
  const { value: touched, set, clear } = useDraft<Touched>(`giving:${id}`, untouched)
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set())
  const suggestions = useQuery({
    queryKey: ['directives', id, 'assignment'], enabled: on && may, staleTime: 0, retry: false,
    queryFn: async ({ signal }) => { await settled(); return api(getAssignment, { params: { id } }, { signal }) },
  })
  const plan = useMemo(() => (suggestions.data ? plannedNow(suggestions.data, touched) : null), [suggestions.data, touched])
  const wire = useMemo(() => (plan === null ? nothing : wireOf(plan)), [plan])
  const asked = useSettled(wire, 350)
  const anything = wire.rows.length > 0 || wire.sendTo.length > 0
  const preview = useQuery({
    queryKey: ['assignment-preview', id, asked], enabled: on && may && anything, placeholderData: keepPreviousData, retry: false,
    queryFn: ({ signal }) => api(previewAssignment, { params: { id }, body: asked }, { signal }),
  })
  return {
    may, touched, set, clear, suggestions, plan, wire, preview, anything, wrong: wrong.size > 0, ready: !may || (suggestions.data !== undefined && !suggestions.isFetching),
    setRow: useCallback((clauseId: string, change: (row: RowPlan) => RowPlan) => set((before) => {
      const row = before.rows[clauseId] ?? (suggestions.data ? plannedNow(suggestions.data, { ...before, give: true }).rows.find((one) => one.clauseId === clauseId) : undefined)
      return row === undefined ? before : { ...before, rows: { ...before.rows, [clauseId]: change(row) } }
    }), [set, suggestions.data]),
    mark: useCallback((clauseId: string, isWrong: boolean) => setWrong((before) => { const next = new Set(before); if (isWrong) next.add(clauseId); else next.delete(clauseId); return next }), []),
  }
}
export type GivingDesk = ReturnType<typeof useGiving>

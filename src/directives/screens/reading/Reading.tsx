import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../web/api.ts'
import { useWords } from '../../../web/language.ts'
import { useAddress, useAddressState } from '../../../web/navigate.ts'
import { z } from 'zod'
import { getDirective, type DocumentView, type RegisterEntry, type WorkingCopy } from '../../contract.ts'
import { ScreenOf } from '../ScreenOf.tsx'
import { Desk } from './Desk.tsx'
import { NotYet } from './NotYet.tsx'
import { readingWords } from './words.ts'

const Address = z.object({ sua: z.literal('1').optional().catch(undefined) })

/** Đọc văn bản: the paper on one side, what was read on the other. */
export default function Reading() {
  const t = useWords(readingWords)
  const { id } = useAddress()
  const [{ sua }] = useAddressState(Address)
  const [entry, setEntry] = useState<{ id: string; entry: RegisterEntry } | null>(null)
  const query = useQuery({
    queryKey: ['directives', id], queryFn: ({ signal }) => api(getDirective, { params: { id: id! } }, { signal }), enabled: id !== undefined,
    // The live line tells when the reading is done; asking now and then covers a line that was lost.
    refetchInterval: ({ state }) => (state.data?.state === 'reading' ? 2_000 : false),
  })
  return (
    <ScreenOf query={query}>{(document) => {
      const copy = copyFor(document)
      if (!copy) return <NotYet document={document} title={t.title} />
      const registered = entry?.id === document.id ? entry.entry : null
      const mode = registered || document.state === 'to_confirm' ? 'confirm' : sua === '1' && document.may.correct ? 'correct' : 'view'
      return <Desk key={`${document.id}:${mode}`} document={document} copy={copy} mode={mode} entry={registered} onRegistered={(made) => setEntry({ id: document.id, entry: made })} />
    }}</ScreenOf>
  )
}

function copyFor(document: DocumentView): WorkingCopy | null {
  if (document.working) return document.working
  return document.confirmed ? { value: document.confirmed, evidence: document.evidence, checked: document.evidence.map((one) => one.path) } : null
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { z } from 'zod'
import { api, newId, upload } from '../../web/api.ts'
import { useWords } from '../../web/language.ts'
import { toast } from '../../web/toasts.tsx'
import { actOnObligation, uploadEvidence, type CommandShape } from '../contract.ts'
import { dutyWords } from './words.ts'

export type Step = z.input<typeof CommandShape>
export type StepType = Step['type']
type Send = { readonly step: Step; readonly files?: readonly File[]; readonly onProgress?: (sent: number) => void }

/**
 * One step on one duty. The id of the command is made once per intent: pressing again after a lost answer is the same act. Files go first;
 * the report then names them.
 */
export function useStep(id: string) {
  const t = useWords(dutyWords)
  const client = useQueryClient()
  const intent = useRef<{ key: string; for: string } | null>(null)
  return useMutation({
    mutationFn: async ({ step, files, onProgress }: Send) => {
      const evidence = files && files.length > 0 ? (await upload(uploadEvidence, { params: { id } }, files, onProgress ? { onProgress } : {})).map((f) => f.sha256) : []
      const body = step.type === 'report' ? { ...step, evidence } : step
      const said = JSON.stringify([id, body])
      if (intent.current?.for !== said) intent.current = { key: newId(), for: said }
      return api(actOnObligation, { params: { id }, body }, { idempotencyKey: intent.current.key })
    },
    onSuccess: (_done, { step }) => {
      intent.current = null
      toast({ text: step.type === 'acknowledge' || step.type === 'report' || step.type === 'accept' || step.type === 'send_back' ? t.sent[step.type] : t.sent.other })
    },
    onSettled: async () => {
      await Promise.all([client.invalidateQueries({ queryKey: ['obligation', id] }), client.invalidateQueries({ queryKey: ['my-work'] }), client.invalidateQueries({ queryKey: ['obligation-board'] })])
    },
    onError: () => {},
  })
}

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { instantOf } from '../../../platform/dates.ts'
import { api, newId } from '../../../web/api.ts'
import { today } from '../../../web/format.ts'
import { useWords } from '../../../web/language.ts'
import { ConfirmDialog, DateField, FormLine, FormRow, Note } from '../../../web/parts/index.ts'
import { toast } from '../../../web/toasts.tsx'
import { enterSecretLine, Secrecy } from '../../contract.ts'
import { registerWords } from './words.ts'

/** Vào sổ văn bản mật: the line of the register and nothing else; there is no place here for a title, a text or a file. */
export function SecretLine({ onClose }: { onClose: () => void }) {
  const t = useWords(registerWords)
  const client = useQueryClient()
  const [secrecy, setSecrecy] = useState<'mật' | 'tối mật' | 'tuyệt mật'>('mật')
  const [number, setNumber] = useState('')
  const [issuer, setIssuer] = useState('')
  const [date, setDate] = useState<string | null>(null)
  const [arrived, setArrived] = useState<string | null>(today())
  const [forwardedTo, setForwardedTo] = useState('')
  const [wrong, setWrong] = useState(false)
  const command = useRef(newId())
  const enter = async (): Promise<void> => {
    try {
      const { entry } = await api(enterSecretLine, {
        body: { secrecy, number: number.trim() === '' ? null : number, issuer, date, forwardedTo: forwardedTo.trim() === '' ? null : forwardedTo, ...(arrived === null || arrived === today() ? {} : { arrivedAt: instantOf(arrived, '08:00') }) },
      }, { idempotencyKey: command.current })
      toast({ text: t.received(entry.number) })
      await client.invalidateQueries({ queryKey: ['directives'] })
    } catch (error) {
      command.current = newId()
      throw error
    }
  }
  return (
    <ConfirmDialog title={t.secretTitle} act={t.secretAct} ready={issuer.trim().length >= 2 && !wrong} onConfirm={enter} onClose={onClose}>
      <Note>{t.secretLaw}</Note>
      <FormRow label={t.secrecy}>{(ids) => <select className="field" {...ids} value={secrecy} onChange={(event) => { const parsed = Secrecy.safeParse(event.target.value); if (parsed.success) setSecrecy(parsed.data) }}>{Secrecy.options.map((one) => <option key={one} value={one}>{t.secrecyNames[one]}</option>)}</select>}</FormRow>
      <FormLine>
        <FormRow label={t.symbol} optional={t.optional}>{(ids) => <input className="field" {...ids} value={number} maxLength={100} onChange={(event) => setNumber(event.target.value)} />}</FormRow>
        <FormRow label={t.date} optional={t.optional}>{(ids) => <DateField ids={ids} value={date} onChange={setDate} onWrong={setWrong} />}</FormRow>
      </FormLine>
      <FormRow label={t.issuer}>{(ids) => <input className="field" {...ids} value={issuer} maxLength={300} onChange={(event) => setIssuer(event.target.value)} />}</FormRow>
      <FormLine>
        <FormRow label={t.arrived}>{(ids) => <DateField ids={ids} value={arrived} onChange={setArrived} onWrong={setWrong} />}</FormRow>
        <FormRow label={t.forwarded} optional={t.optional}>{(ids) => <input className="field" {...ids} value={forwardedTo} maxLength={300} onChange={(event) => setForwardedTo(event.target.value)} />}</FormRow>
      </FormLine>
    </ConfirmDialog>
  )
}

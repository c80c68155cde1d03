import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, newId } from '../../web/api.ts'
import { useKeys } from '../../web/keys.ts'
import { useWords } from '../../web/language.ts'
import { Dialog, Note, RefusalNote } from '../../web/parts/index.ts'
import { toast } from '../../web/toasts.tsx'
import { createPerson } from '../contract.ts'
import type { Card } from '../rules.ts'
import { blank, PersonFields, writtenBirth, type Typed } from './PersonFields.tsx'
import { ScanCard } from './ScanCard.tsx'
import { peopleWords } from './words.ts'

/** What a card says, over what was typed. */
const fromCard = (before: Typed, c: Card): Typed => ({ ...before, name: c.name ?? before.name, birth: c.birth ? writtenBirth(c.birth) : before.birth, sex: c.sex ?? before.sex, number: c.citizen ?? before.number, address: c.address ?? before.address })

/** Lập hồ sơ: typed or from the card. Likeness never stops it. */
export function NewPerson({ card, typed, onClose, onDone }: { card: Card | undefined; typed: string; onClose: () => void; onDone: (id: string) => void }) {
  const t = useWords(peopleWords)
  const client = useQueryClient()
  const [value, setValue] = useState<Typed>(() => (card ? fromCard(blank, card) : { ...blank, name: typed }))
  const [old, setOld] = useState(card?.cmnd)
  const [said, setSaid] = useState(card)
  const [scanning, setScanning] = useState(false)
  const [command] = useState(newId)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      const made = await api(createPerson, { body: {
        name: value.name, sex: value.sex === '' ? null : value.sex, birth: value.birth, unitId: value.unit?.id ?? null, address: value.address, ethnicity: value.ethnicity, occupation: value.occupation,
        numbers: [value.number, old ?? ''].filter((n) => n.trim() !== '').map((n) => ({ value: n })), phones: value.phone.trim() === '' ? [] : [value.phone],
      } }, { idempotencyKey: command })
      await client.invalidateQueries({ queryKey: ['people'] })
      toast({ text: !made.created ? t.usedExisting : made.match.answer === 'review' ? t.madeAlike : t.made })
      onDone(made.personId)
    } catch (caught) { setError(caught) } finally { setBusy(false) }
  }
  useKeys([{ key: 'mod+Enter', does: { vi: 'Lưu hồ sơ', en: 'Save the person' }, run: () => void save(), whileTyping: true }])
  return (
    <Dialog title={t.createTitle} onClose={onClose} wide>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void save() }}>
        <h2>{t.createTitle}</h2>
        <div className="actions"><button type="button" className="button-quiet" onClick={() => setScanning(true)}>{t.scan}</button></div>
        {said && said.odd.length > 0 && <Note>{t.cardOdd(said.odd.join(', '))}</Note>}
        <PersonFields value={value} onChange={setValue} numbers />
        <p className="small muted">{t.willKeep}</p>
        <RefusalNote error={error} />
        <div className="actions">
          <button type="submit" className="button" disabled={busy || value.name.trim() === ''}>{t.save}</button>
          <button type="button" className="button-quiet" onClick={onClose}>{t.cancel}</button>
        </div>
      </form>
      {scanning && <ScanCard onClose={() => setScanning(false)} onCard={(c) => { setScanning(false); setValue((before) => fromCard(before, c)); setOld(c.cmnd); setSaid(c) }} />}
    </Dialog>
  )
}

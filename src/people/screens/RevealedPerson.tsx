import { useState } from 'react'
import { api, newId } from '../../web/api.ts'
import { useWords } from '../../web/language.ts'
import { ConfirmDialog, Dialog, FormRow, RefusalNote } from '../../web/parts/index.ts'
import { sayRefusal, toast } from '../../web/toasts.tsx'
import { addNumber, addPhone, changePerson, endNumber, endPhone, type FullPerson } from '../contract.ts'
import { showPhone } from '../rules.ts'
import { blank, PersonFields, writtenBirth, type Typed } from './PersonFields.tsx'
import { peopleWords } from './words.ts'
import css from './People.module.css'

/** Everything on a person, once the purpose is on record; with the ways to put it right. */
export function RevealedPerson({ full, mayChange, onChanged }: { full: FullPerson; mayChange: boolean; onChanged: () => Promise<void> }) {
  const t = useWords(peopleWords)
  const [dialog, setDialog] = useState<'change' | 'number' | 'phone' | undefined>()
  const [ending, setEnding] = useState<FullPerson['numbers'][number] | undefined>()
  const warn = (w: { code: string }): string => t.warnings[w.code] ?? w.code
  return (
    <>
      <dl className={css.facts}>
        <dt>{t.birth}</dt><dd className="figures">{full.birth ? writtenBirth(full.birth) : <span className="muted">{t.notKnown}</span>}</dd>
        <dt>{t.number}</dt><dd>{full.numbers.length === 0 ? <span className="muted">{t.notKnown}</span> : full.numbers.map((n) => (
          <div key={n.id} className={css.value}>
            <span className={`figures ${n.former ? css.former : ''}`}>{n.value}</span><small className="muted">{t.kinds[n.kind]}{n.former ? ` · ${n.why ? t.formerWhy(n.why) : t.former}` : ''}</small>
            {n.warnings.length > 0 && <small className={css.warning}>{n.warnings.map(warn).join(', ')}</small>}
            {mayChange && !n.former && <button type="button" className="button-plain" aria-label={t.endTitle(n.value)} onClick={() => setEnding(n)}>{t.endNumber}</button>}
          </div>
        ))}</dd>
        <dt>{t.phone}</dt><dd>{full.phones.length === 0 ? <span className="muted">{t.notKnown}</span> : full.phones.map((f) => (
          <div key={f.id} className={css.value}>
            {f.former ? <span className={`figures ${css.former}`}>{showPhone(f.number)}</span> : <a className="figures" href={`tel:${f.number}`}>{showPhone(f.number)}</a>}
            {mayChange && !f.former && <button type="button" className="button-plain" aria-label={`${t.endPhone}: ${showPhone(f.number)}`} onClick={() => void api(endPhone, { params: { id: full.id }, body: { phoneId: f.id } }).then(onChanged).catch(sayRefusal)}>{t.endPhone}</button>}
          </div>
        ))}</dd>
        <dt>{t.unit}</dt><dd>{full.unit?.name ?? <em>{t.noUnit}</em>}</dd>
        <dt>{t.address}</dt><dd>{full.address ?? <span className="muted">{t.notKnown}</span>}</dd>
        {full.ethnicity && <><dt>{t.ethnicity}</dt><dd>{full.ethnicity}</dd></>}
        {full.occupation && <><dt>{t.occupation}</dt><dd>{full.occupation}</dd></>}
        {full.nationality && <><dt>{t.nationality}</dt><dd>{full.nationality}</dd></>}
      </dl>
      {mayChange && (
        <div className="actions no-print">
          <button type="button" className="button-quiet" onClick={() => setDialog('change')}>{t.change}</button>
          <button type="button" className="button-quiet" onClick={() => setDialog('number')}>{t.addNumber}</button>
          <button type="button" className="button-quiet" onClick={() => setDialog('phone')}>{t.addPhone}</button>
        </div>
      )}
      {dialog === 'change' && <ChangeDialog full={full} onClose={() => setDialog(undefined)} onChanged={onChanged} />}
      {dialog === 'number' && <AddDialog title={t.addNumber} label={t.number} hint={t.numberHint} onClose={() => setDialog(undefined)} onAdd={async (value) => { await api(addNumber, { params: { id: full.id }, body: { value } }); await onChanged() }} />}
      {dialog === 'phone' && <AddDialog title={t.addPhone} label={t.phone} onClose={() => setDialog(undefined)} onAdd={async (value) => { await api(addPhone, { params: { id: full.id }, body: { number: value } }); await onChanged() }} />}
      {ending && <EndDialog number={ending} personId={full.id} onClose={() => setEnding(undefined)} onChanged={onChanged} />}
    </>
  )
}

function AddDialog({ title, label, hint, onAdd, onClose }: { title: string; label: string; hint?: string; onAdd: (value: string) => Promise<void>; onClose: () => void }) {
  const [value, setValue] = useState('')
  return (
    <ConfirmDialog title={title} act={title} ready={value.trim() !== ''} onClose={onClose} onConfirm={() => onAdd(value)}>
      <FormRow label={label} hint={hint}>{(ids) => <input className="field" {...ids} autoFocus autoComplete="off" value={value} onChange={(e) => setValue(e.target.value)} />}</FormRow>
    </ConfirmDialog>
  )
}

function EndDialog({ number, personId, onClose, onChanged }: { number: FullPerson['numbers'][number]; personId: string; onClose: () => void; onChanged: () => Promise<void> }) {
  const t = useWords(peopleWords)
  const [reason, setReason] = useState('')
  return (
    <ConfirmDialog title={t.endTitle(number.value)} act={t.endNumber} ready={reason.trim().length > 1} onClose={onClose} onConfirm={async () => { await api(endNumber, { params: { id: personId }, body: { numberId: number.id, reason } }); await onChanged() }}>
      <FormRow label={t.reason}>{(ids) => <input className="field" {...ids} autoFocus value={reason} onChange={(e) => setReason(e.target.value)} />}</FormRow>
    </ConfirmDialog>
  )
}

function ChangeDialog({ full, onClose, onChanged }: { full: FullPerson; onClose: () => void; onChanged: () => Promise<void> }) {
  const t = useWords(peopleWords)
  const [command] = useState(newId)
  const [value, setValue] = useState<Typed>({ ...blank, name: full.name, sex: full.sex ?? '', birth: writtenBirth(full.birth), unit: full.unit, address: full.address ?? '', ethnicity: full.ethnicity ?? '', occupation: full.occupation ?? '' })
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      await api(changePerson, { params: { id: full.id }, body: { version: full.version, name: value.name, sex: value.sex === '' ? null : value.sex, birth: value.birth, unitId: value.unit?.id ?? null, address: value.address, ethnicity: value.ethnicity, occupation: value.occupation } }, { idempotencyKey: command })
      toast({ text: t.saved })
      onClose()
      await onChanged()
    } catch (caught) { setError(caught) } finally { setBusy(false) }
  }
  return (
    <Dialog title={t.change} onClose={onClose} wide>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void save() }}>
        <h2>{t.change}</h2>
        <PersonFields value={value} onChange={setValue} numbers={false} />
        <RefusalNote error={error} />
        <div className="actions">
          <button type="submit" className="button" disabled={busy || value.name.trim() === ''}>{t.saveChange}</button>
          <button type="button" className="button-quiet" onClick={onClose}>{t.cancel}</button>
        </div>
      </form>
    </Dialog>
  )
}

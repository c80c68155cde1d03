import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addDays, type PlainDate } from '../../platform/dates.ts'
import { api, newId } from '../../web/api.ts'
import { today } from '../../web/format.ts'
import { useLanguage, useWords } from '../../web/language.ts'
import { ConfirmDialog, DateField, Dialog, FormLine, FormRow, OrganisationPicker, RefusalNote, type Choice } from '../../web/parts/index.ts'
import { useMe } from '../../web/session.ts'
import { shellWords } from '../../web/words.ts'
import { changeOrganisation, closeOrganisation, createOrganisation, createPost, listOrganisations, listUnits, type OrganisationView } from '../contract.ts'
import { kindOfName } from '../rules/import.ts'
import { findKind } from '../rules/kinds.ts'
import { kindChoices, kindWord } from '../rules/words.ts'
import { organisationsWords } from './words.ts'

const findOrganisations = async (q: string, signal: AbortSignal): Promise<readonly Choice[]> =>
  (await api(listOrganisations, { query: { ...(q ? { q } : {}), limit: 12 } }, { signal })).organisations.map((o) => ({ id: o.id, name: o.name, ...(o.parent ? { detail: o.parent.name } : {}) }))

/** Lập, or Sửa từ một ngày: a new version from that day on. */
export function OrganisationDialog({ view, parent, onClose, onDone }: { view?: OrganisationView; parent?: Choice | undefined; onClose: () => void; onDone: (id: string) => void }) {
  const t = useWords(organisationsWords)
  const language = useLanguage()
  const shell = useWords(shellWords)
  const client = useQueryClient()
  const province = useMe().province
  const [command] = useState(newId)
  const o = view?.organisation
  const [name, setName] = useState(o?.name ?? '')
  const [shortName, setShortName] = useState(o?.shortName ?? '')
  const [kind, setKind] = useState<string | null>(o?.kind ?? null)
  const [above, setAbove] = useState<readonly Choice[]>(o ? (o.parent ? [o.parent] : []) : parent ? [parent] : [])
  const [unit, setUnit] = useState<readonly Choice[]>(o?.unit ? [o.unit] : [])
  const [email, setEmail] = useState(view?.email ?? '')
  const [phone, setPhone] = useState(view?.phone ?? '')
  const [headTitle, setHeadTitle] = useState('')
  const [on, setOn] = useState<PlainDate | null>(today())
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const guessed = kind ?? kindOfName(name)
  const save = async (): Promise<void> => {
    setBusy(true); setError(null)
    try {
      const values = { name, shortName, parentId: above[0]?.id ?? null, unitId: unit[0]?.id ?? null, email, phone }
      const { id } = o ? await api(changeOrganisation, { params: { id: o.id }, body: { ...values, on: on! } }, { idempotencyKey: command }) : await api(createOrganisation, { body: { ...values, kind: guessed, from: on!, headTitle } }, { idempotencyKey: command })
      await client.invalidateQueries({ queryKey: ['units'] })
      onClose()
      onDone(id)
    } catch (e) { setError(e) } finally { setBusy(false) }
  }
  const title = o ? t.changeTitle(o.name) : t.create
  return (
    <Dialog title={title} onClose={onClose} wide>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void save() }}>
        <h2>{title}</h2>
        <FormRow label={t.effective} hint={o ? t.effectiveHint : undefined}>{(ids) => <DateField ids={ids} value={on} onChange={setOn} />}</FormRow>
        <FormLine>
          <FormRow label={t.name} grow>{(ids) => <input className="field" {...ids} value={name} onChange={(e) => setName(e.target.value)} />}</FormRow>
          <FormRow label={t.shortName} optional={t.optional}>{(ids) => <input className="field" {...ids} value={shortName} onChange={(e) => setShortName(e.target.value)} />}</FormRow>
        </FormLine>
        {!o && (
          <FormLine>
            <FormRow label={t.kind} hint={kind === null && name.trim() !== '' ? t.guessed(kindWord(guessed, language)) : undefined} grow>{(ids) => (
              <select className="field" {...ids} value={guessed} onChange={(e) => setKind(e.target.value)}>{kindChoices.map((k) => <option key={k.kind} value={k.kind}>{k[language]}</option>)}</select>
            )}</FormRow>
            <FormRow label={t.headTitle} optional={t.optional}>{(ids) => <input className="field" {...ids} value={headTitle} placeholder={findKind(guessed)?.head ?? ''} onChange={(e) => setHeadTitle(e.target.value)} />}</FormRow>
          </FormLine>
        )}
        <FormRow label={t.parent} optional={t.optional}>{(ids) => <OrganisationPicker ids={ids} one chosen={above} onChosen={setAbove} cacheKey={['units-parent']} find={findOrganisations} />}</FormRow>
        <FormRow label={t.area} optional={t.optional}>{(ids) => (
          <OrganisationPicker ids={ids} one chosen={unit} onChosen={setUnit} cacheKey={['units-area', province.id]} find={async (q, signal) => {
            const home = (await api(listUnits, { query: { q: province.id, level: 'province' } }, { signal })).units[0]
            const { units } = await api(listUnits, { query: { ...(q ? { q } : {}), ...(home ? { within: home.id } : {}), limit: 12 } }, { signal })
            return units.map((u) => ({ id: u.id, name: u.fullName, detail: [u.code, ...u.path.map((p) => p.name)].join(' · ') }))
          }} />
        )}</FormRow>
        <FormLine>
          <FormRow label={t.phone} optional={t.optional}>{(ids) => <input className="field" type="tel" {...ids} value={phone} onChange={(e) => setPhone(e.target.value)} />}</FormRow>
          <FormRow label={t.email} optional={t.optional} grow>{(ids) => <input className="field" type="email" {...ids} value={email} onChange={(e) => setEmail(e.target.value)} />}</FormRow>
        </FormLine>
        <RefusalNote error={error} />
        <div className="actions"><button type="submit" className="button" disabled={busy || on === null || name.trim().length < 2}>{o ? t.save : t.createAct}</button><button type="button" className="button-quiet" onClick={onClose}>{shell.cancel}</button></div>
      </form>
    </Dialog>
  )
}

/** Kết thúc: with or without heirs; what stands below moves to the first of them. */
export function CloseDialog({ view, onClose }: { view: OrganisationView; onClose: () => void }) {
  const t = useWords(organisationsWords)
  const client = useQueryClient()
  const [command] = useState(newId)
  const [lastDay, setLastDay] = useState<PlainDate | null>(today())
  const [heirs, setHeirs] = useState<readonly Choice[]>([])
  const [note, setNote] = useState('')
  const { organisation: o } = view
  const [move, setMove] = useState(true)
  return (
    <ConfirmDialog
      title={t.closeTitle(o.name)} act={t.closeAct} danger ready={lastDay !== null} onClose={onClose}
      onConfirm={async () => {
        await api(closeOrganisation, { params: { id: o.id }, body: { lastDay: lastDay!, heirs: heirs.map((h) => h.id), moveChildren: move && heirs.length > 0, ...(note.trim() ? { note } : {}) } }, { idempotencyKey: command })
        await client.invalidateQueries({ queryKey: ['units'] })
      }}
    >
      <div className="stack">
        <FormRow label={t.lastDay}>{(ids) => <DateField ids={ids} value={lastDay} onChange={setLastDay} min={addDays(o.validFrom, 0)} />}</FormRow>
        <FormRow label={t.heirs} hint={t.heirsHint} optional={t.optional}>{(ids) => <OrganisationPicker ids={ids} chosen={heirs} onChosen={setHeirs} cacheKey={['units-heir', o.id]} find={async (q, signal) => (await findOrganisations(q, signal)).filter((c) => c.id !== o.id)} />}</FormRow>
        {o.children > 0 && heirs.length > 0 && <label className="actions"><input type="checkbox" checked={move} onChange={(e) => setMove(e.target.checked)} /> {t.moveChildren(o.children)}</label>}
        <FormRow label={t.note} optional={t.optional}>{(ids) => <input className="field" {...ids} value={note} onChange={(e) => setNote(e.target.value)} />}</FormRow>
      </div>
    </ConfirmDialog>
  )
}

export function PostDialog({ organisationId, onClose }: { organisationId: string; onClose: () => void }) {
  const t = useWords(organisationsWords)
  const client = useQueryClient()
  const [command] = useState(newId)
  const [kind, setKind] = useState<keyof typeof t.postKinds>('deputy')
  const [title, setTitle] = useState('')
  const [rank, setRank] = useState('20')
  const [from, setFrom] = useState<PlainDate | null>(today())
  return (
    <ConfirmDialog title={t.addPost} act={t.addPost} ready={title.trim().length >= 2 && from !== null && Number(rank) >= 1} onClose={onClose} onConfirm={async () => {
      await api(createPost, { params: { id: organisationId }, body: { kind, title, rank: Math.round(Number(rank)), from: from! } }, { idempotencyKey: command })
      await client.invalidateQueries({ queryKey: ['units'] })
    }}>
      <div className="stack">
        <FormLine>
          <FormRow label={t.postKind}>{(ids) => <select className="field" {...ids} value={kind} onChange={(e) => setKind(e.target.value as typeof kind)}>{Object.entries(t.postKinds).map(([k, word]) => <option key={k} value={k}>{word}</option>)}</select>}</FormRow>
          <FormRow label={t.postTitle} grow>{(ids) => <input className="field" {...ids} value={title} onChange={(e) => setTitle(e.target.value)} />}</FormRow>
        </FormLine>
        <FormLine>
          <FormRow label={t.from}>{(ids) => <DateField ids={ids} value={from} onChange={setFrom} />}</FormRow>
          <FormRow label={t.rank}>{(ids) => <input className="field" type="number" min={1} max={999} {...ids} value={rank} onChange={(e) => setRank(e.target.value)} />}</FormRow>
        </FormLine>
      </div>
    </ConfirmDialog>
  )
}

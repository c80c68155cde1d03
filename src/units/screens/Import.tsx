import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PlainDate } from '../../platform/dates.ts'
import { api, newId, upload, urlOf } from '../../web/api.ts'
import { formatNumber, today } from '../../web/format.ts'
import { useLanguage, useWords } from '../../web/language.ts'
import { useGo } from '../../web/navigate.ts'
import { Breadcrumb, DataTable, DateField, FileDrop, FormRow, RefusalNote, ScreenHeader } from '../../web/parts/index.ts'
import { applyImport, importTemplate, previewImport, type ImportPreview, type ImportRow } from '../contract.ts'
import { kindWord } from '../rules/words.ts'
import { importWords } from './words.ts'
import css from './Import.module.css'

type Action = ImportRow['action']
const actions: readonly Action[] = ['error', 'new', 'changed', 'closed', 'unchanged']
const page = 200

/** Nhập đơn vị: the sheet is read, shown row by row, and written only then; all of it or nothing. */
export default function Import() {
  const t = useWords(importWords)
  const client = useQueryClient()
  const go = useGo()
  const [on, setOn] = useState<PlainDate | null>(today())
  const [files, setFiles] = useState<readonly File[]>([])
  const [preview, setPreview] = useState<ImportPreview | undefined>()
  const [command, setCommand] = useState(newId)
  const [closing, setClosing] = useState<ReadonlySet<string>>(new Set())
  const [done, setDone] = useState<{ new: number; changed: number; closed: number } | undefined>()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState<'preview' | 'apply' | undefined>()
  const work = async (what: 'preview' | 'apply', run: () => Promise<void>): Promise<void> => {
    setBusy(what); setError(null)
    try { await run() } catch (e) { setError(e) } finally { setBusy(undefined) }
  }
  const look = () => work('preview', async () => {
    const made = await upload(previewImport, { query: { on: on! } }, files.slice(0, 1))
    setPreview(made); setClosing(new Set()); setCommand(newId()); setDone(undefined)
  })
  const write = () => work('apply', async () => {
    setDone(await api(applyImport, { params: { file: preview!.file }, body: { on: preview!.on, fingerprint: preview!.fingerprint, closeAbsent: [...closing] } }, { idempotencyKey: command }))
    setPreview(undefined); setFiles([])
    await client.invalidateQueries({ queryKey: ['units'] })
  })
  const c = preview?.counts
  const changes = c ? c.new + c.changed + c.closed + closing.size : 0
  const n = (value: number): string => formatNumber(value)
  const answer = done ? t.answerDone(n(done.new), n(done.changed), n(done.closed)) : !c ? t.start : c.error > 0 ? t.answerErrors(n(c.error)) : changes === 0 ? t.nothing : t.answer(n(c.new), n(c.changed), n(c.closed + closing.size), n(c.unchanged))
  return (
    <div className="screen">
      <ScreenHeader
        title={t.title} answer={answer} above={<Breadcrumb steps={[{ label: t.back, to: '/don-vi' }]} />}
        actions={preview ? <>
          <button type="button" className="button-quiet" onClick={() => { setPreview(undefined); setFiles([]) }}>{t.again}</button>
          <button type="button" className="button" disabled={busy !== undefined || c!.error > 0 || changes === 0} onClick={() => void write()}>{busy === 'apply' ? t.applying : t.apply(n(changes))}</button>
        </> : <a className="button-quiet" href={urlOf(importTemplate, {})} download>{t.template}</a>}
      />
      <RefusalNote error={error} />
      {!preview && (
        <form className={`stack ${css.form}`} onSubmit={(event) => { event.preventDefault(); void look() }}>
          <FormRow label={t.on} hint={t.onHint}>{(ids) => <DateField ids={ids} value={on} onChange={setOn} />}</FormRow>
          <div className={css.drop}><p>{t.file}</p><FileDrop files={files} onFiles={setFiles} one accept=".xlsx,.csv,.tsv,.txt" maxBytes={10 * 1024 * 1024} hint={t.fileHint} /></div>
          <div className="actions">
            <button type="submit" className="button" disabled={busy !== undefined || files.length === 0 || on === null}>{busy === 'preview' ? t.reading : t.preview}</button>
            {done && <button type="button" className="button-quiet" onClick={() => go('/don-vi')}>{t.openList}</button>}
          </div>
        </form>
      )}
      {!preview && !done && (
        <section className={css.expects}>
          <h2>{t.expects}</h2>
          <dl>{(['name', 'kind', 'parent', 'unit', 'head', 'code'] as const).map((field) => <div key={field}><dt>{t.field[field] ?? field}</dt><dd>{t.fieldHint[field]}</dd></div>)}<div><dt>{t.field['phone']}, {t.field['email']}</dt><dd>{t.fieldHint.contact}</dd></div></dl>
        </section>
      )}
      {preview && <Preview preview={preview} closing={closing} onClosing={setClosing} />}
    </div>
  )
}

function Preview({ preview, closing, onClosing }: { preview: ImportPreview; closing: ReadonlySet<string>; onClosing: (ids: ReadonlySet<string>) => void }) {
  const t = useWords(importWords)
  const language = useLanguage()
  const [only, setOnly] = useState<Action | undefined>(preview.counts.error > 0 ? 'error' : undefined)
  const [shown, setShown] = useState(page)
  const rows = preview.rows.filter((r) => only === undefined || r.action === only)
  const choose = (action: Action | undefined): void => { setOnly(action); setShown(page) }
  const value = (text: string | null) => text ?? <em className="muted">{t.empty}</em>
  return (
    <>
      <p className={`small ${css.columns}`}>
        <span className="label">{t.columns}: </span>{preview.columns.map((c) => `${c.header} → ${t.field[c.field] ?? c.field}`).join(' · ')}
        {preview.unused.length > 0 && <span className="muted"> · {t.unused(preview.unused.join(', '))}</span>}
      </p>
      <fieldset className={css.filter} aria-label={t.only}>
        <button type="button" className="button-quiet" aria-pressed={only === undefined} onClick={() => choose(undefined)}>{t.all(formatNumber(preview.rows.length))}</button>
        {actions.filter((a) => preview.counts[a] > 0).map((a) => <button key={a} type="button" className="button-quiet" aria-pressed={only === a} onClick={() => choose(a)}>{t.of(t.actions[a]!, formatNumber(preview.counts[a]))}</button>)}
      </fieldset>
      {preview.absent.length > 0 && (
        <details className={css.absent}>
          <summary>{t.absent(formatNumber(preview.absent.length))}</summary>
          <p className="small muted">{t.absentHint}</p>
          <div className="actions"><button type="button" className="button-plain" onClick={() => onClosing(new Set(preview.absent.map((a) => a.id)))}>{t.absentAll}</button><button type="button" className="button-plain" onClick={() => onClosing(new Set())}>{t.absentNone}</button></div>
          <ul>{preview.absent.slice(0, 1000).map((a) => (
            <li key={a.id}><label><input type="checkbox" checked={closing.has(a.id)} onChange={(e) => { const next = new Set(closing); if (e.target.checked) next.add(a.id); else next.delete(a.id); onClosing(next) }} /> {a.name}</label></li>
          ))}</ul>
        </details>
      )}
      <DataTable<ImportRow>
        caption={t.rows} rows={rows.slice(0, shown)} keyOf={(r) => String(r.row)} wide
        columns={[
          { key: 'row', head: t.row, width: '4rem', align: 'number', cell: (r) => r.row },
          { key: 'what', head: t.what, width: '7rem', cell: (r) => <span className={css.word} data-action={r.action}>{t.actions[r.action]}</span> },
          { key: 'name', head: t.organisation, width: '34%', isName: true, cell: (r) => r.name === '' ? value(null) : r.name },
          { key: 'detail', head: t.detail, cell: (r) => (
            <>
              {r.issues.map((i) => <p key={i.code} className="late">{i.sentence[language]}</p>)}
              {r.changes.map((c) => <p key={c.field} className={css.change}>{t.field[c.field] ?? c.field}: <del>{value(c.before)}</del> → <ins>{value(c.after)}</ins></p>)}
              {r.action === 'new' && <p className={css.change}>{[r.kind && `${t.kind}: ${kindWord(r.kind, language)}`, r.parent && `${t.under} ${r.parent}`, r.unit && `${t.area}: ${r.unit}`].filter(Boolean).join(' · ')}</p>}
              {r.notes.length > 0 && <p className="small muted">{r.notes.map((x) => x.sentence[language]).join(' · ')}</p>}
            </>
          ) },
        ]}
        {...(shown < rows.length ? { more: { has: true, load: () => setShown(shown + page), loading: false } } : {})}
      />
    </>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { addDays, dayOf, formatDay, type PlainDate } from '../../platform/dates.ts'
import { api } from '../../web/api.ts'
import { useReadingThePast } from '../../web/as-of.ts'
import { formatDay as showDay, formatNumber, today } from '../../web/format.ts'
import { useLanguage, useWords } from '../../web/language.ts'
import { useGo } from '../../web/navigate.ts'
import { Breadcrumb, ConfirmDialog, DataTable, DateField, FormRow, Note } from '../../web/parts/index.ts'
import { closePost, type OrganisationView, type Post } from '../contract.ts'
import { kindWord, lineWords } from '../rules/words.ts'
import { CloseDialog, OrganisationDialog, PostDialog } from './OrganisationDialogs.tsx'
import { organisationsWords } from './words.ts'
import css from './Organisations.module.css'

/** One organisation: what it is, who leads it, its posts and who holds them, what stands below, and how it came to be. */
export function OrganisationPage({ view }: { view: OrganisationView }) {
  const t = useWords(organisationsWords)
  const linesOf = useWords(lineWords)
  const language = useLanguage()
  const go = useGo()
  const past = useReadingThePast()
  const [dialog, setDialog] = useState<'change' | 'close' | 'post' | undefined>()
  const [ending, setEnding] = useState<Post | undefined>()
  const { organisation: o } = view
  const link = (to: string, text: string) => <a href={to} onClick={(e) => { e.preventDefault(); go(to) }}>{text}</a>
  const state = view.inForce ? null : o.validTo !== null && o.validTo < view.day ? t.until(formatDay(o.validTo)) : t.notYet(formatDay(view.day))
  const may = past ? { change: false, close: false, posts: false, holders: false } : view.may
  return (
    <article aria-labelledby="organisation-name">
      {view.path.length > 0 && <Breadcrumb steps={view.path.map((p) => ({ label: p.name, to: `/don-vi/${p.id}` }))} />}
      <h2 id="organisation-name" className={css.title}>{o.name}</h2>
      <p className="muted">{linesOf[o.line]} · {kindWord(o.kind, language)}{o.shortName && o.shortName !== kindWord(o.kind, language) ? ` · ${o.shortName}` : ''}</p>
      {state && <Note>{state}</Note>}
      {past && <p className="small muted">{t.past}</p>}
      {(may.change || may.close) && (
        <div className={`actions no-print ${css.acts}`}>
          {may.change && <button type="button" className="button-quiet" onClick={() => setDialog('change')}>{t.change}</button>}
          {may.posts && <button type="button" className="button-quiet" onClick={() => setDialog('post')}>{t.addPost}</button>}
          {may.close && <button type="button" className="button-danger" onClick={() => setDialog('close')}>{t.close}</button>}
        </div>
      )}
      <dl className={css.facts}>
        <dt>{t.head}</dt><dd>{o.head === null ? <em className={css.vacant}>{t.noHeadPost}</em> : <>{o.head.title}: {o.head.names.length > 0 ? <strong>{o.head.names.join(', ')}</strong> : <em className={css.vacant}>{t.noHead}</em>}</>}</dd>
        <dt>{t.area}</dt><dd>{o.unit ? link(`/dia-ban/${o.unit.id}`, o.unit.name) : <span className="muted">{t.notGiven}</span>}</dd>
        <dt>{t.since}</dt><dd className="figures">{formatDay(o.validFrom)}</dd>
        <dt>{t.phone}</dt><dd className="figures">{view.phone ?? <span className="muted">{t.notGiven}</span>}</dd>
        <dt>{t.email}</dt><dd>{view.email ?? <span className="muted">{t.notGiven}</span>}</dd>
        {view.code && <><dt>{t.code}</dt><dd className="figures">{view.code}</dd></>}
      </dl>

      <section className={css.section}>
        <h3>{t.posts}</h3>
        <DataTable<Post>
          caption={t.posts} rows={view.posts} keyOf={(p) => p.id} empty={<p className="small muted">{t.noPosts}</p>}
          columns={[
            { key: 'title', head: t.post, isName: true, cell: (p) => <>{p.title}<br /><small className="muted">{(t.postKinds as Record<string, string>)[p.kind] ?? p.kind}{p.validTo ? ` · ${t.postEnded(formatDay(p.validTo))}` : ''}</small></> },
            { key: 'holder', head: t.holder, cell: (p) => { const held = p.holders.filter((h) => holdsOn(h, view.day)); return held.length === 0 ? <em className={css.vacant}>{t.vacant}</em> : held.map((h) => <div key={h.accountId}>{h.name}</div>) } },
            { key: 'from', head: t.from, cell: (p) => p.holders.filter((h) => holdsOn(h, view.day)).map((h) => <div key={h.accountId} className="figures">{showDay(dayOf(h.fromAt))}</div>) },
            ...(may.posts ? [{ key: 'end', head: '', align: 'number' as const, cell: (p: Post) => p.validTo === null ? <button type="button" className="button-plain" aria-label={t.endPostTitle(p.title)} onClick={() => setEnding(p)}>{t.endPost}</button> : null }] : []),
          ]}
        />
        {may.holders && <p className="small">{link('/quan-tri', t.giveHolder)}</p>}
      </section>

      <section className={css.section}>
        <h3>{t.children} {view.organisation.children > 0 && `(${formatNumber(view.organisation.children)})`}</h3>
        {view.children.length === 0 ? <p className="small muted">{t.noChildren}</p> : <ul className={`${css.list} ${css.children}`}>{view.children.map((c) => <li key={c.id}>{link(`/don-vi/${c.id}`, c.name)}</li>)}</ul>}
        {view.organisation.children > view.children.length && <p className="small muted">{t.more(formatNumber(view.organisation.children))}</p>}
      </section>

      {(view.versions.length > 1 || view.before.length > 0 || view.after.length > 0) && (
        <section className={css.section}>
          <h3>{t.history}</h3>
          <dl className={css.versions}>
            {view.after.map((a) => <Fact key={a.id} when={formatDay(a.on)}>{t.after} {link(`/don-vi/${a.id}`, a.name)}{a.note ? <small className="muted"> · {a.note}</small> : null}</Fact>)}
            {view.versions.map((v) => <Fact key={v.validFrom} when={v.validTo ? t.withDay(formatDay(v.validFrom), formatDay(v.validTo)) : t.dayFrom(formatDay(v.validFrom))}>{v.name}<small className="muted">{v.parent ? ` · ${t.parent.toLowerCase()} ${v.parent.name}` : ''}{v.unit ? ` · ${v.unit.name}` : ''}</small></Fact>)}
            {view.before.map((b) => <Fact key={b.id} when={formatDay(b.on)}>{t.before} {link(`/don-vi/${b.id}`, b.name)}{b.note ? <small className="muted"> · {b.note}</small> : null}</Fact>)}
          </dl>
        </section>
      )}
      {dialog === 'change' && <OrganisationDialog view={view} onClose={() => setDialog(undefined)} onDone={() => undefined} />}
      {dialog === 'post' && <PostDialog organisationId={o.id} onClose={() => setDialog(undefined)} />}
      {dialog === 'close' && <CloseDialog view={view} onClose={() => setDialog(undefined)} />}
      {ending && <EndPost post={ending} onClose={() => setEnding(undefined)} />}
    </article>
  )
}

const Fact = ({ when, children }: { when: string; children: ReactNode }) => <><dt>{when}</dt><dd>{children}</dd></>
const holdsOn = (h: Post['holders'][number], day: PlainDate): boolean => dayOf(h.fromAt) <= day && (h.untilAt === null || dayOf(h.untilAt) >= day)

function EndPost({ post, onClose }: { post: Post; onClose: () => void }) {
  const t = useWords(organisationsWords)
  const client = useQueryClient()
  const [lastDay, setLastDay] = useState<PlainDate | null>(addDays(today(), -1))
  return (
    <ConfirmDialog title={t.endPostTitle(post.title)} act={t.endPost} danger ready={lastDay !== null} onClose={onClose} onConfirm={async () => { await api(closePost, { params: { id: post.id }, body: { lastDay: lastDay! } }); await client.invalidateQueries({ queryKey: ['units'] }) }}>
      <FormRow label={t.lastDay}>{(ids) => <DateField ids={ids} value={lastDay} onChange={setLastDay} />}</FormRow>
    </ConfirmDialog>
  )
}

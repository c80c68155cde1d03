import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { z } from 'zod'
import { dayOf, formatDay, isPlainDate, type PlainDate } from '../../platform/dates.ts'
import { api } from '../../web/api.ts'
import { useAsOf } from '../../web/as-of.ts'
import { today } from '../../web/format.ts'
import { useLanguage, useWords } from '../../web/language.ts'
import { useAddress, useAddressState, useGo } from '../../web/navigate.ts'
import { DateField, Empty, FormRow, Loaded, ScreenHeader } from '../../web/parts/index.ts'
import { getProtocols, listProtocols, type ProtocolsView } from '../contract.ts'
import { catalogueAt, changeDays, standingOf, standingOn, type Catalogue, type Disease, type StandingRow } from '../rules.ts'
import { Compare } from './Compare.tsx'
import { Decide } from './Decide.tsx'
import { History } from './History.tsx'
import { Matters } from './Matters.tsx'
import { sayer } from './say.ts'
import { Timeline } from './Timeline.tsx'
import { TryIt } from './TryIt.tsx'
import { protocolWords } from './words.ts'
import css from './Protocols.module.css'

const views = ['rules', 'compare', 'try', 'decisions'] as const
const Day = z.string().refine(isPlainDate).optional().catch(undefined)
const Address = z.object({ xem: z.enum(views).optional().catch(undefined), ngay: Day, voi: Day, viec: z.string().max(80).optional().catch(undefined) })

/** Quy định đang áp dụng: what applies on a day, in words, with its document; the versions in time, two days side by side, a case tried out, and the decisions of the province. */
export default function Protocols() {
  const t = useWords(protocolWords)
  const { id } = useAddress()
  const diseases = useQuery({ queryKey: ['protocols'], queryFn: ({ signal }) => api(listProtocols, undefined, { signal }) })
  const disease = id ?? diseases.data?.diseases[0]?.disease
  const known = diseases.data === undefined || diseases.data.diseases.some((d) => d.disease === disease)
  const rules = useQuery({ queryKey: ['protocols', disease], enabled: disease !== undefined && known, queryFn: ({ signal }) => api(getProtocols, { params: { disease: disease! } }, { signal }) })
  const choices = diseases.data?.diseases ?? []
  if (diseases.data !== undefined && !known) return <div className="screen"><ScreenHeader title={t.title} answer={t.notFound} /><DiseaseTabs choices={choices} open={disease} /><Empty title={t.notFound}>{t.notFoundHint}</Empty></div>
  if (rules.data === undefined) return <div className="screen"><ScreenHeader title={t.title} /><DiseaseTabs choices={choices} open={disease} /><Loaded query={diseases.error === null ? rules : diseases}>{() => null}</Loaded></div>
  return <Rules key={disease} view={rules.data} choices={choices} />
}

function DiseaseTabs({ choices, open }: { choices: readonly { disease: string; name: { vi: string; en: string } }[]; open: string | undefined }) {
  const t = useWords(protocolWords)
  const language = useLanguage()
  const go = useGo()
  return (
    <nav className={css.tabs} aria-label={t.diseases}>
      {choices.map((c) => <a key={c.disease} href={`/quy-dinh/${c.disease}`} aria-current={c.disease === open ? 'page' : undefined} onClick={(event) => { if (event.metaKey || event.ctrlKey) return; event.preventDefault(); go(`/quy-dinh/${c.disease}`) }}>{c.name[language]}</a>)}
    </nav>
  )
}

function Rules({ view, choices }: { view: ProtocolsView; choices: readonly { disease: string; name: { vi: string; en: string } }[] }) {
  const t = useWords(protocolWords)
  const language = useLanguage()
  const { asOf } = useAsOf()
  const [address, setAddress] = useAddressState(Address)
  const [deciding, setDeciding] = useState<StandingRow | null>(null)
  const now = asOf ? dayOf(asOf) : today()
  const on = address.ngay ?? now
  const tab = address.xem ?? 'rules'
  const disease = useMemo((): Disease => ({ ...view.disease, rows: view.rows }), [view])
  // The same rules as on the server, over the same rows: what is shown is what decides.
  const at = useMemo(() => (day: PlainDate): Catalogue => catalogueAt(disease, view.switches, view.provinceId, day, asOf ?? undefined), [disease, view, asOf])
  const catalogue = useMemo(() => at(on), [at, on])
  const say = useMemo(() => sayer(view.disease, language, t), [view, language, t])
  const standing = useMemo(() => standingOn(catalogue, on), [catalogue, on])
  const inForce = standing.filter((r) => r.on)
  const doubtful = inForce.filter((r) => standingOf(r) === 'partly' || standingOf(r) === 'unverified').length
  const last = useMemo(() => changeDays(catalogue.rows.filter((r) => r.on && (r.province === null || r.province === view.provinceId))).filter((d) => d <= on).at(-1), [catalogue, on, view])
  const setDay = (day: PlainDate | null): void => setAddress({ ngay: day === null || day === now ? undefined : day })
  return (
    <div className="screen">
      <ScreenHeader
        title={t.title} answer={<>{t.answer(view.disease.name[language], formatDay(on), inForce.length, doubtful, standing.length - inForce.length)}{last && <span className={css.last}> {t.lastChange(formatDay(last))}</span>}</>}
        actions={<button type="button" className="button-quiet" onClick={() => window.print()}>{t.print}</button>}
      />
      <DiseaseTabs choices={choices} open={view.disease.disease} />
      <div className={css.bar}>
        <nav className={css.views} aria-label={t.views}>
          {views.map((v) => <button key={v} type="button" aria-current={tab === v ? 'true' : undefined} onClick={() => setAddress({ xem: v === 'rules' ? undefined : v })}>{t[v]}{v === 'decisions' && view.switches.length > 0 && <span className="figures"> {view.switches.length}</span>}</button>)}
        </nav>
        {tab !== 'decisions' && (
          <div className={css.day}>
            <FormRow label={t.day}>{(ids) => <DateField ids={ids} value={on} onChange={setDay} />}</FormRow>
            {on !== now && <button type="button" className="button-plain" onClick={() => setDay(null)}>{asOf ? formatDay(now) : t.today}</button>}
          </div>
        )}
      </div>
      {(tab === 'rules' || tab === 'compare') && <Timeline catalogue={catalogue} on={on} now={now} say={say} onPick={setDay} open={tab === 'rules'} key={tab} />}
      {tab === 'rules' && <Matters rows={standing} catalogue={catalogue} say={say} switches={view.switches} onDecide={view.may.switch && asOf === null ? setDeciding : null} />}
      {tab === 'compare' && <Compare at={at} on={on} against={address.voi ?? null} onAgainst={(day) => setAddress({ voi: day ?? undefined })} say={say} />}
      {tab === 'try' && <TryIt catalogue={catalogue} on={on} say={say} topic={address.viec} onTopic={(viec) => setAddress({ viec })} />}
      {tab === 'decisions' && <History view={view} say={say} />}
      <p className={`small muted ${css.foot}`}>{view.disease.about[language]} {t.markNote} <span className="nowrap">({t.release(formatDay(view.disease.release))})</span></p>
      {deciding && <Decide row={deciding} view={view} catalogue={catalogue} say={say} onClose={() => setDeciding(null)} />}
    </div>
  )
}

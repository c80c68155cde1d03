import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { formatInstant } from '../../platform/dates.ts'
import { searchable } from '../../platform/text.ts'
import { UnitMap } from '../../units/screens/UnitMap.tsx'
import { api, urlOf } from '../../web/api.ts'
import { useAsOf, useReadingThePast } from '../../web/as-of.ts'
import { formatNumber } from '../../web/format.ts'
import { useLanguage, useWords } from '../../web/language.ts'
import { useAddress, useAddressState, useGo } from '../../web/navigate.ts'
import { Breadcrumb, Empty, ListDetail, Loaded, ScreenHeader, useNarrow } from '../../web/parts/index.ts'
import { exportZones, getZone, listZones, type ZoneDecisionView, type ZoneLine, type ZoneList } from '../contract.ts'
import { zoneWords } from '../words.ts'
import { DecisionDialog } from './Decision.tsx'
import { lastDay, LevelMark } from './Mark.tsx'
import { zonesWords } from './words.ts'
import css from './Zones.module.css'

const Address = z.object({ q: z.string().max(200).optional().catch(undefined), benh: z.string().regex(/^[a-z0-9-]{2,40}$/).optional().catch(undefined) })

/** Cấp độ dịch: which level and distancing hold where, since when, by whose decision. */
export default function Zones() {
  const t = useWords(zonesWords)
  const language = useLanguage()
  const { id } = useAddress()
  const go = useGo()
  const { asOf } = useAsOf()
  const narrow = useNarrow()
  const [{ q, benh }, setAddress] = useAddressState(Address)
  const disease = benh ?? 'covid-19'
  const at = asOf ? { asOf } : {}
  const zones = useQuery({ queryKey: ['zones', disease, asOf], queryFn: ({ signal }) => api(listZones, { query: { disease, ...at } }, { signal }), placeholderData: (before) => before })
  const kept = [q ? `q=${encodeURIComponent(q)}` : '', benh ? `benh=${benh}` : ''].filter(Boolean).join('&')
  const href = (unit: string): string => `/cap-do-dich/${unit}${kept ? `?${kept}` : ''}`
  const c = zones.data?.counts
  return (
    <div className="screen">
      <ScreenHeader
        title={t.title} answer={c && (c.none === zones.data!.units.length && c.distancing === 0 ? t.answerNone : t.answer(formatNumber(c[4]), formatNumber(c[3]), formatNumber(c.distancing), formatNumber(c.lockdown)))}
        papers={<a className="button-quiet no-print" href={urlOf(exportZones, { query: { disease, ...at, language } })} download>{t.export}</a>}
      />
      <Loaded query={zones}>{(data) => {
        const wanted = q ? searchable(q) : ''
        const shown = data.units.filter((u) => wanted === '' || searchable(u.unit.name).includes(wanted)).sort((a, b) => (b.level ?? 0) - (a.level ?? 0))
        // The province stands first: its picture is what the screen opens with where there is room beside the list.
        const lines = wanted === '' ? [data.province, ...shown] : shown
        const province = data.province.unit.id
        return (
          <ListDetail
            label={t.list} items={lines} keyOf={(u) => u.unit.id} hrefOf={(u) => href(u.unit.id)} open={id ?? (narrow ? undefined : province)} onOpen={(key) => go(key ? href(key) : `/cap-do-dich${kept ? `?${kept}` : ''}`)}
            head={(
              <div className={css.head}>
                <input className="field" data-filter type="search" aria-label={t.search} placeholder={t.search} value={q ?? ''} onChange={(event) => setAddress({ q: event.target.value || undefined })} />
                <select className="field" aria-label={t.disease} value={disease} onChange={(event) => setAddress({ benh: event.target.value === 'covid-19' ? undefined : event.target.value })}>
                  {Object.entries(t.diseases).map(([code, name]) => <option key={code} value={code}>{name}</option>)}
                </select>
              </div>
            )}
            row={(u) => <ZoneRow zone={u} />}
            detail={id && id !== province ? <Zone id={id} disease={disease} list={data} /> : <Province list={data} onOpen={(unit) => go(href(unit))} disease={disease} />}
            empty={<Empty title={t.none}>{t.noneText}</Empty>}
          />
        )
      }}</Loaded>
    </div>
  )
}

function ZoneRow({ zone }: { zone: ZoneLine }) {
  const t = useWords(zoneWords)
  const more = [zone.distancing ? t.distancing[zone.distancing] : '', zone.lockdown ? t.lockdown : '', ...zone.parts.map((p) => p.name)].filter(Boolean).join(' · ')
  return (
    <span className={css.row}>
      <span>{zone.unit.name}</span>
      <LevelMark level={zone.level} />
      {more && <small className="muted">{more}</small>}
    </span>
  )
}

/** The map of the province, what the colours mean, and the course of it in time. */
function Province({ list, onOpen, disease }: { list: ZoneList; onOpen: (unit: string) => void; disease: string }) {
  const t = useWords(zonesWords)
  const past = useReadingThePast()
  const [deciding, setDeciding] = useState(false)
  return (
    <article aria-labelledby="zone-name">
      <h2 id="zone-name" className={css.title}>{list.province.unit.name}</h2>
      <Facts zone={list.province} />
      {list.may.decide && !past && <div className="actions no-print"><button type="button" className="button" onClick={() => setDeciding(true)}>{t.decide}</button></div>}
      <ZoneMap list={list} onOpen={onOpen} />
      <Course list={list} />
      {deciding && <DecisionDialog unit={list.province.unit} disease={disease} zone={list.province} onClose={() => setDeciding(false)} />}
    </article>
  )
}

function ZoneMap({ list, lit, onOpen }: { list: ZoneList; lit?: string | undefined; onOpen: (unit: string) => void }) {
  const t = useWords(zonesWords)
  const words = useWords(zoneWords)
  const byCode = new Map(list.units.map((u) => [u.unit.code, u]))
  const note = (u: ZoneLine): string => [u.level === null ? words.none : `${words.level(u.level)}, ${words.levelName[u.level]}`, u.distancing ? words.distancing[u.distancing] : '', u.lockdown ? words.lockdown : ''].filter(Boolean).join(' · ')
  return (
    <>
      <UnitMap
        names={[list.province.unit.code]} by="code" areas={list.units.map((u) => ({ code: u.unit.code, id: u.unit.id, name: u.unit.name }))} lit={lit} title={t.map(list.province.unit.name)} onOpen={onOpen}
        toneOf={(code) => byCode.get(code)?.level ?? null} noteOf={(code) => { const u = byCode.get(code); return u ? note(u) : null }}
      />
      <ul className={css.legend} aria-label={t.legend}>
        {([1, 2, 3, 4] as const).map((n) => <li key={n}><span className={css.level} data-level={n}>{n}</span> {words.levelName[n]} <span className="muted figures">{formatNumber(list.counts[n])}</span></li>)}
        <li><span className={css.level} data-level={0}>–</span> {t.unset} <span className="muted figures">{formatNumber(list.counts.none)}</span></li>
      </ul>
    </>
  )
}

/** Diễn biến: the moments at which something changed; choosing one sets the as-of of all screens. */
function Course({ list }: { list: ZoneList }) {
  const t = useWords(zonesWords)
  const { asOf, setAsOf } = useAsOf()
  if (list.changes.length === 0) return null
  // The last place is now.
  const now = list.changes.length
  const at = asOf === null ? now : Math.max(0, list.changes.findLastIndex((c) => c <= asOf))
  const to = (n: number): void => setAsOf(n >= now ? null : list.changes[Math.max(0, n)]!)
  const say = at === now ? t.now : t.at(formatInstant(list.changes[at]!))
  return (
    <section className={`${css.section} no-print`} aria-labelledby="zone-course">
      <h3 id="zone-course">{t.history}</h3>
      <div className={css.course}>
        <button type="button" className="button-quiet" onClick={() => to(at - 1)} disabled={at === 0} aria-label={t.earlier}>‹</button>
        <input type="range" min={0} max={now} step={1} value={at} onChange={(event) => to(Number(event.target.value))} aria-label={t.history} aria-valuetext={say} />
        <button type="button" className="button-quiet" onClick={() => to(at + 1)} disabled={at === now} aria-label={t.laterOn}>›</button>
        <output>{say}</output>
      </div>
    </section>
  )
}

function Facts({ zone }: { zone: ZoneLine }) {
  const t = useWords(zonesWords)
  const words = useWords(zoneWords)
  return (
    <dl className={css.facts}>
      <dt>{t.level}</dt><dd><LevelMark level={zone.level} /> {zone.level !== null && <span className="muted">{words.levelName[zone.level]}{zone.levelFrom ? `, ${t.from(zone.levelFrom.name)}` : ''}</span>}</dd>
      <dt>{t.distancing}</dt><dd>{zone.distancing ? words.distancing[zone.distancing] : t.no}{zone.distancingFrom && <span className="muted">, {t.from(zone.distancingFrom.name)}</span>}</dd>
      <dt>{t.lockdown}</dt><dd>{zone.lockdown ? t.yes : t.no}</dd>
      {zone.since && <><dt>{t.since}</dt><dd className="figures">{formatInstant(zone.since)}{zone.until ? ` – ${t.until.toLowerCase()} ${lastDay(zone.until)}` : ''}</dd></>}
    </dl>
  )
}

function Zone({ id, disease, list }: { id: string; disease: string; list: ZoneList }) {
  const t = useWords(zonesWords)
  const words = useWords(zoneWords)
  const go = useGo()
  const past = useReadingThePast()
  const { asOf } = useAsOf()
  const [deciding, setDeciding] = useState<{ correct?: ZoneDecisionView; lift?: string | null } | undefined>()
  const view = useQuery({ queryKey: ['zones', disease, asOf, `zones:${id}`], queryFn: ({ signal }) => api(getZone, { params: { unitId: id }, query: { disease, ...(asOf ? { asOf } : {}) } }, { signal }) })
  const what = (d: Pick<ZoneDecisionView, 'distancing' | 'lockdown'>): string => [d.distancing ? words.distancing[d.distancing] : '', d.lockdown ? words.lockdown : ''].filter(Boolean).join(' · ')
  return (
    <Loaded query={view}>{(v) => (
      <article aria-labelledby="zone-name">
        <Breadcrumb steps={[{ label: list.province.unit.name, to: '/cap-do-dich' }, { label: v.zone.unit.name, to: `/cap-do-dich/${id}` }]} />
        <h2 id="zone-name" className={css.title}>{v.zone.unit.name} {v.zone.unit.population !== null && <small className="muted small">{t.population(formatNumber(v.zone.unit.population))}</small>}</h2>
        <Facts zone={v.zone} />
        {v.may.decide && !past && <div className="actions no-print"><button type="button" className="button" onClick={() => setDeciding({})}>{t.decide}</button></div>}
        {v.zone.parts.length > 0 && (
          <section className={css.section}><h3>{t.parts}</h3>
            <ul className={css.decisions}>{v.zone.parts.map((p) => (
              <li key={p.name}>
                <div className={css.what}><strong>{p.name}</strong> <LevelMark level={p.level} /> {what(p)}</div>
                <div className="small muted">{t.since} {formatInstant(p.since)}{p.until ? ` – ${t.until.toLowerCase()} ${lastDay(p.until)}` : ''} {v.may.decide && !past && <button type="button" className="button-plain no-print" onClick={() => setDeciding({ lift: p.name })}>{t.lift}</button>}</div>
              </li>
            ))}</ul>
          </section>
        )}
        <section className={css.section}><h3>{t.decisions}</h3>
          {v.history.length === 0 ? <p className="muted">{t.noDecisions}</p> : (
            <ul className={css.decisions}>{v.history.map((d) => (
              <li key={d.id} data-gone={d.correctedById !== null || undefined}>
                <div className={css.what}>
                  {d.partName && <strong>{d.partName}</strong>}{d.level !== null && <LevelMark level={d.level} />}<span>{what(d) || (d.level === null ? t.nothing : '')}</span>
                  {d.unit.id !== id && <span className="muted small">{d.unit.name}</span>}
                  {d.inForce && <span className="label">{t.inForce}</span>}{d.correctedById !== null && <span className="label">{t.corrected}</span>}{d.correctsId !== null && <span className="label">{t.correction}</span>}
                </div>
                <div className="small">{formatInstant(d.validFrom)}{d.validTo ? ` – ${t.until.toLowerCase()} ${lastDay(d.validTo)}` : ''}: {d.basis}{d.reason ? `. ${d.reason}` : ''}</div>
                <div className="small muted">{t.by(d.decidedBy.post, d.decidedBy.organisation, formatInstant(d.decidedAt))}{v.may.decide && !past && d.unit.id === id && d.correctedById === null && <> <button type="button" className="button-plain no-print" onClick={() => setDeciding({ correct: d })}>{t.correct}</button></>}</div>
              </li>
            ))}</ul>
          )}
        </section>
        <section className={css.section}><ZoneMap list={list} lit={v.zone.unit.code} onOpen={(unit) => go(`/cap-do-dich/${unit}`)} /></section>
        {deciding && <DecisionDialog unit={v.zone.unit} disease={disease} zone={v.zone} correct={deciding.correct} lift={deciding.lift ?? undefined} onClose={() => setDeciding(undefined)} />}
      </article>
    )}</Loaded>
  )
}

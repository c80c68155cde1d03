import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { z } from 'zod'
import { formatDay } from '../../platform/dates.ts'
import { api } from '../../web/api.ts'
import { useAsOf, useReadingThePast } from '../../web/as-of.ts'
import { formatNumber, today } from '../../web/format.ts'
import { useWords } from '../../web/language.ts'
import { useAddress, useAddressState, useGo } from '../../web/navigate.ts'
import { Breadcrumb, Empty, ListDetail, Loaded, Note, RefusalNote, ScreenHeader } from '../../web/parts/index.ts'
import { useMe } from '../../web/session.ts'
import { getUnit, listUnitChildren, listUnits, type Kin, type UnitLine, type UnitList, type UnitView } from '../contract.ts'
import { lineWords, typeWords } from '../rules/words.ts'
import { UnitChangeDialogs } from './UnitChange.tsx'
import { UnitMap } from './UnitMap.tsx'
import { areasWords } from './words.ts'
import css from './Areas.module.css'

const Address = z.object({ q: z.string().max(200).optional().catch(undefined) })
const country = 'VN'
const reform = '2025-07-01'

/** Địa bàn: which administrative units there are on a day, where they lie, what they were and what became of them. */
export default function Areas() {
  const t = useWords(areasWords)
  const { id } = useAddress()
  const go = useGo()
  const me = useMe()
  const { asOf } = useAsOf()
  const [{ q }, setAddress] = useAddressState(Address)
  const at = asOf ? { asOf } : {}
  // Opened without an address, the screen begins with the own province.
  const own = useQuery({ queryKey: ['units', 'own', me.province.id, asOf], queryFn: ({ signal }) => api(listUnits, { query: { ...at, q: me.province.id, level: 'province' } }, { signal }), enabled: id === undefined })
  const home = own.data ? own.data.units[0]?.id ?? country : undefined
  useEffect(() => { if (id === undefined && home !== undefined) go(`/dia-ban/${home}`, { replace: true }) }, [id, home, go])
  const view = useQuery({ queryKey: ['units', 'unit', id, asOf], queryFn: ({ signal }) => api(getUnit, { params: { id: id! }, query: at }, { signal }), enabled: id !== undefined })
  const children = useQuery({ queryKey: ['units', 'children', id, asOf], queryFn: ({ signal }) => api(listUnitChildren, { params: { id: id! }, query: at }, { signal }), enabled: id !== undefined })
  // A unit with nothing below is listed among its neighbours; a former district is drawn among them.
  const above = view.data?.unit.level === 'district' || view.data?.unit.children === 0 ? view.data.unit.path[0]?.id : undefined
  const lastDay = view.data && !view.data.unit.inForce && view.data.unit.validTo !== null && view.data.unit.validTo < view.data.day ? view.data.unit.validTo : undefined
  const siblings = useQuery({ queryKey: ['units', 'children', above, asOf, lastDay], queryFn: ({ signal }) => api(listUnitChildren, { params: { id: above! }, query: lastDay ? { asOf: lastDay } : at }, { signal }), enabled: above !== undefined })
  const siblingsOf = view.data?.unit.children === 0 ? above : undefined
  const found = useQuery({ queryKey: ['units', 'search', q, asOf], queryFn: ({ signal }) => api(listUnits, { query: { ...at, q: q!, limit: 100 } }, { signal }), enabled: !!q, placeholderData: (before) => before })
  const listed: { readonly data: UnitList | undefined } = q ? found : siblingsOf !== undefined ? siblings : children
  const unit = view.data?.unit
  const day = listed.data?.day ?? view.data?.day ?? today()
  const words = (n: UnitList): string => (n.counts.district > 0 ? t.kinds.district : n.counts.commune > 0 ? (day < reform ? t.kinds.communeOld : t.kinds.commune) : t.kinds.province)
  const answer = q ? found.data && t.answerFound(formatNumber(found.data.total), q)
    : unit && children.data && (unit.level === 'country' ? t.answerCountry(formatNumber(children.data.total), formatDay(day)) : !unit.inForce && unit.validTo !== null && unit.validTo < day ? t.answerEnded(unit.fullName, formatDay(unit.validTo))
      : children.data.total === 0 ? t.answerNone(unit.fullName, formatDay(day)) : t.answer(unit.fullName, formatNumber(children.data.total), words(children.data), formatDay(day)))
  // Looking at a day before the unit began: the one that carried its code then is meant.
  const meant = view.data?.onDay?.id
  useEffect(() => { if (meant !== undefined) go(`/dia-ban/${meant}`, { replace: true }) }, [meant, go])
  const kept = q ? `?q=${encodeURIComponent(q)}` : ''
  const up = unit?.path[0]
  return (
    <div className="screen">
      <ScreenHeader title={t.title} answer={answer} />
      {view.data?.moved && <Note>{t.moved(formatDay(view.data.day))}</Note>}
      <Loaded query={{ ...(q ? found : children), data: listed.data }}>{(data) => (
        <ListDetail
          label={t.list} items={data.units} keyOf={(u) => u.id} hrefOf={(u) => `/dia-ban/${u.id}${kept}`} open={id} onOpen={(key) => go(key ? `/dia-ban/${key}${kept}` : up ? `/dia-ban/${up.id}` : `/dia-ban/${country}`)}
          head={(
            <div className={css.top}>
              <input className="field" data-filter type="search" aria-label={t.search} placeholder={t.search} value={q ?? ''} onChange={(event) => setAddress({ q: event.target.value || undefined })} />
              {!q && <Breadcrumb steps={[{ label: t.country, to: `/dia-ban/${country}` }, ...[...(unit?.path ?? [])].reverse().map((p) => ({ label: p.name, to: `/dia-ban/${p.id}` })), ...(unit && unit.level !== 'country' && siblingsOf === undefined ? [{ label: unit.fullName, to: `/dia-ban/${unit.id}` }] : [])]} />}
            </div>
          )}
          row={(u) => (
            <span className={css.row}>
              <span className={u.inForce ? undefined : css.ended}>{u.fullName}</span>
              <span className="number small muted">{u.code}</span>
              {(q || u.children > 0 || u.organisations > 0) && <small className="muted">{[q ? u.path.map((p) => p.name).join(', ') : '', u.children > 0 ? t.children(formatNumber(u.children)) : ''].filter(Boolean).join(' · ')}</small>}
            </span>
          )}
          detail={<Loaded query={view}>{(v) => <Area view={v} below={children.data} siblings={siblings.data} day={day} />}</Loaded>}
          empty={<Empty title={t.none}>{t.noneText}</Empty>}
        />
      )}</Loaded>
      <RefusalNote error={view.error} />
    </div>
  )
}

type Drawn = { readonly names: readonly string[]; readonly by: 'code' | 'oldDistrictCode'; readonly list: UnitList; readonly of: string }
/** The province of today that holds a unit, from the end of its path. */
const provinceCode = (unit: UnitLine): string | undefined => (unit.level === 'province' ? unit.code : unit.path.at(-1)?.id.split(':')[1])

/**
 * Which outlines show a unit: the areas below it, or itself among its neighbours. Outlines of former communes do not exist; those of former
 * districts are joined from the communes of the provinces that hold them now.
 */
function mapOf(view: UnitView, below: UnitList | undefined, siblings: UnitList | undefined, asked: string): Drawn | undefined {
  const { unit } = view
  const day = unit.validTo !== null && unit.validTo < asked ? unit.validTo : asked
  const list = below && below.total > 0 ? below : siblings
  if (!list) return undefined
  if (unit.level === 'country') return { names: [day < reform ? 'provinces-2021' : 'provinces'], by: 'code', list, of: unit.fullName }
  const around = unit.path[0]?.name ?? unit.fullName
  if (day >= reform) return { names: [provinceCode(unit)].filter((c) => c !== undefined), by: 'code', list, of: list === siblings ? around : unit.fullName }
  const heirs = [...new Set(view.after.map((k) => provinceCode(k.unit)).filter((c) => c !== undefined))]
  if (unit.level === 'province') return { names: heirs.length > 0 ? heirs : [unit.code], by: 'oldDistrictCode', list, of: unit.fullName }
  if (unit.level === 'district' && siblings) return { names: heirs, by: 'oldDistrictCode', list: siblings, of: around }
  return { names: [], by: 'code', list, of: around }
}

function Area({ view, below, siblings, day }: { view: UnitView; below: UnitList | undefined; siblings: UnitList | undefined; day: string }) {
  const t = useWords(areasWords)
  const types = useWords(typeWords)
  const linesOf = useWords(lineWords)
  const go = useGo()
  const past = useReadingThePast()
  const { unit } = view
  const map = mapOf(view, below, siblings, day)
  const kin = (k: Kin) => <li key={k.unit.id}><a href={`/dia-ban/${k.unit.id}`} onClick={(e) => { e.preventDefault(); go(`/dia-ban/${k.unit.id}`) }}>{k.unit.fullName}</a> <span className="small muted">{[k.unit.path[0]?.name, k.part === 'partial' ? t.partial : null].filter(Boolean).join(', ')}</span></li>
  const span = unit.validTo === null ? t.since(formatDay(unit.validFrom)) : t.range(formatDay(unit.validFrom), formatDay(unit.validTo))
  return (
    <article aria-labelledby="area-name">
      <h2 id="area-name" className={css.title}>{unit.fullName}</h2>
      {view.may.change && !past && <UnitChangeDialogs unit={unit} />}
      {map && <UnitMap names={map.names} by={map.by} areas={map.list.units.map((u) => ({ code: u.code, id: u.id, name: u.fullName }))} lit={map.list === siblings ? unit.code : undefined} title={t.map(map.of)} onOpen={(id) => go(`/dia-ban/${id}`)} />}
      {unit.level !== 'country' && (
        <dl className={css.facts}>
          <dt>{t.type}</dt><dd>{(types as Record<string, string>)[unit.type] ?? unit.type}{unit.fullNameEn ? <span className="muted"> · {unit.fullNameEn}</span> : null}</dd>
          <dt>{t.code}</dt><dd className="figures">{unit.code}</dd>
          <dt>{t.inForce}</dt><dd>{span}{(!view.fromExact || !view.toExact) && <><br /><small className="muted">{t.between}</small></>}</dd>
          <dt>{t.area}</dt><dd>{unit.areaKm2 === null ? <span className="muted">{t.unknown}</span> : t.km2(formatNumber(unit.areaKm2))}</dd>
          <dt>{t.population}</dt><dd>{unit.population === null ? <span className="muted">{t.unknown}</span> : t.people(formatNumber(unit.population))}{unit.populationSuspect && <><br /><small className="muted">{t.suspect}</small></>}</dd>
          {view.decree && <><dt>{t.decree}</dt><dd>{view.decree}</dd></>}
        </dl>
      )}
      {(view.now.units.length > 0 || view.now.unknown) && (
        <section className={css.section}><h3>{t.nowIn}</h3>
          <ul className={css.kin}>{view.now.units.map((k) => <li key={k.unit.id}><a href={`/dia-ban/${k.unit.id}`} onClick={(e) => { e.preventDefault(); go(`/dia-ban/${k.unit.id}`) }}>{k.unit.fullName}</a> <span className="small muted">{[k.unit.path[0]?.name, k.part === 'full' ? t.full : t.partial].filter(Boolean).join(', ')}</span></li>)}</ul>
          {view.now.unknown && <p className="small muted">{t.nowUnknown}</p>}
        </section>
      )}
      {view.before.length > 0 && <section className={css.section}><h3>{t.before} ({formatNumber(view.before.length)})</h3><ul className={css.kin}>{view.before.map(kin)}</ul></section>}
      {view.after.length > 0 && view.now.units.length === 0 && <section className={css.section}><h3>{t.after} ({formatNumber(view.after.length)})</h3><ul className={css.kin}>{view.after.map(kin)}</ul></section>}
      {unit.level !== 'country' && (
        <section className={css.section}><h3>{t.organisations}</h3>
          {view.organisations.length === 0 ? <p className="small muted">{t.noOrganisations}</p>
            : <ul className={css.kin}>{view.organisations.map((o) => <li key={o.id}><a href={`/don-vi/${o.id}`} onClick={(e) => { e.preventDefault(); go(`/don-vi/${o.id}`) }}>{o.name}</a> <span className="small muted">{linesOf[o.line]}</span></li>)}</ul>}
        </section>
      )}
    </article>
  )
}

import { daysBetween, type PlainDate } from '../../platform/dates.ts'
import { freeze, quarantinePlan, testDays, type Catalogue, type Facts, type Frozen } from '../../protocols/rules.ts'
import type { ZoneState } from '../../zones/rules.ts'
import type { Draft, PersonDraft } from './draft.ts'

/**
 * Phân luồng: what is asked of one person, and why. A machine only asks and proposes: an order is signed by a person.
 * emergency: cannot breathe · call: the health station calls today · quarantine/monitor: the rule in force asks for it · look: the rules leave it to
 * a person · none: nothing beyond looking after oneself.
 */
export type Action = 'emergency' | 'call' | 'quarantine' | 'monitor' | 'look' | 'none'
export type Why =
  | { readonly code: 'cannot_breathe' } | { readonly code: 'contact' } | { readonly code: 'symptoms' } | { readonly code: 'symptoms_unknown' } | { readonly code: 'contact_unknown' }
  | { readonly code: 'origin_unknown' } | { readonly code: 'origin_unassessed' } | { readonly code: 'abroad' }
  | { readonly code: 'origin_level'; readonly level: number } | { readonly code: 'origin_restricted'; readonly distancing: string | null; readonly lockdown: boolean }
  | { readonly code: 'no_rule' } | { readonly code: 'rule_uncertain'; readonly missing: readonly string[] } | { readonly code: 'rule'; readonly document: string | null }
export type Triage = {
  readonly action: Action
  readonly priority: 0 | 1 | 2 | 3
  readonly why: readonly Why[]
  readonly disease: string | null
  readonly rule: Frozen | null
  readonly from: PlainDate | null
  readonly endsOn: PlainDate | null
  readonly days: number | null
  readonly tests: readonly { readonly day: number; readonly on: PlainDate }[]
}
/** What the zones say of the places of the journey; `null`: the place is not known, or nobody has assessed it. */
export type Zones = { readonly origin: Pick<ZoneState, 'level' | 'distancing' | 'lockdown'> | null; readonly destination: Pick<ZoneState, 'level'> | null }

const order: readonly Action[] = ['none', 'look', 'monitor', 'quarantine', 'call', 'emergency']
const priorityOf: Readonly<Record<Action, 0 | 1 | 2 | 3>> = { none: 0, look: 1, monitor: 1, quarantine: 2, call: 2, emergency: 3 }
/** The rules compare months with six or twelve: whoever never had the disease is far beyond both. */
const never = 9_999
const monthsSince = (day: PlainDate, on: PlainDate): number => Math.floor(daysBetween(day, on) / 30.4375)

/** What the person said, as facts of the rules. Unknown stays unknown. */
export function factsOf(p: PersonDraft, d: Pick<Draft, 'transit'>, zones: Zones, on: PlainDate): Facts {
  const lastDose = p.lastDose !== undefined && p.lastDose !== 'unknown' ? p.lastDose : null
  return {
    'vaccination.doses': typeof p.doses === 'number' ? p.doses : null, 'vaccination.full': typeof p.doses === 'number' ? p.doses >= 2 : null,
    'vaccination.days_since_last_dose': lastDose === null ? null : daysBetween(lastDose, on), 'vaccination.months_since_last_dose': lastDose === null ? null : monthsSince(lastDose, on),
    'recovered.months_since': p.recovered === 'no' ? never : p.recovered === 'yes' && p.recoveredOn !== undefined && p.recoveredOn !== 'unknown' ? monthsSince(p.recoveredOn, on) : null,
    'recovered.months_since_positive_pcr': p.recovered === 'no' ? never : null,
    'journey.transit_without_stop': d.transit === 'yes' ? true : d.transit === 'no' ? false : null, 'journey.origin_level': zones.origin?.level ?? null, 'journey.destination_level': zones.destination?.level ?? null,
  }
}

/** Who a traveller is for the rules: from a place of level 3 or 4, from a place under directive 16 or a lock-down, from abroad. */
export function subjectsOf(origin: Draft['origin'], zones: Zones): string[] {
  if (origin === 'abroad') return ['ENTRANT']
  const z = zones.origin
  if (!z) return []
  const high = z.level !== null && z.level >= 3
  const restricted = z.distancing === 'ct16' || z.lockdown
  return [...(high ? ['FROM_HIGH_OR_VERY_HIGH_AREA'] : []), ...(high || restricted ? ['FROM_OUTBREAK_AREA'] : [])]
}

/** One person of a declaration under the rules of one disease on the day of arrival (of the declaration, when that is later). */
export function triagePerson(catalogue: Catalogue, d: Pick<Draft, 'origin' | 'arrivedOn' | 'transit'>, p: PersonDraft, zones: Zones, on: PlainDate): Triage {
  const found: { action: Action; why: Why }[] = []
  const symptoms = Array.isArray(p.symptoms) ? p.symptoms : []
  if (symptoms.includes('dyspnoea')) found.push({ action: 'emergency', why: { code: 'cannot_breathe' } })
  if (p.contact === 'yes') found.push({ action: 'call', why: { code: 'contact' } })
  if (symptoms.length > 0) found.push({ action: 'call', why: { code: 'symptoms' } })
  if (p.symptoms === 'unknown') found.push({ action: 'look', why: { code: 'symptoms_unknown' } })
  if (p.contact === 'unknown') found.push({ action: 'look', why: { code: 'contact_unknown' } })

  const subjects = subjectsOf(d.origin, zones)
  let rule: Frozen | null = null; let from: PlainDate | null = null; let endsOn: PlainDate | null = null; let days: number | null = null; let tests: Triage['tests'] = []
  if (subjects.length > 0) {
    if (d.origin === 'abroad') found.push({ action: 'none', why: { code: 'abroad' } })
    else {
      const z = zones.origin!
      if (z.level !== null && z.level >= 3) found.push({ action: 'none', why: { code: 'origin_level', level: z.level } })
      if (z.distancing === 'ct16' || z.lockdown) found.push({ action: 'none', why: { code: 'origin_restricted', distancing: z.distancing, lockdown: z.lockdown } })
    }
    const arrived = d.arrivedOn ?? null
    const start = arrived === null ? {} : { ARRIVAL: arrived, ENTRY: arrived, HOME_ARRIVAL: arrived }
    const choice = quarantinePlan(catalogue, { subjects, facts: factsOf(p, d, zones, on), starts: start }, on)
    if (choice.outcome === 'chosen') {
      const self = choice.row.place.every((place) => place === 'SELF_MONITOR_HOME' || place === 'NONE')
      const asks = choice.row.days !== null && choice.row.days > 0
      found.push({ action: !asks ? (self ? 'none' : 'look') : self ? 'monitor' : 'quarantine', why: { code: 'rule', document: choice.row.legal.number } })
      rule = freeze(catalogue, choice.row, on); days = choice.row.days
      if (choice.plan) { from = choice.plan.start?.on ?? null; endsOn = choice.plan.endsOn; tests = testDays(choice.plan).filter((t) => t.phase === 'quarantine').map((t) => ({ day: t.day, on: t.on })) }
    } else if (choice.outcome === 'none') found.push({ action: 'look', why: { code: 'no_rule' } })
    else found.push({ action: 'look', why: { code: 'rule_uncertain', missing: choice.outcome === 'uncertain' ? choice.missing : [] } })
  } else if (zones.origin === null) found.push({ action: 'look', why: { code: 'origin_unknown' } })
  else if (zones.origin.level === null && zones.origin.distancing === null && !zones.origin.lockdown) found.push({ action: 'look', why: { code: 'origin_unassessed' } })
  else if (zones.origin.level !== null) found.push({ action: 'none', why: { code: 'origin_level', level: zones.origin.level } })

  const action = found.reduce<Action>((worst, f) => (order.indexOf(f.action) > order.indexOf(worst) ? f.action : worst), 'none')
  return { action, priority: priorityOf[action], why: found.map((f) => f.why), disease: rule === null ? null : catalogue.disease.disease, rule, from, endsOn, days, tests }
}

/** The strictest answer of several diseases; the first of two that are equal. */
export const strictest = (list: readonly Triage[]): Triage => list.reduce((a, b) => (order.indexOf(b.action) > order.indexOf(a.action) ? b : a))

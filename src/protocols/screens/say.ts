import { formatDay, type PlainDate } from '../../platform/dates.ts'
import type { Language } from '../../words/words.ts'
import { formatNumber, formatShare } from '../../web/format.ts'
import type { ProtocolsView } from '../contract.ts'
import type { Bi, FactValue, FactWords, StandingRow } from '../rules.ts'
import type { ProtocolWords } from './words.ts'

type Disease = Pick<ProtocolsView['disease'], 'facts' | 'codes'>
/** What a row is called, what its figures are, what a code or a fact means: in words of the disease and of the screen. */
export type Say = {
  readonly language: Language
  readonly of: (bi: Bi) => string
  readonly code: (code: string) => string
  readonly fact: (path: string) => string
  readonly factOf: (path: string) => FactWords | undefined
  readonly value: (path: string, value: FactValue) => string
  readonly label: (row: StandingRow) => string
  readonly figures: (row: StandingRow) => string[]
  readonly field: (name: string) => string
  readonly question: (key: string, rows: readonly StandingRow[]) => string
  readonly document: (row: Pick<StandingRow, 'legal' | 'nature'>) => string
}

export function sayer(disease: Disease, language: Language, t: ProtocolWords): Say {
  const of = (bi: Bi): string => bi[language]
  const code = (c: string): string => { const words = disease.codes[c]; return words ? of(words) : c }
  const factOf = (path: string): FactWords | undefined => disease.facts[path] ?? disease.facts[path.split(':')[0]!]
  const fact = (path: string): string => {
    const words = factOf(path)
    const [, parameter] = path.split(':')
    return words ? `${words[language]}${parameter && disease.codes[parameter] ? ` “${code(parameter)}”` : ''}` : path
  }
  const value = (path: string, v: FactValue): string => {
    if (Array.isArray(v)) return v.map((one: FactValue) => value(path, one)).join(', ')
    if (typeof v === 'boolean') return v ? t.yes.toLowerCase() : t.no.toLowerCase()
    if (typeof v === 'number') { const unit = factOf(path)?.unit; return `${formatNumber(v, language)}${unit ? ` ${of(unit)}` : ''}` }
    return disease.codes[v as string] ? code(v as string) : disease.facts[v as string] ? fact(v as string).toLowerCase() : (v as string)
  }
  const label = (row: StandingRow): string => {
    switch (row.kind) {
      case 'definition': return t.class[row.class]
      case 'order': return row.subjects.map((s) => upper(code(s))).join(', ')
      case 'discharge': case 'home_end': return t.setting[row.setting]
      case 'infectious_window': return t.window[row.symptoms]
      case 'screening': return of(row.groupText)
      case 'method': return t.methodOf[row.topic] ?? t.kind.method
      case 'tracing_step': return row.order === 0 ? t.kind.engine : t.step(row.order)
      case 'tracing_target': return (t.target as Record<string, string>)[row.what] ?? t.kind.tracing_target
      case 'risk': return `${t.kind.risk}: ${code(row.level)}`
      case 'area_criterion': return `${upper(code(row.level))} · ${row.unitLevels.map(code).join(', ')}`
      case 'area_level': return upper(code(row.level))
      case 'area_measure': return `${t.kind.area_measure} · ${code(row.colour)}`
      case 'distancing': return upper(code(row.code))
      case 'post_exposure': return upper(code(row.measure))
      case 'diagnostic_test': return code(row.method)
      case 'list': return t.kind.list
      default: return t.kind[row.kind as keyof typeof t.kind]
    }
  }
  const figures = (row: StandingRow): string[] => {
    const f = t.figure
    switch (row.kind) {
      case 'order': return [
        row.days === 0 ? f.noQuarantine : row.days !== null ? f.days(row.days, row.daysAre) : row.endsOn ? f.untilEvent : '', row.clockStart && row.days !== 0 ? f.fromClock(row.clockStart.map(code).join(' / ')) : '',
        row.testDays ? f.tests(row.testDays.join(', ')) : '', ...(row.testPlan ?? []).map((p) => `${code(p.method)}: ${f.every(p.everyMin, p.everyMax)}`), row.after?.days ? f.after(row.after.days) : '', row.effect ? code(row.effect) : '',
      ].filter(Boolean)
      case 'discharge': case 'home_end': return [row.leaveOnDay ? f.leaveOn(row.leaveOnDay) : '', row.minDays ? f.days(row.minDays, 'minimum') : '', row.tests ? f.samples(row.tests.count) : '', row.noFeverDays ? f.noFever(row.noFeverDays) : '', row.symptomFreeDays ? f.symptomFree(row.symptomFreeDays) : '', row.after?.days ? f.after(row.after.days) : ''].filter(Boolean)
      case 'screening': return [!row.periodic ? f.onlyWhen : row.timesPerWeek ? f.weekly(row.timesPerWeek) : row.everyOptions ? f.every(row.everyOptions[0]!, row.everyOptions.at(-1)!) : row.everyMin !== null && row.everyMax !== null ? f.every(row.everyMin, row.everyMax) : '', row.zones.map(code).join(', ')].filter(Boolean)
      case 'method': return row.hours !== null ? [f.hours(row.hours)] : Object.entries(row.sizes ?? {}).map(([m, sizes]) => `${code(m)}: ${sizes.join(', ')}`)
      case 'incubation': return [f.range(row.daysMin, row.daysMax)]
      case 'follow_up': return [f.days(row.days, 'exact'), f.perDay(row.checksPerDay)]
      case 'follow_up_limits': return [f.days(row.lostAfterDays, 'exact'), f.coverage(formatShare(row.coverage, language))]
      case 'tracing_target': return [row.hoursMin !== null ? `${row.hoursMin}–${f.hours(row.hoursMax)}` : f.within(row.hoursMax)]
      case 'post_exposure': return row.withinHours !== null ? [f.within(row.withinHours)] : []
      case 'activity_measure': return Object.entries(row.byScore).map(([level, c]) => `${code(level)}: ${code(c)}`)
      default: return []
    }
  }
  return {
    language, of, code, fact, factOf, value, label, figures, field: (name) => t.fieldName[name] ?? t.fieldName[name.split('.').at(-1)!] ?? name,
    document: (row) => row.legal.number ?? (row.legal.issuer ? of(row.legal.issuer) : row.nature === 'law' ? t.noDocument : t.nature[row.nature]),
    question: (key, rows) => {
      const [kind, what = '', zone] = key.split(':')
      switch (kind) {
        case 'definition': return t.class[what as keyof typeof t.class]
        case 'order': return t.topic.order(what.split('+').map(code).join(', '))
        case 'discharge': return t.setting[what as keyof typeof t.setting]
        case 'infectious_window': return t.window[what as keyof typeof t.window]
        case 'screening': { const row = rows.find((r) => r.kind === 'screening' && r.group === what); return t.screening(`${row?.kind === 'screening' ? of(row.groupText) : what}${zone ? ` (${code(zone)})` : ''}`) }
        case 'method': return t.methodOf[what] ?? what
        case 'area': return disease.codes[what] ? t.topic.zone(code(what)) : (t.scheme[what] ?? what)
        default: return t.question[key] ?? (t.kind as Record<string, string>)[key] ?? key
      }
    },
  }
}
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
export const spanOf = (row: Pick<StandingRow, 'validFrom' | 'validTo' | 'validFromPrecision'>, t: ProtocolWords): string => {
  const from = row.validFrom === null ? null : row.validFromPrecision === 'month' ? formatDay(row.validFrom).slice(3) : formatDay(row.validFrom)
  return t.span(from, row.validTo === null ? null : formatDay(row.validTo))
}
export const documentDate = (row: Pick<StandingRow, 'legal'>): PlainDate | null => row.legal.date

import { instantOf } from '../platform/dates.ts'
import { catalogueAt, type Catalogue, type Condition, type Disease, type Facts, type Switch } from './rules.ts'
import { listDiseases } from './shipped.ts'

/** For tests: the shipped disease, and the rules of a province on a day. */
export const shipped = (disease = 'covid-19'): Disease => listDiseases().find((d) => d.disease === disease)!
export const given = (disease: Disease, options: { on?: string; province?: string; switches?: readonly Switch[]; allOn?: boolean } = {}): Catalogue => {
  const made = catalogueAt(disease, options.switches ?? [], options.province ?? '08', options.on ?? '2030-01-01')
  return options.allOn ? { ...made, rows: made.rows.map((r) => ({ ...r, on: r.nature !== 'example' })) } : made
}
let count = 0
export const givenSwitch = (target: string, effect: Switch['effect'], rest: Partial<Switch> = {}): Switch => {
  count += 1
  const at = rest.effectiveFrom ?? instantOf('2020-01-01')
  return { id: `s${String(count).padStart(4, '0')}`, disease: 'covid-19', targetKind: 'row', target, effect, values: null, effectiveFrom: at, decidedAt: at, checked: false, ...rest }
}

const value = (op: string, v: unknown, wanted: boolean): Facts[string] => {
  const [low, high] = Array.isArray(v) ? v : [v, v]
  if (op === 'in') return wanted ? low : 'SOMETHING_ELSE'
  if (typeof low === 'boolean') return wanted === low
  if (typeof low === 'string') return op === 'eq' ? (wanted ? low : 'SOMETHING_ELSE') : low
  const n = low as number
  switch (op) {
    case 'lt': return wanted ? n - 1 : n
    case 'lte': return wanted ? n : n + 1
    case 'gt': return wanted ? n + 1 : n
    case 'gte': return wanted ? n : n - 1
    case 'between': return wanted ? n : (high as number) + 1
    default: return wanted ? n : n + 1
  }
}
/** Facts under which a condition holds (or does not): the first way there is. */
export function factsFor(condition: Condition | null, wanted = true): Record<string, Facts[string]> {
  if (condition === null) return {}
  if ('not' in condition) return factsFor(condition.not, !wanted)
  if ('all' in condition) return wanted ? Object.assign({}, ...condition.all.map((c) => factsFor(c, true))) : factsFor(condition.all[0]!, false)
  if ('any' in condition) return wanted ? factsFor(condition.any[0]!, true) : Object.assign({}, ...condition.any.map((c) => factsFor(c, false)))
  const named = [condition.value].flat().filter((v): v is string => typeof v === 'string' && /^[a-z_0-9]+(?:\.[a-z_0-9]+)+$/.test(v))
  if (named.length > 0) {
    const moment = condition.op === 'between' ? ['2021-08-01T00:00:00.000Z', '2021-08-05T00:00:00.000Z'] : [2, 2]
    return { ...Object.fromEntries(named.map((f, at) => [f, moment[at]!])), [condition.fact]: condition.op === 'between' ? (wanted ? '2021-08-03T00:00:00.000Z' : '2021-08-09T00:00:00.000Z') : wanted ? 2 : 3 }
  }
  return { [condition.fact]: value(condition.op, condition.value, wanted) }
}

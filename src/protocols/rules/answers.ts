import { addDays, type PlainDate } from '../../platform/dates.ts'
import { caseDefinition, contactFollowUp, dischargeRule, infectiousWindow, inForceHere, quarantinePlan, resultValidity, screeningRule } from './accessors.ts'
import { rowsOf, type Catalogue, type StandingRow } from './catalogue.ts'
import { choose, type Choice } from './choose.ts'
import { schemesOn } from './zones.ts'
import type { Row } from './shape.ts'

/** What the machine answers to a question with nothing known of a person: one row, several that facts would tell apart, or none. */
export type Answer = { readonly outcome: Choice['outcome']; readonly rows: readonly string[] }
const said = (c: Choice<Row> | Choice<never>): Answer => (c.outcome === 'chosen' ? { outcome: 'chosen', rows: [c.row.id] } : c.outcome === 'none' ? { outcome: 'none', rows: [] } : { outcome: c.outcome, rows: (c.candidates as readonly { id: string }[]).map((r) => r.id) })
const row = (id: string | undefined): Answer => (id === undefined ? { outcome: 'none', rows: [] } : { outcome: 'chosen', rows: [id] })

/** Every question the rules of a disease can answer, and the answer on a day. Made from the rows, so that a new disease has its own. */
export function answersOn(catalogue: Catalogue, on: PlainDate): Map<string, Answer> {
  const answers = new Map<string, Answer>()
  for (const cls of new Set(rowsOf(catalogue, 'definition').map((r) => r.class))) answers.set(`definition:${cls}`, said(caseDefinition(catalogue, cls, on) as Choice<Row>))
  for (const subject of new Set(rowsOf(catalogue, 'order').flatMap((r) => r.subjects))) answers.set(`order:${subject}`, said(quarantinePlan(catalogue, { subjects: [subject], facts: {}, starts: {} }, on) as Choice<Row>))
  for (const setting of new Set([...rowsOf(catalogue, 'discharge'), ...rowsOf(catalogue, 'home_end')].map((r) => r.setting))) answers.set(`discharge:${setting}`, said(dischargeRule(catalogue, setting, {}, on) as Choice<Row>))
  for (const symptoms of new Set(rowsOf(catalogue, 'infectious_window').map((r) => r.symptoms))) answers.set(`infectious_window:${symptoms}`, row(infectiousWindow(catalogue, { symptoms: symptoms !== 'without', anchors: {} }, on)?.row.id))
  for (const group of new Set(rowsOf(catalogue, 'screening').map((r) => r.group))) for (const zone of ['VERY_HIGH', 'OTHER']) {
    const answer = said(screeningRule(catalogue, { zone, group }, on) as Choice<Row>)
    if (answer.outcome !== 'none' || rowsOf(catalogue, 'screening').some((r) => r.group === group && r.zones.includes(zone))) answers.set(`screening:${group}:${zone}`, answer)
  }
  for (const topic of new Set(rowsOf(catalogue, 'method').map((r) => r.topic))) answers.set(`method:${topic}`, said(choose(catalogue, rowsOf(catalogue, 'method').filter((r) => r.topic === topic), {}, on) as Choice<Row>))
  answers.set('follow_up', row(contactFollowUp(catalogue, {}, on)?.ruleId))
  answers.set('paper_validity', row(resultValidity(catalogue, on)?.ruleId))
  for (const level of new Set([...rowsOf(catalogue, 'area_criterion').flatMap((r) => r.unitLevels), ...(rowsOf(catalogue, 'area_step').length > 0 ? ['COMMUNE'] : [])])) {
    const [scheme] = schemesOn(catalogue, level, on)
    answers.set(`area:${level}`, scheme === undefined ? { outcome: 'none', rows: [] } : { outcome: 'chosen', rows: catalogue.rows.filter((r) => 'scheme' in r && r.scheme === scheme && r.on && inForceHere(catalogue, r, on)).map((r) => r.id).sort() })
  }
  return answers
}

export type AnswerChange = { readonly on: PlainDate; readonly question: string; readonly before: Answer; readonly after: Answer }
/** Where two states of the rules answer differently: on `from`, and on the first day of every later span in which a changed row begins or ends. */
export function answerChanges(before: Catalogue, after: Catalogue, changed: readonly string[], from: PlainDate, most = 12): AnswerChange[] {
  const touched = [...before.rows, ...after.rows].filter((r: StandingRow) => changed.includes(r.id))
  const edges = touched.flatMap((r) => [r.validFrom, r.validTo === null ? null : addDays(r.validTo, 1)]).filter((d): d is PlainDate => d !== null && d > from)
  const days = [from, ...[...new Set(edges)].sort()].slice(0, most)
  const found: AnswerChange[] = []
  const last = new Map<string, string>()
  for (const on of days) {
    const [was, will] = [answersOn(before, on), answersOn(after, on)]
    for (const question of [...new Set([...was.keys(), ...will.keys()])].sort()) {
      const none: Answer = { outcome: 'none', rows: [] }
      const change = { before: was.get(question) ?? none, after: will.get(question) ?? none }
      const key = JSON.stringify(change)
      if (JSON.stringify(change.before) === JSON.stringify(change.after)) { last.delete(question); continue }
      if (last.get(question) !== key) found.push({ on, question, ...change })
      last.set(question, key)
    }
  }
  return found
}

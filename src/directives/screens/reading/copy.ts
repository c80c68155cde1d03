import type { Evidence, ReadSubtask, ReadTask, WorkingCopy } from '../../contract/reading.ts'
import { fieldNames, type Clause, type FieldName, type Reference, type Reporting, type Value, type Working } from './working.ts'

/** From the wire to the desk and back: paths of the contract become stable ids, and the places move with what they belong to. */

type Found = { readonly evidence: ReadonlyMap<string, Evidence>; readonly checked: ReadonlySet<string>; readonly odd: ReadonlySet<string> }

const orEmpty = (text: string | null | undefined): string => text ?? ''
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

function valueOf(path: string, text: string, { evidence, checked, odd }: Found): Value {
  const found = evidence.get(path)
  return {
    id: path, text,
    spot: found && found.end > found.start ? { start: found.start, end: found.end } : null,
    sure: found?.confidence ?? 1,
    alternatives: found?.alternatives ?? [],
    settled: found?.byHand === true || checked.has(path),
    ...(odd.has(path) ? { odd: true } : {}),
  }
}

/** A clause's own place is that of its text; the reader may give it for the item as a whole (`tasks.3`). */
const clausePath = (path: string, { evidence }: Found): string => (evidence.has(`${path}.text`) ? `${path}.text` : evidence.has(path) ? path : `${path}.text`)

/** `odd`: paths that a warning of the reader speaks of. */
export function workingOf(copy: WorkingCopy, odd: readonly string[] = []): Working {
  const found: Found = { odd: new Set(odd), evidence: new Map(copy.evidence.map((one) => [one.path, one])), checked: new Set(copy.checked) }
  const { value } = copy
  const list = (path: string, texts: readonly string[]): readonly Value[] => texts.map((text, at) => valueOf(`${path}.${at}`, text, found))
  const subtask = (path: string, task: ReadSubtask): Clause => ({
    ...valueOf(clausePath(path, found), task.text, found), ...(found.odd.has(path) || found.odd.has(`${path}.text`) ? { odd: true } : {}), id: path, label: orEmpty(task.label),
    assignees: list(`${path}.assignees`, task.assignees), coordinators: list(`${path}.coordinators`, task.coordinators),
    deadlines: list(`${path}.deadlines`, task.deadlines).map((one, at) => ({ ...one, norm: task.deadlines_norm?.[at] ?? null })),
    directed: task.directed_units, subtasks: [],
  })
  const text = (name: FieldName): string => {
    if (name.startsWith('stamp.')) return orEmpty(value.stamp?.[name.slice(6) as keyof NonNullable<typeof value.stamp>])
    return orEmpty(value[name as Exclude<FieldName, `stamp.${string}`>])
  }
  return {
    fields: Object.fromEntries(fieldNames.map((name) => [name, valueOf(name, text(name), found)])) as Record<FieldName, Value>,
    recipients: list('recipients', value.recipients),
    distribution: list('distribution', value.distribution),
    defaultAssignees: list('default_assignees', value.default_assignees),
    references: value.references.map((one, at): Reference => ({
      ...valueOf(`references.${at}`, orEmpty(one.number), found), type: orEmpty(one.type), number: orEmpty(one.number), date: orEmpty(one.date), issuer: orEmpty(one.issuer),
      implemented: value.implements.includes(at),
    })),
    reporting: value.reporting.map((one, at): Reporting => ({ ...valueOf(`reporting.${at}`, orEmpty(one.what), found), from: orEmpty(one.from), to: one.to, when: orEmpty(one.when) })),
    clauses: value.tasks.map((task, at) => ({ ...subtask(`tasks.${at}`, task), subtasks: task.subtasks.map((sub, of) => subtask(`tasks.${at}.subtasks.${of}`, sub)) })),
    beside: { numberSymbol: value.number_symbol, datePartial: value.date_partial, expanded: value.recipients_expanded, expandedOf: value.recipients.join('\n') },
    made: 0,
  }
}

export function copyOf(working: Working): WorkingCopy {
  const evidence: Evidence[] = []
  const checked: string[] = []
  const say = (path: string, value: Value): void => {
    if (value.settled) checked.push(path)
    if (!value.spot && value.sure >= 1 && value.alternatives.length === 0) return
    evidence.push({
      path, start: value.spot?.start ?? 0, end: value.spot?.end ?? 0, confidence: value.sure, rule: '', alternatives: [...value.alternatives], byHand: value.id.startsWith('hand-'),
    })
  }
  const list = (path: string, values: readonly Value[]): string[] => {
    const kept = values.filter((value) => value.text.trim() !== '')
    kept.forEach((value, at) => say(`${path}.${at}`, value))
    return kept.map((value) => value.text.trim())
  }
  const subtask = (path: string, clause: Clause): ReadSubtask => {
    say(`${path}.text`, clause)
    const dated = clause.deadlines.filter((one) => one.text.trim() !== '')
    return {
      label: orNull(clause.label), text: clause.text,
      assignees: list(`${path}.assignees`, clause.assignees), coordinators: list(`${path}.coordinators`, clause.coordinators), deadlines: list(`${path}.deadlines`, clause.deadlines),
      directed_units: [...clause.directed],
      ...(dated.some((one) => one.norm) ? { deadlines_norm: dated.map((one) => one.norm ?? null) } : {}),
    }
  }
  for (const name of fieldNames) say(name, working.fields[name])
  working.references.forEach((one, at) => say(`references.${at}`, one))
  working.reporting.forEach((one, at) => say(`reporting.${at}`, one))
  const field = (name: FieldName): string | null => orNull(working.fields[name].text)
  const stamp = { organ: field('stamp.organ'), number: field('stamp.number'), date: field('stamp.date'), time: field('stamp.time'), forwarded_to: field('stamp.forwarded_to') }
  const recipients = list('recipients', working.recipients)
  const { beside } = working
  const urgency = field('urgency')
  const system = field('system')
  return {
    value: {
      type: field('type'), number: field('number'), issuer: field('issuer'), parent_issuer: field('parent_issuer'), place: field('place'), date: field('date'), title: field('title'),
      urgency: urgency === 'khẩn' || urgency === 'thượng khẩn' || urgency === 'hỏa tốc' ? urgency : null,
      signer: field('signer'), signer_title: field('signer_title'), system: system === 'state' || system === 'party' ? system : null,
      recipients, recipients_expanded: recipients.join('\n') === beside.expandedOf ? [...beside.expanded] : [], number_symbol: beside.numberSymbol, date_partial: beside.datePartial,
      distribution: list('distribution', working.distribution), default_assignees: list('default_assignees', working.defaultAssignees),
      references: working.references.map((one) => ({ type: orNull(one.type), number: orNull(one.number), date: orNull(one.date), issuer: orNull(one.issuer) })),
      implements: working.references.flatMap((one, at) => (one.implemented ? [at] : [])),
      reporting: working.reporting.map((one) => ({ from: orNull(one.from), to: [...one.to], when: orNull(one.when), what: orNull(one.text) })),
      tasks: working.clauses.map((clause, at): ReadTask => ({ ...subtask(`tasks.${at}`, clause), subtasks: clause.subtasks.map((sub, of) => subtask(`tasks.${at}.subtasks.${of}`, sub)) })),
      stamp: Object.values(stamp).some((one) => one !== null) ? stamp : null,
    },
    evidence, checked,
  }
}

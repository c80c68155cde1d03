import { auditGroupStatement, type AuditLine } from '../platform/audit/index.ts'
import { inGroups, type GroupDb, type GroupItem, type Outcome, type StaffSession } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import { announcement } from '../platform/live/index.ts'
import { Refused } from '../platform/refusal.ts'
import { noticeRow, type NewNotice } from './notices.ts'
import { handle, noticesFor, wordsOf, type Command, type Context, type Due, type EventBody, type ObligationEvent, type ObligationSettings, type WorkState } from './rules.ts'
import { listeners, moved, notFound, readHeld, sumTallies, tallyRow, type Held, type Loaded, type Moved } from './store.ts'

/** Answer to one step. */
export type Step = { readonly id: string; readonly seq: number; readonly work: WorkState }

export const contextOf = (who: StaffSession, now: string, settings: ObligationSettings, openParts: number): Context =>
  ({ who: { organisation: who.organisationId, post: who.postId, account: who.accountId, holds: (p) => who.permissions.has(p) }, now, settings, openParts })
export const lineOf = (id: string, body: EventBody, seq: number): AuditLine => ({ action: `obligation.${body.type}`, kind: 'obligation', id, detail: { seq } })
export const topicsOf = (id: string): string[] => ['my-work', 'obligation-board', `obligation:${id}`, 'notifications']

export function noticesOf(who: StaffSession, loaded: Loaded, body: EventBody, seq: number): NewNotice[] {
  const due: Due | null = body.type === 'extended' || body.type === 'extension_requested' ? body.due : null
  return noticesFor(loaded.facts, loaded.state, body, who.organisationId).map((t) => ({
    organisation: t.organisation, post: null, kind: t.kind, obligation: loaded.facts.id, directive: loaded.directiveId, dedupe: `${t.kind}:${loaded.facts.id}:${seq}`,
    facts: { text: loaded.text.slice(0, 300), says: wordsOf(body)?.slice(0, 500) ?? null, owner: who.organisationName, due: due === null || due.kind === 'none' ? null : due.kind === 'day' ? due.day : due.at, period: 'period' in body ? body.period : null },
  }))
}

type StepInput = { readonly id: string; readonly command: Command; readonly now: string }
type Written = { readonly item: GroupItem<StepInput>; readonly loaded: Loaded; readonly event: ObligationEvent; readonly moved: Moved; readonly answer: Step }

/**
 * Steps that arrive together share one transaction: all duties are held and read, each step is decided by itself, then all are written. Duties
 * first, then the lines of the board, then the audit chains, each in one order, so that two groups never wait for each other crosswise.
 */
export const stepInGroup = inGroups<StepInput, Step>({
  name: 'obligation steps', keyOf: (x) => x.id,
  work: async (db, items) => {
    const held = await holdAll(db, items)
    const written: Written[] = []
    const outcomes = items.map((item, i): Outcome<Step> => {
      const h = held[i]!
      const { who, input } = item
      if (h.kind === 'answered') return { ok: true, answer: h.answer as Step }
      if (h.kind !== 'held') return { ok: false, refused: notFound(input.id) }
      const { loaded } = h
      const decided = handle(loaded.facts, loaded.events, input.command, who.commandId ?? newId(), contextOf(who, input.now, h.settings, h.openParts))
      if (!decided.ok) return { ok: false, refused: new Refused(decided.refusal) }
      const event = decided.value
      if (!event) return { ok: true, answer: { id: input.id, seq: loaded.state.seq, work: loaded.state.work } }
      const m = moved(loaded, event)
      const answer: Step = { id: input.id, seq: event.seq, work: m.now.work }
      written.push({ item, loaded, event, moved: m, answer })
      return { ok: true, answer }
    })
    if (written.length > 0) await db.finish([writeStatement(written), auditGroupStatement(written.map((w) => ({ who: w.item.who, line: lineOf(w.item.input.id, w.event.body, w.event.seq) })))])
    for (const w of written) db.afterCommit(announcement(topicsOf(w.item.input.id), listeners(w.loaded, w.moved.now)))
    return outcomes
  },
})

const permissionsOf = (who: StaffSession): string => `,${[...who.permissions].join(',')},`

/** All duties of a group; those whose log was read too early once more, now that they are held. */
async function holdAll(db: GroupDb, items: readonly GroupItem<StepInput>[]): Promise<Held[]> {
  const out: Held[] = []
  let todo = items.map((_, i) => i)
  for (let round = 0; todo.length > 0; round++) {
    if (round > 1) throw new Error(`obligation ${items[todo[0]!]!.input.id}: its row and its events do not agree`)
    const asked = todo.map((i) => { const { who, input, key } = items[i]!; return { i, province: who.provinceId, organisation: who.organisationId, permissions: permissionsOf(who), account: key?.[1], command: key?.[2], step: key?.[3], id: input.id } })
    const [rows] = await db.run([{ name: 'steps.hold', text: 'select * from hold_obligations($1::jsonb)', values: [JSON.stringify(asked)] }])
    for (const r of rows!) out[r['i'] as number] = readHeld(r)
    todo = todo.filter((i) => out[i]!.kind === 'behind')
  }
  return out
}

function writeStatement(written: readonly Written[]) {
  const steps = written.map(({ item: { who, key }, event: e, moved: { now: p }, answer }) => ({
    province: who.provinceId, id: answer.id, seq: e.seq, at: e.at, organisation: who.organisationId, permissions: permissionsOf(who), post: who.postId, account: who.accountId, event_command: e.commandId, type: e.body.type, body: e.body,
    command: key?.[2], step: key?.[3], answer, owner_post: p.ownerPost, work: p.work, due_kind: p.due.kind, due_at: p.dueAt, acknowledge_by: p.acknowledgeBy, acknowledged_at: p.acknowledgedAt, reported_at: p.reportedAt,
    finished_at: p.finishedAt, finish: p.finish, finish_baseline: p.finishBaseline, extensions: p.extensions, waits: p.waits, open_obstacles: p.openObstacles, obstacle_by: p.obstacleBy, sent_back: p.sentBack, reminded_at: p.remindedAt,
  }))
  // What adds up to nothing within the group needs no line: sixteen units that acknowledge under one clause are two lines, not thirty-two.
  const tallies = [...Map.groupBy(written, (w) => w.item.who.provinceId)].flatMap(([province, mine]) => sumTallies(mine.flatMap((w) => w.moved.tallies)).map((l) => ({ province, ...tallyRow(l) })))
  const boards = written.flatMap((w) => (w.moved.board ? [{ province: w.item.who.provinceId, ...w.moved.board }] : []))
  const notices = written.flatMap((w) => noticesOf(w.item.who, w.loaded, w.event.body, w.event.seq).map((n) => ({ province: w.item.who.provinceId, at: w.event.at, ...noticeRow(n) })))
  const periods = written.flatMap((w) => w.moved.periods.map((p) => ({ province: w.item.who.provinceId, id: w.answer.id, key: p.key, state: p.state, reported_at: p.reportedAt })))
  return { name: 'steps.write', text: 'select step_obligations($1::jsonb, $2::jsonb, $3::jsonb, $4::jsonb, $5::jsonb)', values: [steps, tallies, boards, notices, periods].map((x) => JSON.stringify(x)) }
}

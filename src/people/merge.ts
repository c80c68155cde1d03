import { sql } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import { Refused } from '../platform/refusal.ts'
import { addEvent, refreshPrepared, type PeopleWriter } from './recognise.ts'
import type { PeopleRefusal } from './refusals.ts'

const refuse = (refusal: PeopleRefusal): never => { throw new Refused(refusal) }

/**
 * Bảng con (child): a column of a room's table that names a person by a foreign key. `follows`: its lines move with a merge and back with its undoing.
 * `stays`: they belong to the record itself and are read under all records of the person.
 */
export type PersonChild = { readonly table: string; readonly column: string; readonly how?: 'follows' | 'stays'; readonly label?: { readonly vi: string; readonly en: string } }
const children = new Map<string, PersonChild>()
const nameOf = (c: { table: string; column: string }): string => `${c.table}.${c.column}`

/** Told once by each room, when its module loads. A table with a foreign key to a person that nobody told makes every merge fail, before anything moves. */
export function registerPersonChild(child: PersonChild): void { children.set(nameOf(child), child) }
export const listPersonChildren = (): readonly PersonChild[] => [...children.values()]

for (const c of [
  { table: 'person_identifier', column: 'person_id', label: { vi: 'giấy tờ', en: 'identity numbers' } },
  { table: 'person_phone', column: 'person_id', label: { vi: 'số điện thoại', en: 'phone numbers' } },
  { table: 'person_reach', column: 'person_id', label: { vi: 'quyền tiếp cận', en: 'reach of organisations' } },
  { table: 'person_receipt', column: 'person_id', label: { vi: 'mã tra cứu', en: 'receipts' } },
  { table: 'person', column: 'merged_into', label: { vi: 'hồ sơ đã gộp trước đó', en: 'records merged earlier' } },
  { table: 'person_event', column: 'person_id', how: 'stays' as const },
  { table: 'person_pair', column: 'a_id', how: 'stays' as const }, { table: 'person_pair', column: 'b_id', how: 'stays' as const },
  { table: 'person_merge', column: 'kept_id', how: 'stays' as const }, { table: 'person_merge', column: 'gone_id', how: 'stays' as const },
]) registerPersonChild(c)

export type ChildCount = { readonly table: string; readonly column: string; readonly kept: number; readonly gone: number; readonly label: { readonly vi: string; readonly en: string } }

/** Lines of each child table under the two records. Throws where a table names persons and no room has told how it follows. */
export async function countChildren(db: PeopleWriter, keptId: string, goneId: string): Promise<ChildCount[]> {
  const { rows } = await sql<{ table: string; column: string }>`select child_table as table, child_column as column from person_children()`.execute(db)
  const unknown = rows.filter((r) => !children.has(nameOf(r)))
  if (unknown.length > 0) throw new Error(`tables that name a person and are not registered: ${unknown.map(nameOf).join(', ')}`)
  const out: ChildCount[] = []
  for (const r of rows) {
    const child = children.get(nameOf(r))!
    if (child.how === 'stays') continue
    const { rows: [n] } = await sql<{ kept: number; gone: number }>`select person_child_count(${r.table}, ${r.column}, ${keptId}::uuid) as kept, person_child_count(${r.table}, ${r.column}, ${goneId}::uuid) as gone`.execute(db)
    out.push({ table: r.table, column: r.column, kept: n!.kept, gone: n!.gone, label: child.label ?? { vi: r.table, en: r.table } })
  }
  return out
}

const mergedFields = ['sex', 'birth_date', 'birth_precision', 'unit_id', 'address', 'household_id', 'nationality', 'ethnicity', 'occupation', 'retain_until'] as const
type Fields = Record<(typeof mergedFields)[number], string | null>
type Row = Fields & { id: string; mergedInto: string | null; erasedAt: string | null }

async function lockBoth(db: PeopleWriter, a: string, b: string): Promise<Row[]> {
  const { rows } = await sql<Row>`select id, merged_into as "mergedInto", erased_at as "erasedAt", sex, birth_date, birth_precision, unit_id, address, household_id, nationality, ethnicity, occupation, retain_until
    from person where province_id = current_province() and id = any(${[a, b]}::uuid[]) order by id for update`.execute(db)
  return rows
}
const fieldsOf = (r: Row): Fields => Object.fromEntries(mergedFields.map((f) => [f, r[f]])) as Fields

/** The kept record with its blanks filled from the other. What it says stays, but for a birth date known less exactly. */
export function filled(kept: Fields, gone: Fields): Fields {
  const rank = (p: string | null): number => ['year', 'month', 'day'].indexOf(p ?? '')
  const finer = rank(gone.birth_precision) > rank(kept.birth_precision) ? gone : kept
  const out = Object.fromEntries(mergedFields.map((f) => [f, kept[f] ?? gone[f]])) as Fields
  const until = [kept.retain_until, gone.retain_until].filter((d) => d !== null).sort().at(-1) ?? null
  return { ...out, birth_date: finer.birth_date, birth_precision: finer.birth_precision, retain_until: until }
}

export type Merged = { readonly mergeId: string; readonly moved: number; readonly counts: readonly ChildCount[] }

/**
 * Gộp hồ sơ: one transaction; every child line moves and is counted before and after; the other record stays, standing for the kept one.
 * Refuses a pair that was marked as two people.
 */
export async function mergePersons(db: PeopleWriter, merge: { keptId: string; goneId: string; reason: string }): Promise<Merged> {
  const { keptId, goneId } = merge
  if (keptId === goneId) refuse({ code: 'merge.same_record' })
  if (merge.reason.trim() === '') refuse({ code: 'merge.reason_missing' })
  const rows = await lockBoth(db, keptId, goneId)
  const kept = rows.find((r) => r.id === keptId) ?? refuse({ code: 'person.unknown' })
  const gone = rows.find((r) => r.id === goneId) ?? refuse({ code: 'person.unknown' })
  for (const r of [kept, gone]) {
    if (r.mergedInto === keptId || r.mergedInto === goneId) refuse({ code: 'merge.same_record' })
    if (r.mergedInto !== null) refuse({ code: 'person.merged', into: r.mergedInto })
    if (r.erasedAt !== null) refuse({ code: 'person.erased' })
  }
  const marked = await sql`select 1 from person_pair where province_id = current_province() and a_id = ${keptId < goneId ? keptId : goneId}::uuid and b_id = ${keptId < goneId ? goneId : keptId}::uuid and state = 'not_same'`.execute(db)
  if (marked.rows.length > 0) refuse({ code: 'merge.marked_not_same' })

  const counts = await countChildren(db, keptId, goneId)
  const before = fieldsOf(kept); const after = filled(before, fieldsOf(gone))
  const mergeId = newId()
  await sql`insert into person_merge (province_id, id, kept_id, gone_id, account_id, organisation_id, reason, kept_before, kept_after, counts)
    values (current_province(), ${mergeId}::uuid, ${keptId}::uuid, ${goneId}::uuid, current_account(), current_organisation(), ${merge.reason.trim()}, ${JSON.stringify(before)}::jsonb, ${JSON.stringify(after)}::jsonb, ${JSON.stringify(counts.map(({ label: _, ...c }) => c))}::jsonb)`.execute(db)
  let moved = 0
  for (const c of counts) {
    if (c.gone === 0) continue
    const { rows: [n] } = await sql<{ n: number }>`select person_move(${mergeId}::uuid, ${c.table}, ${c.column}, ${goneId}::uuid, ${keptId}::uuid) as n`.execute(db)
    if (n!.n !== c.gone) throw new Error(`merge moved ${n!.n} of ${c.gone} lines of ${c.table}`)
    moved += n!.n
  }
  for (const c of await countChildren(db, keptId, goneId)) {
    const was = counts.find((x) => x.table === c.table && x.column === c.column)!
    if (c.gone !== 0 || c.kept !== was.kept + was.gone) throw new Error(`merge lost lines of ${c.table}: ${was.kept} and ${was.gone} became ${c.kept} and ${c.gone}`)
  }
  await setFields(db, keptId, after)
  // The other record first stands for the kept one, then the prepared columns are written, so that both are found under all their keys.
  await sql`update person set merged_into = ${keptId}::uuid, version = version + 1, changed_at = now() where province_id = current_province() and id = ${goneId}::uuid`.execute(db)
  await refreshPrepared(db, keptId)
  await addEvent(db, keptId, 'merged', { mergeId, goneId, moved })
  await addEvent(db, goneId, 'merged', { mergeId, keptId })
  await decide(db, keptId, goneId, 'same', merge.reason.trim())
  return { mergeId, moved, counts }
}

async function setFields(db: PeopleWriter, id: string, f: Fields): Promise<void> {
  await sql`update person set sex = ${f.sex}, birth_date = ${f.birth_date}::date, birth_precision = ${f.birth_precision}, unit_id = ${f.unit_id}, address = ${f.address}, household_id = ${f.household_id}::uuid, nationality = ${f.nationality}, ethnicity = ${f.ethnicity}, occupation = ${f.occupation}, retain_until = coalesce(${f.retain_until}::date, retain_until)
    where province_id = current_province() and id = ${id}::uuid`.execute(db)
}

/** Tách lại: exactly the lines that moved go back; fields that still say what the merge made them say are as before. */
export async function unmergePersons(db: PeopleWriter, undo: { mergeId: string; reason: string }): Promise<{ keptId: string; goneId: string; moved: number; stayed: number }> {
  if (undo.reason.trim() === '') refuse({ code: 'merge.reason_missing' })
  const { rows } = await sql<{ keptId: string; goneId: string; undoneAt: string | null; before: Fields; after: Fields; lines: number }>`select kept_id as "keptId", gone_id as "goneId", undone_at as "undoneAt", kept_before as before, kept_after as after,
      (select count(*) from person_merge_line l where l.province_id = m.province_id and l.merge_id = m.id) as lines from person_merge m where province_id = current_province() and id = ${undo.mergeId}::uuid`.execute(db)
  const m = rows[0] ?? refuse({ code: 'merge.unknown' })
  if (m.undoneAt !== null) refuse({ code: 'merge.undone_already' })
  const both = await lockBoth(db, m.keptId, m.goneId)
  const kept = both.find((r) => r.id === m.keptId) ?? refuse({ code: 'merge.unknown' })
  const { rows: [state] } = await sql<{ into: string | null }>`select merged_into as into from person where province_id = current_province() and id = ${m.goneId}::uuid`.execute(db)
  if (kept.mergedInto !== null || state?.into !== m.keptId) refuse({ code: 'merge.not_last' })
  if (kept.erasedAt !== null) refuse({ code: 'person.erased' })
  const { rows: [n] } = await sql<{ n: number }>`select person_move_back(${undo.mergeId}::uuid) as n`.execute(db)
  const now = fieldsOf(kept)
  const back = Object.fromEntries(mergedFields.map((f) => [f, now[f] === m.after[f] ? m.before[f] : now[f]])) as Fields
  // Date and precision are one fact.
  if (now.birth_date !== m.after.birth_date || now.birth_precision !== m.after.birth_precision) Object.assign(back, { birth_date: now.birth_date, birth_precision: now.birth_precision })
  await setFields(db, m.keptId, back)
  await sql`update person set merged_into = null where province_id = current_province() and id = ${m.goneId}::uuid`.execute(db)
  await refreshPrepared(db, m.keptId)
  await refreshPrepared(db, m.goneId)
  await sql`update person_merge set undone_at = now(), undone_by = current_account(), undo_reason = ${undo.reason.trim()} where province_id = current_province() and id = ${undo.mergeId}::uuid`.execute(db)
  await addEvent(db, m.keptId, 'unmerged', { mergeId: undo.mergeId, goneId: m.goneId })
  await addEvent(db, m.goneId, 'unmerged', { mergeId: undo.mergeId, keptId: m.keptId })
  await sql`update person_pair set state = 'open', decided_at = null, decided_by = null, decided_org = null, reason = null where province_id = current_province() and a_id = least(${m.keptId}::uuid, ${m.goneId}::uuid) and b_id = greatest(${m.keptId}::uuid, ${m.goneId}::uuid) and state = 'same'`.execute(db)
  return { keptId: m.keptId, goneId: m.goneId, moved: n!.n, stayed: m.lines - n!.n }
}

/** Notes on the pair, where it is on the list, what was decided about it. */
export async function decide(db: PeopleWriter, a: string, b: string, state: 'same' | 'not_same' | 'later', reason: string | null): Promise<number> {
  const { numAffectedRows } = await sql`update person_pair set state = ${state}, decided_at = now(), decided_by = current_account(), decided_org = current_organisation(), reason = ${reason}
    where province_id = current_province() and a_id = least(${a}::uuid, ${b}::uuid) and b_id = greatest(${a}::uuid, ${b}::uuid) and state in ('open', 'later')`.execute(db)
  return Number(numAffectedRows ?? 0)
}

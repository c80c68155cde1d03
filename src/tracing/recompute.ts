import { nowInstant, today } from '../platform/clock.ts'
import { sql, type Reads, type Writes } from '../platform/db/index.ts'
import { addDays, instantOf } from '../platform/dates.ts'
import { newId } from '../platform/ids.ts'
import { caseFactsOf, isActive, type CaseFacts } from '../cases/index.ts'
import { getCatalogue } from '../protocols/index.ts'
import { tellLevelsChanged, type LevelChange } from './changed.ts'
import { levelRuleOf, watchOf, windowRuleOf } from './protocol.ts'
import { buildGraph, because, dayOfMinute, infectiousWindow, instantOfMinute, minuteOf, relevel, stateOf, storedOf, type PersonFacts, type Span, type StoredLevel, type WindowRule } from './rules.ts'

type Loaded = {
  core: string[]; meetings: [string, string, number, number][]; stays: [string, string, number, number][]
  persons: { id: string; level: number | null; first: number | null; last: number | null; pass: (number | null)[] | null; cleared: number | null; viaPerson: string | null; viaPlace: string | null; viaFrom: number | null; viaTo: number | null; exposures: number | null; unit: string | null }[]
}

/** What a person's cases make of their window. Of several episodes all count; between them the person met others without passing anything on. */
export function factsOf(id: string, cases: readonly CaseFacts[], rule: WindowRule, clearedAt: number | null): PersonFacts {
  const windows = cases.filter(isActive).map((c): Span => {
    const w = infectiousWindow(c, rule)
    const ended = c.outcomeOn === null ? null : minuteOf(instantOf(addDays(c.outcomeOn, 1))) - 1
    return { from: w.from, to: ended === null ? w.to : Math.max(w.from - 1, Math.min(w.to, ended)) }
  }).sort((a, b) => a.from - b.from)
  if (windows.length === 0) return { id, window: null, clearedAt }
  const isolations: Span[] = []
  let to = windows[0]!.to
  for (const w of windows.slice(1)) { if (w.from > to + 1) isolations.push({ from: to + 1, to: w.from - 1 }); to = Math.max(to, w.to) }
  return { id, window: { from: windows[0]!.from, to }, isolations, clearedAt }
}

/**
 * Tính lại cấp tiếp xúc: brings the levels up to date after something changed about these persons (their cases, meetings, stays, results) or these
 * places, in the same transaction. Loads only the neighbourhood the change can reach, over the whole province, and writes only who differs.
 */
export async function recomputeLevels(db: Writes, disease: string, personIds: readonly string[], placeIds: readonly string[] = []): Promise<LevelChange[]> {
  if (personIds.length === 0 && placeIds.length === 0) return []
  // Two changes at once in one outbreak: the second starts from what the first has written.
  await sql`select pg_advisory_xact_lock(hashtextextended('levels ' || current_province() || ${disease}, 0))`.execute(db)
  const on = today(), at = nowInstant()
  const catalogue = await getCatalogue(db as unknown as Reads, db.who.provinceId, disease, on)
  const rule = levelRuleOf(catalogue, on), windowRule = windowRuleOf(catalogue, on)
  const { rows: [row] } = await sql<{ graph: Loaded }>`select trace_load(${disease}, ${[...new Set(personIds)]}::uuid[], ${[...new Set(placeIds)]}::uuid[], ${rule.maxLevel}) as graph`.execute(db)
  const loaded = row!.graph
  const cases = new Map<string, CaseFacts[]>()
  for (const c of await caseFactsOf(db, disease, loaded.persons.map((p) => p.id))) cases.set(c.personId, [...(cases.get(c.personId) ?? []), c])
  const graph = buildGraph(loaded.persons.map((p) => factsOf(p.id, cases.get(p.id) ?? [], windowRule, p.cleared)), loaded.meetings.map(([a, b, from, to]) => ({ a, b, from, to })), loaded.stays.map(([person, place, from, to]) => ({ person, place, from, to })))
  const stored = loaded.persons.flatMap((p): StoredLevel[] => (p.pass === null ? [] : [{ id: p.id, level: p.level, first: p.first, last: p.last, pass: p.pass }]))
  const state = stateOf(graph, rule, stored)
  const places = [...new Set(placeIds)].flatMap((p) => graph.placeIndexOf.get(p) ?? [])
  const affected = new Set(relevel(graph, state, { persons: [...new Set(personIds)].flatMap((p) => graph.indexOf.get(p) ?? []), places }).map((r) => graph.ids[r.person]!))

  const rows: unknown[] = [], history: unknown[] = [], changes: LevelChange[] = []
  const known = new Map(loaded.persons.map((p) => [p.id, p]))
  for (const id of loaded.core) {
    const p = graph.indexOf.get(id), before = known.get(id)
    if (p === undefined || !before) continue
    const now = storedOf(graph, state, p)
    const list = because(graph, state, p)
    const via = list[0]
    const viaPerson = via ? graph.ids[via.source]! : null, viaPlace = via && via.place !== null ? graph.placeIds[via.place]! : null
    const same = !affected.has(id) && JSON.stringify(now.pass) === JSON.stringify(before.pass ?? now.pass.map(() => null)) && viaPerson === before.viaPerson && viaPlace === before.viaPlace && (via?.from ?? null) === before.viaFrom && (via?.to ?? null) === before.viaTo && list.length === (before.exposures ?? 0)
    if (same) continue
    const lastExposureOn = now.last === null ? null : dayOfMinute(now.last)
    const watch = watchOf(catalogue, now.level, lastExposureOn, on)
    const instant = (m: number | null): string | null => (m === null ? null : instantOfMinute(m))
    rows.push({ person_id: id, level: now.level, first_at: instant(now.first), last_at: instant(now.last), pass: now.pass, via_person: viaPerson, via_place: viaPlace, via_from: instant(via?.from ?? null), via_to: instant(via?.to ?? null), exposures: list.length, last_exposure_on: lastExposureOn, follow_to: watch?.to ?? null, follow_rule: watch?.ruleId ?? null })
    if (!affected.has(id)) continue
    history.push({ id: newId(), person_id: id, kind: before.level === now.level ? 'exposed_again' : 'level', from_level: before.level, to_level: now.level, detail: { lastExposureOn, via: viaPerson, place: viaPlace } })
    changes.push({ disease, personId: id, unitId: before.unit, from: before.level, to: now.level, lastExposureOn, followTo: watch?.to ?? null })
  }
  if (rows.length > 0) await sql`select trace_store(${disease}, ${JSON.stringify(rows)}::jsonb, ${JSON.stringify(history)}::jsonb, ${at}::timestamptz)`.execute(db)
  await tellLevelsChanged(db, changes)
  return changes
}

/** The answer to onCasesChanged: connected once, where the rooms are plugged together. */
export async function casesChanged(db: Writes, change: { readonly disease: string; readonly personIds: readonly string[] }): Promise<void> {
  // A case that was at a place concerns everybody who was there; the neighbourhood of the person includes them.
  await recomputeLevels(db, change.disease, change.personIds)
}

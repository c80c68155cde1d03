/** Vì sao là F1, F2, F3: the exposures that make a level, and one path of them back to the F0, with dates. */
import { always, never } from './time.ts'
import type { ExposureGraph } from './graph.ts'
import { freeParts, type LevelState } from './levels.ts'

/** One exposure that counts. `place` is null for a meeting of two. */
export type Exposure = { readonly source: number; readonly place: number | null; readonly from: number; readonly to: number }
/** One step of the path: `person` was exposed by `source` (an F0 in the last step). */
export type Step = Exposure & { readonly person: number; readonly round: number }

/** All exposures of a person in the given round (1 = by F0s), earliest first; ties by name, so that the order of rows does not show. */
export function exposuresOf(graph: ExposureGraph, state: LevelState, person: number, round: number): Exposure[] {
  const pass = state.pass[round - 1]
  if (!pass) return []
  const out: Exposure[] = []
  const take = (source: number, place: number | null, from: number, to: number): void => {
    if (source === person || pass[source] === never) return
    freeParts(graph, source, Math.max(pass[source]!, from), Math.min(graph.until[source]!, to), (f, t) => out.push({ source, place, from: f, to: t }))
  }
  for (let i = graph.meetAt[person]!; i < graph.meetAt[person + 1]!; i++) take(graph.meetOther[i]!, null, graph.meetFrom[i]!, graph.meetTo[i]!)
  for (let i = graph.placeAt[person]!; i < graph.placeAt[person + 1]!; i++) {
    const place = graph.placeOf[i]!, mine = graph.placeStay[i]!
    for (let j = graph.stayAt[place]!; j < graph.stayAt[place + 1]!; j++) {
      take(graph.stayPerson[j]!, place, Math.max(graph.stayFrom[j]!, graph.stayFrom[mine]!), Math.min(graph.stayTo[j]!, graph.stayTo[mine]!))
    }
  }
  const name = (i: number): string => graph.ids[i] ?? String(i).padStart(10, '0')
  return out.sort((x, y) => x.from - y.from || (name(x.source) < name(y.source) ? -1 : name(x.source) > name(y.source) ? 1 : 0) || (x.place ?? -1) - (y.place ?? -1) || x.to - y.to)
}

/** The exposures that make a person's level (those of its own round). Empty for an F0 and for somebody without level. */
export const because = (graph: ExposureGraph, state: LevelState, person: number): Exposure[] =>
  (state.level[person]! > 0 ? exposuresOf(graph, state, person, state.level[person]!) : [])

/** The earliest path from the person back to an F0, one step per level. Empty for an F0 and for somebody without level. */
export function pathOf(graph: ExposureGraph, state: LevelState, person: number): Step[] {
  const steps: Step[] = []
  let at = person
  for (let round = state.level[person]!; round > 0; round--) {
    const cleared = state.rule.releaseOnNegative ? graph.clearedAt[at]! : always
    const list = exposuresOf(graph, state, at, round)
    // On the way back the exposure must be one that was passed on: after a negative sample, only a later one.
    const pick = steps.length === 0 ? list[0] : list.find((e) => e.to > cleared)
    if (!pick) return []
    steps.push({ ...pick, person: at, round })
    at = pick.source
  }
  return steps
}

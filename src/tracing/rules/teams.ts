/** Chia việc cho tổ theo dõi: every visit of a day goes to a team that covers the place, the nearest level first, then the least loaded. */
export type Team = {
  readonly id: string
  /** Unit ids the team covers; a unit covers everything below it. */
  readonly covers: readonly string[]
  /** Visits a day the team can make; null = no limit known. */
  readonly capacity: number | null
}

export type VisitToPlan = {
  readonly id: string
  /** The contact's place from the nearest unit outward: hamlet, commune, province. */
  readonly unitPath: readonly string[]
  /** The team that went last: kept when it covers as near as any other and is not over its capacity. */
  readonly lastTeam: string | null
}

export type Planned = { readonly visit: string; /** null: no team covers the place, or all that do are full; a person decides. */ readonly team: string | null; readonly why: 'kept' | 'nearest' | 'none_covers' | 'all_full' }

/**
 * One day's plan. Load is the number of visits of that day and nothing else (a contact seen four times in two weeks is four visits, not fourteen).
 * Visits are taken in the order of their ids and ties go to the team with the smaller id: the same input gives the same plan.
 */
export function planVisits(visits: readonly VisitToPlan[], teams: readonly Team[], loadSoFar: ReadonlyMap<string, number> = new Map()): { planned: Planned[]; load: ReadonlyMap<string, number> } {
  const load = new Map(teams.map((t) => [t.id, loadSoFar.get(t.id) ?? 0]))
  const free = (t: Team): boolean => t.capacity === null || load.get(t.id)! < t.capacity
  const planned: Planned[] = []
  for (const v of [...visits].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))) {
    const near = (t: Team): number => v.unitPath.findIndex((unit) => t.covers.includes(unit))
    const covering = teams.map((team) => ({ team, near: near(team) })).filter((x) => x.near !== -1)
    if (covering.length === 0) { planned.push({ visit: v.id, team: null, why: 'none_covers' }); continue }
    const open = covering.filter((x) => free(x.team))
    if (open.length === 0) { planned.push({ visit: v.id, team: null, why: 'all_full' }); continue }
    const nearest = open.reduce((m, x) => Math.min(m, x.near), Infinity)
    const candidates = open.filter((x) => x.near === nearest).map((x) => x.team)
    const kept = candidates.find((t) => t.id === v.lastTeam)
    const team = kept ?? candidates.sort((a, b) => load.get(a.id)! - load.get(b.id)! || (a.id < b.id ? -1 : 1))[0]!
    load.set(team.id, load.get(team.id)! + 1)
    planned.push({ visit: v.id, team: team.id, why: kept ? 'kept' : 'nearest' })
  }
  return { planned, load }
}

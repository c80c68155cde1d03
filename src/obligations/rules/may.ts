import type { CommandType } from './decide.ts'
import { isFinal } from './fold.ts'
import type { ObligationFacts, ObligationState } from './types.ts'

/** Quyền trong phòng nhiệm vụ. What a post may hold. */
export type ObligationPermission = 'obligation.read' | 'obligation.act' | 'obligation.give' | 'obligation.inspect' | 'obligation.reward'
export const obligationPermissions: readonly ObligationPermission[] = ['obligation.read', 'obligation.act', 'obligation.give', 'obligation.inspect', 'obligation.reward']

/** Who asks: the organisation and post acted for, and what that post holds. */
export type Who = { readonly organisation: string; readonly post: string | null; readonly account: string | null; readonly holds: (permission: ObligationPermission) => boolean }

export type Relation = { readonly owner: boolean; readonly giver: boolean; readonly upper: boolean; readonly coordinator: boolean }

/** What the organisation is to this obligation. For a giver outside the program the owner's office records its decisions. */
export const relationOf = (f: ObligationFacts, o: ObligationState, who: { organisation: string }): Relation => ({
  owner: o.owner === who.organisation,
  giver: f.giver === who.organisation || (f.giverOutside && o.owner === who.organisation),
  upper: f.upperGivers.includes(who.organisation),
  coordinator: f.coordinators.includes(who.organisation),
})

/** May this organisation see it at all. The row-level policy of the database says the same. */
export const maySee = (f: ObligationFacts, o: ObligationState, who: { organisation: string }): boolean => {
  const r = relationOf(f, o, who)
  return r.owner || r.giver || r.upper || r.coordinator
}

export type May = {
  readonly acknowledge: boolean; readonly query: boolean; readonly answer: boolean; readonly return: boolean; readonly reassign: boolean; readonly split: boolean
  readonly report: boolean; readonly accept: boolean; readonly sendBack: boolean; readonly requestExtension: boolean; readonly extend: boolean
  readonly raiseObstacle: boolean; readonly answerObstacle: boolean; readonly remind: boolean; readonly inspect: boolean; readonly commend: boolean; readonly sanction: boolean
  readonly suspend: boolean; readonly resume: boolean; readonly waive: boolean; readonly close: boolean
}

/** What this person may do with it now. Travels with the record; the screen shows it, the command asks again. */
export function may(f: ObligationFacts, o: ObligationState, who: Who, maxExtensions: number): May {
  const r = relationOf(f, o, who)
  const works = r.owner && who.holds('obligation.act')
  const gives = r.giver && who.holds('obligation.give')
  const looks = r.giver || r.upper
  const open = !isFinal(o.work)
  const running = open && o.work !== 'suspended'
  const atWork = running && o.work !== 'returned'
  const reportedPeriod = Object.values(o.periods).some((p) => p.state === 'reported')
  return {
    acknowledge: works && o.work === 'assigned',
    query: works && atWork,
    answer: gives && running && o.openQueries.length > 0,
    return: works && (o.work === 'assigned' || o.work === 'doing' || o.work === 'redo') && o.parts.length === 0,
    reassign: gives && running && o.work !== 'reported',
    split: works && atWork && o.work !== 'reported',
    report: works && atWork && (o.rhythm !== null || o.work !== 'reported'),
    accept: gives && running && (o.rhythm === null ? o.work === 'reported' : reportedPeriod),
    sendBack: gives && running && (o.rhythm === null ? o.work === 'reported' : reportedPeriod),
    requestExtension: works && atWork && o.work !== 'reported' && o.rhythm === null && o.due.kind !== 'none' && o.pendingExtension === null && o.extensions < maxExtensions,
    extend: gives && atWork && o.rhythm === null && o.due.kind !== 'none' && o.extensions < maxExtensions,
    raiseObstacle: works && atWork,
    answerObstacle: (gives || (r.upper && who.holds('obligation.give'))) && running && o.openObstacles.length > 0,
    remind: looks && who.holds('obligation.give') && running && o.work !== 'reported' && o.work !== 'returned',
    inspect: looks && who.holds('obligation.inspect'),
    commend: looks && who.holds('obligation.reward'),
    sanction: looks && who.holds('obligation.reward'),
    suspend: gives && running,
    resume: gives && o.work === 'suspended',
    waive: gives && open,
    close: gives && open,
  }
}

/** The permission a step needs, whoever's duty it is. */
export function permissionFor(type: CommandType): ObligationPermission {
  switch (type) {
    case 'acknowledge': case 'query': case 'return': case 'split': case 'report': case 'request_extension': case 'raise_obstacle': case 'hand_over': case 'correct': return 'obligation.act'
    case 'answer': case 'reassign': case 'accept': case 'send_back': case 'extend': case 'refuse_extension': case 'answer_obstacle': case 'remind': case 'suspend': case 'resume': case 'waive': case 'close': return 'obligation.give'
    case 'inspect': return 'obligation.inspect'
    case 'commend': case 'sanction': return 'obligation.reward'
  }
}

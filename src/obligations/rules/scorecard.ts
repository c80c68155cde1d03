/**
 * Phiếu kết quả của người đứng đầu. Counted the national way (Báo cáo 1270/BC-TCTTTg): done on time, done late, open within term, open
 * overdue; "không hạn" stands in its own group, so that it improves nobody's rate and spoils nobody's.
 */
export type Counts = {
  readonly doneOnTime: number; readonly doneLate: number; readonly openInTerm: number; readonly openOverdue: number
  readonly doneUndated: number; readonly openUndated: number
  /** Out of the count of work: returned, suspended, waived, closed unfinished. */
  readonly setAside: number
}
export const noCounts: Counts = { doneOnTime: 0, doneLate: 0, openInTerm: 0, openOverdue: 0, doneUndated: 0, openUndated: 0, setAside: 0 }

/** Prepared line: obligations of one unit that share work and deadline class. */
export type CountLine = { readonly owned: 'open' | 'done' | 'aside'; readonly deadline: 'none' | 'in_term' | 'overdue' | 'on_time' | 'late'; readonly n: number }

export function addLine(c: Counts, line: CountLine): Counts {
  switch (line.owned) {
    case 'aside': return { ...c, setAside: c.setAside + line.n }
    case 'open': switch (line.deadline) {
      case 'none': return { ...c, openUndated: c.openUndated + line.n }
      case 'overdue': case 'late': return { ...c, openOverdue: c.openOverdue + line.n }
      case 'in_term': case 'on_time': return { ...c, openInTerm: c.openInTerm + line.n }
    }
    case 'done': switch (line.deadline) {
      case 'none': return { ...c, doneUndated: c.doneUndated + line.n }
      case 'late': case 'overdue': return { ...c, doneLate: c.doneLate + line.n }
      case 'on_time': case 'in_term': return { ...c, doneOnTime: c.doneOnTime + line.n }
    }
  }
}

export const countLines = (lines: readonly CountLine[]): Counts => lines.reduce(addLine, noCounts)
export const totalOf = (c: Counts): number => c.doneOnTime + c.doneLate + c.openInTerm + c.openOverdue + c.doneUndated + c.openUndated + c.setAside

/** Share done on time among those whose deadline has decided them; null when none has. Work still within its term does not count yet. */
export function onTimeRate(c: Counts): number | null {
  const decided = c.doneOnTime + c.doneLate + c.openOverdue
  return decided === 0 ? null : c.doneOnTime / decided
}

export type Scorecard = { readonly current: Counts; readonly baseline: Counts; readonly onTime: number | null; readonly onTimeBaseline: number | null
  readonly unacknowledgedLate: number; readonly sentBack: number; readonly openObstacles: number; readonly commended: number; readonly sanctioned: number }

export const scorecard = (current: readonly CountLine[], baseline: readonly CountLine[], other: { unacknowledgedLate: number; sentBack: number; openObstacles: number; commended: number; sanctioned: number }): Scorecard => {
  const c = countLines(current)
  const b = countLines(baseline)
  return { current: c, baseline: b, onTime: onTimeRate(c), onTimeBaseline: onTimeRate(b), ...other }
}

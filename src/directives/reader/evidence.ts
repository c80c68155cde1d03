import { sourceSpan, type Text } from './text.ts'
import type { Evidence, ReaderWarning } from './types.ts'

/** Collects where values were read; line numbers come from the source itself. */
export type Notes = {
  evidence: Evidence[]
  warnings: ReaderWarning[]
  note(path: string, t: Text, rule: string, confidence: number, alternatives?: string[]): void
  warn(w: ReaderWarning): void
}

export function takeNotes(source: string): Notes {
  const starts: number[] = [0]
  for (let i = 0; i < source.length; i++) if (source[i] === '\n') starts.push(i + 1)
  const lineOf = (offset: number): number => {
    let a = 0
    let b = starts.length - 1
    while (a < b) {
      const m = (a + b + 1) >> 1
      if (starts[m]! <= offset) a = m
      else b = m - 1
    }
    return a + 1
  }
  const evidence: Evidence[] = []
  const warnings: ReaderWarning[] = []
  return {
    evidence,
    warnings,
    note(path, t, rule, confidence, alternatives) {
      const span = sourceSpan(t)
      if (!span) return
      evidence.push({
        path,
        start: span[0],
        end: span[1],
        lines: [lineOf(span[0]), lineOf(span[1] - 1)],
        rule,
        confidence,
        ...(alternatives?.length ? { alternatives } : {}),
      })
    },
    warn(w) {
      warnings.push(w)
    },
  }
}

import type { FigureSlot } from './types.ts'

/**
 * Số báo cáo bên cạnh số đo: what the unit says and what the field records show. Zero, missing and not due are three things.
 * `value: null` in `given` means the unit or the source answered without a number.
 */
export type FigureValue = { readonly kind: 'given'; readonly value: number; readonly cutOff: string | null } | { readonly kind: 'missing' } | { readonly kind: 'not_due' } | { readonly kind: 'no_source' }

export type FigureComparison = {
  readonly slot: FigureSlot
  readonly reported: FigureValue
  readonly measured: FigureValue
  /** reported − measured; null when either is not a number. */
  readonly difference: number | null
  readonly verdict: 'not_due' | 'not_reported' | 'not_measured' | 'agree' | 'differ'
  readonly metByReport: boolean | null
  readonly metByMeasure: boolean | null
}

const met = (slot: FigureSlot, v: FigureValue): boolean | null => {
  if (v.kind !== 'given' || slot.target === null) return null
  switch (slot.wanted) {
    case 'at_least': return v.value >= slot.target
    case 'at_most': return v.value <= slot.target
    case 'none': return null
  }
}

export function compareFigure(slot: FigureSlot, reported: FigureValue, measured: FigureValue): FigureComparison {
  const both = reported.kind === 'given' && measured.kind === 'given'
  const difference = both ? reported.value - measured.value : null
  const verdict = reported.kind === 'not_due' ? 'not_due' : reported.kind !== 'given' ? 'not_reported' : measured.kind !== 'given' ? 'not_measured' : difference === 0 ? 'agree' : 'differ'
  return { slot, reported, measured, difference, verdict, metByReport: met(slot, reported), metByMeasure: met(slot, measured) }
}

import { choose, contactFollowUp, incubation, inForceOf, rowsOf, type Catalogue } from '../protocols/index.ts'
import { addDays, type PlainDate } from '../platform/dates.ts'
import type { LevelRule, WindowRule } from './rules.ts'

/** What the rules in force say of windows. Where a row is switched off the whole incubation is looked back on: nobody falls out because a rule is missing. */
export function windowRuleOf(catalogue: Catalogue, on: PlainDate): WindowRule {
  const spread = incubation(catalogue, on)
  const longest = spread.outcome === 'chosen' ? spread.row.daysMax : 14
  const row = (symptoms: 'with' | 'without') => { const c = choose(catalogue, rowsOf(catalogue, 'infectious_window').filter((r) => r.symptoms === 'any' || r.symptoms === symptoms), {}, on); return c.outcome === 'chosen' ? c.row : null }
  const withSigns = row('with'), without = row('without')
  const until = withSigns?.until
  return {
    daysBeforeOnset: withSigns ? -withSigns.from.days : longest, daysBeforePositive: without ? -(without.from.otherwise ?? without.from).days : longest,
    daysAfter: until && until.anchor !== 'isolated' ? until.days : null,
  }
}

/**
 * How far contacts are followed. A definition of F2 in force that says the class is not used ends it at F1; one that is only switched off keeps F2,
 * because letting somebody go is for a person to decide. F2 of an F1 tested negative are released only where the definitions in force say so.
 */
export function levelRuleOf(catalogue: Catalogue, on: PlainDate): LevelRule {
  const f2 = catalogue.rows.filter((r) => r.kind === 'definition' && r.class === 'F2' && (r.validFrom === null || r.validFrom <= on) && (r.validTo === null || on <= r.validTo))
  const used = f2.some((r) => r.kind === 'definition' && (r.inUse || !r.on))
  const f3 = inForceOf(catalogue, 'definition', on).some((r) => r.class === 'F3' && r.inUse)
  const versions = new Set(f2.flatMap((r) => (r.kind === 'definition' ? [r.version] : [])))
  const releases = inForceOf(catalogue, 'transition', on).some((r) => r.effects.some((e) => e.do === 'release' && e.who === 'F2' && (e.versions === undefined || e.versions.some((v) => versions.has(v)))))
  return { maxLevel: !used ? 1 : f3 ? 3 : 2, releaseOnNegative: releases }
}

/** Until when a contact is watched after the last exposure, and by which rule; null where the rules in force say nothing of this level. */
export function watchOf(catalogue: Catalogue, level: number | null, lastExposureOn: PlainDate | null, on: PlainDate): { readonly to: PlainDate; readonly ruleId: string } | null {
  if (level !== 1 || lastExposureOn === null) return null
  const rule = contactFollowUp(catalogue, { 'person.class': ['F1'] }, on)
  return rule && { to: addDays(lastExposureOn, rule.days), ruleId: rule.ruleId }
}

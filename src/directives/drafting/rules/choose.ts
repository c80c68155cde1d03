import type { PlainDate } from '../../../platform/dates.ts'
import { accept, refuse, type Decision } from '../../../platform/refusal.ts'
import type { DraftingRefusal } from '../refusals.ts'
import type { LayoutRules, LayoutSettings, Rule } from './layout.ts'
import { party2018, party2026, state2020 } from './layouts.ts'
import type { IssuingSystem } from './types.ts'

export const layouts: readonly LayoutRules[] = [state2020, party2018, party2026]

/** The rule-set that held for papers of a system on a day. Nothing older than 2018 (Party) or 2020 (State) is drawn. */
export function layoutFor(system: IssuingSystem, on: PlainDate): Decision<LayoutRules, DraftingRefusal> {
  const found = layouts.find((l) => l.system === system && l.from <= on && (l.until === null || on < l.until))
  return found ? accept(found) : refuse({ code: 'drafting.no_layout', system, on })
}

const within = (value: number, rule: Rule<unknown>): boolean => !rule.range || (value >= rule.range[0] && value <= rule.range[1])

/** The rule-set with an office's settings in it; a setting outside what the rules allow is refused. */
export function withSettings(layout: LayoutRules, settings: LayoutSettings): Decision<LayoutRules, DraftingRefusal> {
  const pitch = settings.linePitch
  if (pitch !== undefined && !within(pitch, layout.body.pitch)) return refuse({ code: 'drafting.setting_outside', setting: 'linePitch', value: pitch, allowed: layout.body.pitch.range! })
  const first = settings.firstLine
  if (first !== undefined && !within(first, layout.body.firstLine)) return refuse({ code: 'drafting.setting_outside', setting: 'firstLine', value: first, allowed: layout.body.firstLine.range! })
  const { position, distributionHeading } = layout.parts
  return accept({
    ...layout,
    body: {
      ...layout.body,
      ...(pitch === undefined ? {} : { pitch: { ...layout.body.pitch, value: { ...layout.body.pitch.value, points: pitch } } }),
      ...(first === undefined ? {} : { firstLine: { ...layout.body.firstLine, value: first } }),
    },
    parts: {
      ...layout.parts,
      ...(settings.positionBold === undefined ? {} : { position: { ...position, value: { ...position.value, bold: settings.positionBold } } }),
      ...(settings.distributionHeadingSize === undefined ? {} : { distributionHeading: { ...distributionHeading, value: { ...distributionHeading.value, size: settings.distributionHeadingSize } } }),
    },
    words: {
      ...layout.words,
      ...(settings.groundsLastEnd === undefined ? {} : { groundsLastEnd: { ...layout.words.groundsLastEnd, value: settings.groundsLastEnd } }),
    },
  })
}

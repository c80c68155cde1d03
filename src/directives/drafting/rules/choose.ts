import type { PlainDate } from '../../../platform/dates.ts'
import { accept, refuse, type Decision } from '../../../platform/refusal.ts'
import type { DraftingRefusal } from '../refusals.ts'
import type { LayoutRules, LayoutSettings, Part, Rule, TextStyle } from './layout.ts'
import { party2018, party2026, state2020 } from './layouts.ts'
import type { IssuingSystem } from './types.ts'

export const layouts: readonly LayoutRules[] = [state2020, party2018, party2026]

/** The rule-set that held for papers of a system on a day. Nothing older than 2018 (Party) or 2020 (State) is drawn. */
export function layoutFor(system: IssuingSystem, on: PlainDate): Decision<LayoutRules, DraftingRefusal> {
  const found = layouts.find((l) => l.system === system && l.from <= on && (l.until === null || on < l.until))
  return found ? accept(found) : refuse({ code: 'drafting.no_layout', system, on })
}

/** The rule-set with an office's settings in it; a setting outside what the rules allow is refused, and so is one the rules fix. */
export function withSettings(layout: LayoutRules, settings: LayoutSettings): Decision<LayoutRules, DraftingRefusal> {
  const refusals: DraftingRefusal[] = []
  const within = (setting: string, value: number | undefined, allowed: readonly [number, number]): value is number => {
    if (value === undefined) return false
    if (Number.isFinite(value) && value >= allowed[0] && value <= allowed[1]) return true
    refusals.push({ code: 'drafting.setting_outside', setting, value, allowed })
    return false
  }
  /** A choice is open where the rule names it, or where its source could not be verified. */
  const chosen = <T>(setting: string, value: T | undefined, rule: Rule<T>): Rule<T> => {
    if (value === undefined || value === rule.value) return rule
    if (rule.choices?.includes(value)) return { ...rule, value }
    refusals.push({ code: 'drafting.setting_fixed', setting, basis: rule.source })
    return rule
  }
  const ranged = (setting: string, value: number | undefined, rule: Rule<number>): Rule<number> =>
    within(setting, value, rule.range ?? [rule.value, rule.value]) ? { ...rule, value } : rule
  /** Style of a part that sources describe differently. */
  const restyled = (setting: string, part: Part, change: Partial<TextStyle> | undefined): Rule<TextStyle> => {
    const rule = layout.parts[part]
    if (!change || Object.entries(change).every(([key, value]) => rule.value[key as keyof TextStyle] === value)) return rule
    if (!rule.verified) return { ...rule, value: { ...rule.value, ...change, ...(change.size === undefined ? {} : { sizes: [Math.min(change.size, rule.value.sizes[0]), Math.max(change.size, rule.value.sizes[1])] as const }) } }
    refusals.push({ code: 'drafting.setting_fixed', setting, basis: rule.source })
    return rule
  }
  const sized = (setting: string, part: Part, size: number | undefined): Rule<TextStyle> => {
    const rule = layout.parts[part]
    return within(setting, size, rule.value.sizes) ? { ...rule, value: { ...rule.value, size } } : rule
  }
  const { linePitch, firstLine, bodySize, margins = {} } = settings
  if (settings.headerSizes === 'large' && layout.system !== 'state') refusals.push({ code: 'drafting.setting_fixed', setting: 'headerSizes', basis: layout.parts.systemMark.source })
  const large = settings.headerSizes === 'large' && layout.system === 'state' ? 1 : 0
  const header = (part: Part): Rule<TextStyle> => sized('headerSizes', part, large ? layout.parts[part].value.size + 1 : undefined)
  const pitch = layout.body.pitch
  const out: LayoutRules = {
    ...layout,
    page: {
      ...layout.page, top: ranged('margins.top', margins.top, layout.page.top), bottom: ranged('margins.bottom', margins.bottom, layout.page.bottom),
      left: ranged('margins.left', margins.left, layout.page.left), right: ranged('margins.right', margins.right, layout.page.right),
    },
    body: {
      ...layout.body,
      pitch: within('linePitch', linePitch, pitch.range ?? [pitch.value.points, pitch.value.points]) ? { ...pitch, value: { ...pitch.value, points: linePitch } } : pitch,
      firstLine: ranged('firstLine', firstLine, layout.body.firstLine), end: chosen('endMark', settings.endMark, layout.body.end),
    },
    parts: {
      ...layout.parts, systemMark: header('systemMark'), motto: header('motto'), parent: header('parent'), organ: header('organ'), date: header('date'),
      ...(bodySize === undefined ? {} : { body: sized('bodySize', 'body', bodySize), grounds: sized('bodySize', 'grounds', bodySize), section: sized('bodySize', 'section', bodySize) }),
      position: restyled('positionBold', 'position', settings.positionBold === undefined ? undefined : { bold: settings.positionBold }),
      distributionHeading: restyled('distributionHeadingSize', 'distributionHeading', settings.distributionHeadingSize === undefined ? undefined : { size: settings.distributionHeadingSize }),
    },
    words: {
      ...layout.words, groundsLastEnd: chosen('groundsLastEnd', settings.groundsLastEnd, layout.words.groundsLastEnd), addresseeEnd: chosen('addresseeEnd', settings.addresseeEnd, layout.words.addresseeEnd),
      letterSubject: chosen('letterSubject', settings.letterSubject, layout.words.letterSubject),
    },
  }
  return refusals[0] ? refuse(refusals[0]) : accept(out)
}

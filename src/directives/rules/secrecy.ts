import type { PlainDate } from '../../platform/dates.ts'
import { nfc } from '../../platform/text.ts'

/** Độ mật, from the lowest to the highest. */
export const secrecyLevels = ['mật', 'tối mật', 'tuyệt mật'] as const
export type Secrecy = (typeof secrecyLevels)[number]

const mark = /^[\s[(|*•.-]*(TUYỆT|TUYÊT|TỐI)?\s*MẬT[\s\])|*•.!-]*$/u

/**
 * Dấu độ mật on a paper: a line of its own in capitals near the head of the first page. Words in a sentence (“giữ bí mật”) and names are no mark.
 * Null where none is seen; a stamp that recognition missed is for the clerk to see.
 */
export function secrecyMark(text: string): Secrecy | null {
  for (const line of nfc(text).split('\n').slice(0, 60)) {
    const found = mark.exec(line)
    if (found) return found[1] === undefined ? 'mật' : found[1].startsWith('TUY') ? 'tuyệt mật' : 'tối mật'
  }
  return null
}

/** Which law forbids keeping state secrets on a machine that is on a network, by the day: Luật 29/2018/QH14 from 1/7/2020, Luật 117/2025/QH15 from 1/3/2026. */
export const secrecyLaw = (on: PlainDate): 'Luật Bảo vệ bí mật nhà nước số 117/2025/QH15' | 'Luật Bảo vệ bí mật nhà nước số 29/2018/QH14' =>
  on >= '2026-03-01' ? 'Luật Bảo vệ bí mật nhà nước số 117/2025/QH15' : 'Luật Bảo vệ bí mật nhà nước số 29/2018/QH14'

/** Sổ văn bản mật đến: a run of numbers of its own, apart from the open register (Nghị định 26/2020/NĐ-CP). */
export const secretSeries = (arrivedOn: PlainDate): string => `mật|${arrivedOn.slice(0, 4)}`

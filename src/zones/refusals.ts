import { formatInstant, type Instant } from '../platform/dates.ts'
import type { Sentences } from '../platform/refusal.ts'

export type ZonesRefusal =
  | { code: 'zone.outside_area'; unit: string }
  | { code: 'zone.not_in_force'; unit: string }
  | { code: 'zone.nothing_changed'; unit: string; part: string | null }
  | { code: 'zone.ends_before_it_begins'; from: Instant; to: Instant }
  | { code: 'zone.corrected_already' }
  | { code: 'zone.corrects_another_area'; unit: string }

export const zonesSentences: Sentences<ZonesRefusal> = {
  vi: {
    'zone.outside_area': (r) => `${r.unit} không thuộc địa bàn của cơ quan đang làm việc. Gửi đề nghị tới cơ quan có thẩm quyền ở địa bàn đó hoặc cấp trên.`,
    'zone.not_in_force': (r) => `${r.unit} không còn là đơn vị hành chính tại thời điểm quyết định có hiệu lực. Chọn đơn vị kế tục.`,
    'zone.nothing_changed': (r) => `${r.part ? `${r.part}, ` : ''}${r.unit} đang đúng như vậy rồi. Sửa cấp độ, giãn cách hoặc thời hạn trước khi ghi.`,
    'zone.ends_before_it_begins': (r) => `Thời điểm hết hiệu lực (${formatInstant(r.to)}) phải sau thời điểm bắt đầu (${formatInstant(r.from)}).`,
    'zone.corrected_already': () => 'Quyết định này đã được đính chính. Mở bản đính chính để sửa tiếp.',
    'zone.corrects_another_area': (r) => `Bản đính chính phải cùng địa bàn với quyết định bị đính chính (${r.unit}).`,
  },
  en: {
    'zone.outside_area': (r) => `${r.unit} is outside the area of the organisation acted for. Ask the authority of that area or the level above.`,
    'zone.not_in_force': (r) => `${r.unit} is no longer an administrative unit at the moment the decision takes effect. Choose its successor.`,
    'zone.nothing_changed': (r) => `${r.part ? `${r.part}, ` : ''}${r.unit} already stands like this. Change the level, the distancing or the term first.`,
    'zone.ends_before_it_begins': (r) => `The end (${formatInstant(r.to)}) must be after the beginning (${formatInstant(r.from)}).`,
    'zone.corrected_already': () => 'This decision has been corrected already. Open the correction and correct that one.',
    'zone.corrects_another_area': (r) => `A correction must be of the same area as the decision it corrects (${r.unit}).`,
  },
}

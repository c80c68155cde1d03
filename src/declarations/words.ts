import { formatDay } from '../platform/dates.ts'
import { defineWords } from '../words/words.ts'
import type { Action, Triage, Why } from './rules.ts'

/** Words that the public pages, the receipt and the officers' screens share. */
export const declarationWords = defineWords({
  vi: {
    action: { emergency: 'Gọi 115 ngay', call: 'Trạm y tế gọi trong ngày', quarantine: 'Cách ly tại nhà hoặc nơi ở', monitor: 'Tự theo dõi sức khỏe tại nhà', look: 'Cán bộ xã xem và trả lời', none: 'Thực hiện 5K' },
    symptom: { fever: 'Sốt', cough: 'Ho', dyspnoea: 'Khó thở', sore_throat: 'Đau họng', fatigue: 'Mệt mỏi', vomiting: 'Nôn, buồn nôn', diarrhoea: 'Tiêu chảy', bleeding: 'Xuất huyết ngoài da', rash: 'Nổi ban' },
    vehicle: { motorbike: 'Xe máy', car: 'Ô tô riêng, taxi', coach: 'Xe khách, xe buýt', train: 'Tàu hỏa', plane: 'Máy bay', boat: 'Tàu, thuyền', walk: 'Đi bộ, xe đạp', other: 'Phương tiện khác', unknown: 'Không biết' },
    known: { yes: 'Có', no: 'Không', unknown: 'Không biết' },
    sex: { male: 'Nam', female: 'Nữ', unknown: 'Không muốn nói' },
    state: { new: 'Chưa thăm', visited: 'Đã thăm', withdrawn: 'Đã rút' },
    origin: { abroad: 'nước ngoài', unknown: 'không biết' },
    distancing: { ct15: 'Chỉ thị 15', ct16: 'Chỉ thị 16', ct19: 'Chỉ thị 19' },
    doses: (n: string) => `${n} liều`, noSymptoms: 'Không có', noPhone: 'Không có', noNumber: 'Không có', unknown: 'Không biết',
  },
  en: {
    action: { emergency: 'Call 115 now', call: 'The health station calls today', quarantine: 'Quarantine at home or lodging', monitor: 'Watch your health at home', look: 'A commune officer looks and answers', none: 'Follow the 5K rules' },
    symptom: { fever: 'Fever', cough: 'Cough', dyspnoea: 'Difficulty breathing', sore_throat: 'Sore throat', fatigue: 'Tiredness', vomiting: 'Vomiting, nausea', diarrhoea: 'Diarrhoea', bleeding: 'Bleeding under the skin', rash: 'Rash' },
    vehicle: { motorbike: 'Motorbike', car: 'Private car, taxi', coach: 'Coach, bus', train: 'Train', plane: 'Plane', boat: 'Boat', walk: 'On foot, bicycle', other: 'Other', unknown: 'I don’t know' },
    known: { yes: 'Yes', no: 'No', unknown: 'I don’t know' },
    sex: { male: 'Male', female: 'Female', unknown: 'Prefer not to say' },
    state: { new: 'Not visited', visited: 'Visited', withdrawn: 'Withdrawn' },
    origin: { abroad: 'abroad', unknown: 'not known' },
    distancing: { ct15: 'Directive 15', ct16: 'Directive 16', ct19: 'Directive 19' },
    doses: (n: string) => `${n} doses`, noSymptoms: 'None', noPhone: 'None', noNumber: 'None', unknown: 'I don’t know',
  },
})

const becauseWords = defineWords({
  vi: {
    cannot_breathe: 'đang khó thở', contact: 'đã tiếp xúc gần với người mắc bệnh', symptoms: 'đang có triệu chứng', symptoms_unknown: 'chưa rõ triệu chứng', contact_unknown: 'chưa rõ có tiếp xúc với người mắc bệnh hay không',
    origin_unknown: 'chưa rõ nơi đi', origin_unassessed: 'nơi đi chưa được xác định cấp độ dịch', abroad: 'đến từ nước ngoài', origin_level: (n: string) => `đến từ nơi có dịch cấp ${n}`,
    restricted: (d: string) => `đến từ nơi đang giãn cách theo ${d}`, lockdown: 'đến từ nơi đang phong tỏa', no_rule: 'chưa có quy định đang áp dụng cho trường hợp này, cán bộ xã quyết định', uncertain: 'còn thiếu thông tin để áp dụng quy định', rule: (d: string) => `theo ${d}`, ruleUnnamed: 'theo quy định đang áp dụng',
  },
  en: {
    cannot_breathe: 'difficulty breathing', contact: 'close contact with a patient', symptoms: 'symptoms', symptoms_unknown: 'symptoms not known', contact_unknown: 'contact with a patient not known',
    origin_unknown: 'the place of departure is not known', origin_unassessed: 'the place of departure has no epidemic level yet', abroad: 'arrival from abroad', origin_level: (n: string) => `arrival from a place of epidemic level ${n}`,
    restricted: (d: string) => `arrival from a place under ${d}`, lockdown: 'arrival from a place under lock-down', no_rule: 'no rule in force covers this, an officer decides', uncertain: 'information is missing to apply the rule', rule: (d: string) => `under ${d}`, ruleUnnamed: 'under the rule in force',
  },
})
/** One reason in words, as part of a sentence. */
export function sayBecause(w: Why, language: 'vi' | 'en'): string {
  const t = becauseWords[language]
  switch (w.code) {
    case 'origin_level': return t.origin_level(String(w.level))
    case 'origin_restricted': return w.lockdown ? t.lockdown : t.restricted(declarationWords[language].distancing[w.distancing as 'ct16'] ?? w.distancing ?? '')
    case 'rule_uncertain': return t.uncertain
    case 'rule': return w.document ? t.rule(w.document) : t.ruleUnnamed
    default: return t[w.code]
  }
}

type Shown = Pick<Triage, 'why' | 'days' | 'endsOn' | 'tests'> & { readonly action: Action }
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
/** The sentence why, in one line. */
export const sayWhy = (t: Pick<Shown, 'why'>, language: 'vi' | 'en'): string => (t.why.length === 0 ? '' : `${capital(t.why.map((w) => sayBecause(w, language)).join('; '))}.`)

const mustWords = defineWords({
  vi: {
    emergency: 'Gọi cấp cứu 115 ngay. Đeo khẩu trang, ngồi nơi thoáng, không tự đi đến nơi đông người.',
    call: 'Ở yên tại nhà, đeo khẩu trang, không tiếp xúc gần với ai. Trạm y tế sẽ gọi hoặc đến trong ngày.',
    quarantine: (n: string, until: string) => `Ở tại nhà hoặc nơi lưu trú ${n} ngày${until ? `, đến hết ngày ${until}` : ''}, không ra ngoài, không tiếp khách. Cán bộ xã sẽ đến giao quyết định cách ly; quyết định đó mới có hiệu lực bắt buộc.`,
    monitor: (n: string, until: string) => `Tự theo dõi sức khỏe tại nhà ${n} ngày${until ? `, đến hết ngày ${until}` : ''}: đo thân nhiệt hằng ngày, tránh nơi đông người. Có sốt, ho, khó thở thì gọi trạm y tế ngay.`,
    tests: (days: string) => `Xét nghiệm vào ngày ${days}; trạm y tế sẽ báo nơi lấy mẫu.`,
    look: 'Cán bộ xã sẽ xem tờ khai và liên hệ nếu cần. Trong khi chờ: đeo khẩu trang, hạn chế tiếp xúc, theo dõi sức khỏe.',
    none: 'Đeo khẩu trang, giữ khoảng cách, khử khuẩn tay. Có sốt, ho, khó thở thì gọi trạm y tế.',
  },
  en: {
    emergency: 'Call the ambulance on 115 now. Wear a mask, sit in fresh air, do not go to a crowded place on your own.',
    call: 'Stay at home, wear a mask, keep away from others. The health station will call or come today.',
    quarantine: (n: string, until: string) => `Stay at home or at your lodging for ${n} days${until ? `, to the end of ${until}` : ''}; do not go out and receive no visitors. An officer will bring the quarantine decision; only that decision is binding.`,
    monitor: (n: string, until: string) => `Watch your health at home for ${n} days${until ? `, to the end of ${until}` : ''}: take your temperature daily, avoid crowds. With fever, cough or difficulty breathing call the health station at once.`,
    tests: (days: string) => `Tests on ${days}; the health station will say where.`,
    look: 'An officer of the commune will look at the declaration and contact you if needed. Meanwhile wear a mask, limit contacts and watch your health.',
    none: 'Wear a mask, keep your distance, disinfect your hands. With fever, cough or difficulty breathing call the health station.',
  },
})
/** What the person must do, sentence by sentence. */
export function sayMust(t: Shown, language: 'vi' | 'en'): string[] {
  const w = mustWords[language]
  const until = t.endsOn ? formatDay(t.endsOn) : ''
  const first = t.action === 'quarantine' || t.action === 'monitor' ? w[t.action](String(t.days ?? ''), until) : w[t.action]
  // Symptoms come first; whoever also comes from an outbreak area stays in as the rule says.
  const alsoStay = (t.action === 'call' || t.action === 'emergency') && t.days !== null && t.days > 0 ? [w.quarantine(String(t.days), until)] : []
  return [first, ...alsoStay, ...(t.tests.length > 0 ? [w.tests(t.tests.map((x) => formatDay(x.on)).join(', '))] : [])]
}

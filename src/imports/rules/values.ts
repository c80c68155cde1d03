/** Giá trị mã hóa: words and codes of lists, of Go.Data and of SORMAS for the same few meanings. A word we do not know is an error, never a guess. */
import { plain } from './cells.ts'
import type { FieldKind } from './fields.ts'

export type Coded = Extract<FieldKind, 'classification' | 'outcome' | 'follow_up' | 'visit_result' | 'test_result' | 'age_unit'>

/** Canonical value → words for it, folded; the first is how it is said in Vietnamese. */
export const codes: Readonly<Record<Coded, Readonly<Record<string, readonly string[]>>>> = {
  classification: {
    confirmed: ['xac dinh', 'ca xac dinh', 'khang dinh', 'ca benh xac dinh', 'f0', 'duong tinh', 'confirmed', 'confirmed_no_symptoms', 'confirmed_unknown_symptoms', 'confirmed case', 'laboratory confirmed'],
    probable: ['co the', 'ca co the', 'nhieu kha nang', 'probable'],
    suspect: ['nghi ngo', 'ca nghi ngo', 'nghi nhiem', 'nghi mac', 'suspect', 'suspected'],
    unclassified: ['chua phan loai', 'unclassified', 'not_classified', 'not yet classified'],
    refuted: ['loai tru', 'khong phai ca benh', 'am tinh', 'da loai tru', 'not_a_case_discarded', 'discarded', 'no_case', 'not a case', 'not a case (discarded)', 'no case'],
  },
  outcome: {
    recovered: ['khoi benh', 'khoi', 'da khoi', 'ra vien', 'xuat vien', 'khoi benh ra vien', 'da xuat vien', 'recovered', 'discharged', 'cured'],
    died: ['tu vong', 'chet', 'dead', 'died', 'deceased', 'death'],
    alive: ['con song', 'alive', 'song'],
    in_treatment: ['dang dieu tri', 'dieu tri', 'no_outcome', 'no outcome yet', 'dang nam vien', 'in treatment', 'hospitalised', 'hospitalized'],
    transferred: ['chuyen vien', 'chuyen tuyen', 'transferred'],
  },
  follow_up: {
    under: ['dang theo doi', 'under_follow_up', 'follow_up', 'under follow-up', 'under follow up', 'active'],
    completed: ['hoan thanh', 'het theo doi', 'hoan thanh theo doi', 'completed', 'follow_up_completed', 'completed follow-up'],
    lost: ['mat dau', 'mat lien lac', 'lost', 'lost_to_follow_up', 'lost to follow-up'],
    converted: ['thanh ca benh', 'thanh f0', 'became_case', 'converted', 'became a case'],
    died: ['tu vong', 'died'],
    withdrawn: ['dung theo doi', 'never_ill_not_a_case', 'canceled', 'no_follow_up', 'cancelled', 'dropped'],
  },
  visit_result: {
    well: ['khoe', 'binh thuong', 'khong trieu chung', 'khong co trieu chung', 'seen_ok', 'seen ok', 'da gap, khoe', 'cooperative'],
    ill: ['co trieu chung', 'om', 'benh', 'seen_not_ok', 'seen not ok', 'da gap, co trieu chung'],
    refused: ['tu choi', 'khong hop tac', 'uncooperative', 'refused'],
    not_found: ['khong gap', 'vang mat', 'vang', 'missed', 'unavailable', 'not found'],
    not_tried: ['chua tham', 'chua thuc hien', 'not_performed', 'not_attempted', 'not attempted', 'not performed'],
  },
  test_result: {
    positive: ['duong tinh', 'duong', '(+)', '+', 'pos', 'positive', 'dt', 'detected', 'phat hien'],
    negative: ['am tinh', 'am', '(-)', '-', 'neg', 'negative', 'at', 'not detected', 'khong phat hien'],
    inconclusive: ['nghi ngo', 'chua ket luan', 'khong ket luan', 'inconclusive', 'indeterminate', 'khong xac dinh'],
    rejected: ['mau khong dat', 'tu choi mau', 'loai mau', 'mau hong', 'rejected', 'not_done', 'inadequate'],
    pending: ['cho ket qua', 'dang cho', 'dang xet nghiem', 'chua co ket qua', 'pending', 'in_progress', 'in progress'],
  },
  age_unit: { years: ['nam', 'tuoi', 'years', 'year'], months: ['thang', 'months', 'month'], days: ['ngay', 'days', 'day'] },
}

const lookup = Object.fromEntries(Object.entries(codes).map(([kind, values]) => [kind, new Map(Object.entries(values).flatMap(([value, words]) => [[value.replaceAll('_', ' '), value] as const, ...words.map((word) => [word, value] as const)]))])) as Record<Coded, Map<string, string>>

export const isCoded = (kind: FieldKind): kind is Coded => kind in codes

/** The canonical value of a word, or undefined. `own` are the words a person has mapped for this list (folded → value). */
export function codeOf(kind: Coded, cell: string, own: Readonly<Record<string, string>> = {}): string | undefined {
  const word = plain(cell)
  const mapped = own[word]
  if (mapped !== undefined) return mapped
  const known = (text: string): string | undefined => lookup[kind].get(text) ?? lookup[kind].get(text.replaceAll('_', ' ')) ?? lookup[kind].get(text.replaceAll(' ', '_'))
  if (!word.startsWith('lng_')) return known(word)
  // A token of Go.Data names its category first (LNG_REFERENCE_DATA_CATEGORY_…_POSITIVE): the longest tail that is a word of ours.
  const parts = word.split('_')
  for (let i = 1; i < parts.length; i++) { const found = known(parts.slice(i).join('_')); if (found) return found }
  return undefined
}

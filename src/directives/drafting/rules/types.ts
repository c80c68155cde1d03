import type { PlainDate } from '../../../platform/dates.ts'
import { accept, refuse, type Decision } from '../../../platform/refusal.ts'
import type { DraftingRefusal } from '../refusals.ts'

/** Hệ thống ban hành: State organs and Party organs lay their papers out differently. */
export type IssuingSystem = 'state' | 'party'

/** Tên loại văn bản: its printed name in lower case is its key, as the reader gives it; `code` is what stands in the symbol (null: none). */
export type DocumentType = { readonly name: string; readonly code: string | null }

/** The 29 types of Nghị định 30/2020/NĐ-CP, Điều 7 and Phụ lục III. Công văn and thư công carry no code. */
export const stateTypes = [
  { name: 'nghị quyết', code: 'NQ' }, { name: 'quyết định', code: 'QĐ' }, { name: 'chỉ thị', code: 'CT' }, { name: 'quy chế', code: 'QC' },
  { name: 'quy định', code: 'QyĐ' }, { name: 'thông cáo', code: 'TC' }, { name: 'thông báo', code: 'TB' }, { name: 'hướng dẫn', code: 'HD' },
  { name: 'chương trình', code: 'CTr' }, { name: 'kế hoạch', code: 'KH' }, { name: 'phương án', code: 'PA' }, { name: 'đề án', code: 'ĐA' },
  { name: 'dự án', code: 'DA' }, { name: 'báo cáo', code: 'BC' }, { name: 'biên bản', code: 'BB' }, { name: 'tờ trình', code: 'TTr' },
  { name: 'hợp đồng', code: 'HĐ' }, { name: 'công văn', code: null }, { name: 'công điện', code: 'CĐ' }, { name: 'bản ghi nhớ', code: 'BGN' },
  { name: 'bản thỏa thuận', code: 'BTT' }, { name: 'giấy ủy quyền', code: 'GUQ' }, { name: 'giấy mời', code: 'GM' },
  { name: 'giấy giới thiệu', code: 'GGT' }, { name: 'giấy nghỉ phép', code: 'GNP' }, { name: 'phiếu gửi', code: 'PG' },
  { name: 'phiếu chuyển', code: 'PC' }, { name: 'phiếu báo', code: 'PB' }, { name: 'thư công', code: null },
] as const satisfies readonly DocumentType[]

/** Party types. Quyết định and quy định share QĐ; công văn has a code, CV, unlike the State's. */
export const partyTypes = [
  { name: 'nghị quyết', code: 'NQ' }, { name: 'chỉ thị', code: 'CT' }, { name: 'kết luận', code: 'KL' }, { name: 'quyết định', code: 'QĐ' },
  { name: 'quy định', code: 'QĐ' }, { name: 'quy chế', code: 'QC' }, { name: 'công văn', code: 'CV' }, { name: 'báo cáo', code: 'BC' },
  { name: 'hướng dẫn', code: 'HD' }, { name: 'chương trình', code: 'CTr' }, { name: 'thông tri', code: 'TT' }, { name: 'tờ trình', code: 'TTr' },
  { name: 'thông báo', code: 'TB' }, { name: 'biên bản', code: 'BB' }, { name: 'kế hoạch', code: 'KH' }, { name: 'đề án', code: 'ĐA' },
  { name: 'phương án', code: 'PA' }, { name: 'công điện', code: 'CĐ' },
] as const satisfies readonly DocumentType[]

export const typesOf = (system: IssuingSystem): readonly DocumentType[] => (system === 'state' ? stateTypes : partyTypes)
export const findType = (system: IssuingSystem, name: string): DocumentType | undefined => typesOf(system).find((t) => t.name === name)

/** Loại cơ quan ban hành, as far as the right to issue a type depends on it. `commune` organs are those of xã, phường, đặc khu (đảng bộ cơ sở). */
export type OrganKind = 'any' | 'commune_committee' | 'commune_standing_board' | 'party_cell'

const party2026: PlainDate = '2026-05-27'
const basis = '399-QĐ/TW (09/01/2026), Điều 11, 13'

/**
 * May this organ issue this type on this day? Only what a source says is refused: at the base of the Party since 05-HD/VPTW no
 * chỉ thị and no thông tri; hướng dẫn only from the ban thường vụ, which issues no quy chế; a chi bộ issues no quy định.
 */
export function mayIssue(system: IssuingSystem, organ: OrganKind, type: string, on: PlainDate): Decision<DocumentType, DraftingRefusal> {
  const known = findType(system, type)
  if (!known) return refuse({ code: 'drafting.type_unknown', type, system })
  if (system === 'party' && on >= party2026 && organ !== 'any') {
    const forbidden = type === 'chỉ thị' || type === 'thông tri'
      || (type === 'hướng dẫn' && organ !== 'commune_standing_board')
      || (type === 'quy chế' && organ === 'commune_standing_board')
      || (type === 'quy định' && organ === 'party_cell')
    if (forbidden) return refuse({ code: 'drafting.type_not_for_organ', type, organ, basis })
  }
  return accept(known)
}

/**
 * Loại cơ quan, đơn vị. One catalogue for import, tree and the reading of directives. `kind` is the word in the table; `family` joins the
 * kinds of one sort at all levels (ubnd_tinh, ubnd_huyen, ubnd_xa are one family).
 */
export type Line = 'party' | 'government' | 'council' | 'front' | 'mass' | 'armed' | 'health' | 'education' | 'enterprise' | 'media' | 'field' | 'other'
export const lines: readonly Line[] = ['party', 'government', 'council', 'front', 'mass', 'armed', 'health', 'education', 'enterprise', 'media', 'field', 'other']
export type OrganisationLevel = 'central' | 'province' | 'district' | 'commune' | 'hamlet'

export type Family =
  | 'party_committee' | 'party_direct' | 'party_commission' | 'party_office' | 'party_caucus' | 'party_affairs' | 'party_base'
  | 'council' | 'committee' | 'committee_office' | 'department' | 'board' | 'branch' | 'division' | 'steering' | 'public_unit' | 'hamlet' | 'court' | 'procuracy'
  | 'front' | 'mass' | 'association' | 'police' | 'military' | 'border_guard'
  | 'cdc' | 'hospital' | 'health_centre' | 'health_station' | 'school' | 'enterprise' | 'industrial_zone' | 'media'
  | 'checkpoint' | 'community_team' | 'quarantine_place' | 'central' | 'other'

export type Kind = { readonly kind: string; readonly family: Family; readonly line: Line; readonly level: OrganisationLevel | null; readonly vi: string; readonly en: string; readonly head: string; readonly headEn: string }
const k = (kind: string, family: Family, line: Line, level: OrganisationLevel | null, vi: string, en: string, head: string, headEn: string): Kind => ({ kind, family, line, level, vi, en, head, headEn })

export const kinds: readonly Kind[] = [
  k('tinh_uy', 'party_committee', 'party', 'province', 'Tỉnh ủy, thành ủy', 'Provincial Party committee', 'Bí thư', 'Secretary'),
  k('huyen_uy', 'party_committee', 'party', 'district', 'Huyện ủy, thị ủy, thành ủy thuộc tỉnh', 'District Party committee', 'Bí thư', 'Secretary'),
  k('dang_uy_xa', 'party_committee', 'party', 'commune', 'Đảng ủy xã, phường, đặc khu', 'Commune Party committee', 'Bí thư', 'Secretary'),
  k('dang_uy_truc_thuoc', 'party_direct', 'party', 'province', 'Đảng ủy trực thuộc Tỉnh ủy', 'Party committee directly under the province', 'Bí thư', 'Secretary'),
  k('ban_dang', 'party_commission', 'party', null, 'Ban của Đảng, Ủy ban Kiểm tra', 'Party commission', 'Trưởng ban', 'Head of commission'),
  k('van_phong_cap_uy', 'party_office', 'party', null, 'Văn phòng cấp ủy', 'Office of the Party committee', 'Chánh Văn phòng', 'Chief of office'),
  k('dang_doan', 'party_caucus', 'party', null, 'Đảng đoàn', 'Party caucus', 'Bí thư', 'Secretary'),
  k('ban_can_su', 'party_affairs', 'party', null, 'Ban cán sự đảng', 'Party affairs section', 'Bí thư', 'Secretary'),
  k('to_chuc_co_so_dang', 'party_base', 'party', null, 'Chi bộ, đảng bộ cơ sở', 'Party cell', 'Bí thư', 'Secretary'),
  k('hdnd_tinh', 'council', 'council', 'province', 'HĐND tỉnh', 'Provincial people\'s council', 'Chủ tịch', 'Chair'),
  k('hdnd_huyen', 'council', 'council', 'district', 'HĐND huyện', 'District people\'s council', 'Chủ tịch', 'Chair'),
  k('hdnd_xa', 'council', 'council', 'commune', 'HĐND xã, phường', 'Commune people\'s council', 'Chủ tịch', 'Chair'),
  k('ubnd_tinh', 'committee', 'government', 'province', 'UBND tỉnh', 'Provincial people\'s committee', 'Chủ tịch', 'Chair'),
  k('ubnd_huyen', 'committee', 'government', 'district', 'UBND huyện, thị xã, thành phố', 'District people\'s committee', 'Chủ tịch', 'Chair'),
  k('ubnd_xa', 'committee', 'government', 'commune', 'UBND xã, phường, đặc khu', 'Commune people\'s committee', 'Chủ tịch', 'Chair'),
  k('van_phong_ubnd', 'committee_office', 'government', null, 'Văn phòng HĐND và UBND', 'Office of the people\'s committee', 'Chánh Văn phòng', 'Chief of office'),
  k('so_nganh', 'department', 'government', 'province', 'Sở', 'Department', 'Giám đốc', 'Director'),
  k('ban_tinh', 'board', 'government', 'province', 'Ban, cơ quan thuộc UBND tỉnh', 'Board of the province', 'Trưởng ban', 'Head'),
  k('nganh_doc', 'branch', 'government', null, 'Ngành dọc (thuế, kho bạc, BHXH …)', 'Central branch in the province', 'Thủ trưởng', 'Head'),
  k('phong', 'division', 'government', null, 'Phòng chuyên môn', 'Division', 'Trưởng phòng', 'Head of division'),
  k('ban_chi_dao', 'steering', 'government', null, 'Ban Chỉ đạo, Sở Chỉ huy, Trung tâm Chỉ huy', 'Steering committee', 'Trưởng ban', 'Head'),
  k('don_vi_su_nghiep', 'public_unit', 'government', null, 'Đơn vị sự nghiệp', 'Public service unit', 'Giám đốc', 'Director'),
  k('thon', 'hamlet', 'government', 'hamlet', 'Thôn, bản, tổ dân phố', 'Hamlet', 'Trưởng thôn', 'Hamlet head'),
  k('toa_an', 'court', 'other', null, 'Tòa án nhân dân', 'People\'s court', 'Chánh án', 'Chief judge'),
  k('vien_kiem_sat', 'procuracy', 'other', null, 'Viện kiểm sát nhân dân', 'People\'s procuracy', 'Viện trưởng', 'Chief procurator'),
  k('mttq_tinh', 'front', 'front', 'province', 'Ủy ban MTTQ Việt Nam tỉnh', 'Fatherland Front, province', 'Chủ tịch', 'Chair'),
  k('mttq_huyen', 'front', 'front', 'district', 'Ủy ban MTTQ Việt Nam huyện', 'Fatherland Front, district', 'Chủ tịch', 'Chair'),
  k('mttq_xa', 'front', 'front', 'commune', 'Ủy ban MTTQ Việt Nam xã, phường', 'Fatherland Front, commune', 'Chủ tịch', 'Chair'),
  k('doan_the', 'mass', 'mass', null, 'Tổ chức chính trị - xã hội', 'Socio-political organisation', 'Chủ tịch', 'Chair'),
  k('hoi', 'association', 'mass', null, 'Hội quần chúng', 'Association', 'Chủ tịch', 'Chair'),
  k('cong_an_tinh', 'police', 'armed', 'province', 'Công an tỉnh', 'Provincial police', 'Giám đốc', 'Director'),
  k('cong_an_huyen', 'police', 'armed', 'district', 'Công an huyện', 'District police', 'Trưởng Công an', 'Chief'),
  k('cong_an_xa', 'police', 'armed', 'commune', 'Công an xã, phường', 'Commune police', 'Trưởng Công an', 'Chief'),
  k('quan_su_tinh', 'military', 'armed', 'province', 'Bộ Chỉ huy Quân sự tỉnh', 'Provincial military command', 'Chỉ huy trưởng', 'Commander'),
  k('quan_su_huyen', 'military', 'armed', 'district', 'Ban Chỉ huy Quân sự huyện, khu vực phòng thủ', 'District military command', 'Chỉ huy trưởng', 'Commander'),
  k('quan_su_xa', 'military', 'armed', 'commune', 'Ban Chỉ huy Quân sự xã, phường', 'Commune military command', 'Chỉ huy trưởng', 'Commander'),
  k('bien_phong', 'border_guard', 'armed', null, 'Bộ đội Biên phòng, đồn biên phòng', 'Border guard', 'Chỉ huy trưởng', 'Commander'),
  k('cdc', 'cdc', 'health', 'province', 'Trung tâm Kiểm soát bệnh tật', 'Centre for disease control', 'Giám đốc', 'Director'),
  k('benh_vien', 'hospital', 'health', null, 'Bệnh viện', 'Hospital', 'Giám đốc', 'Director'),
  k('trung_tam_y_te', 'health_centre', 'health', null, 'Trung tâm Y tế', 'Health centre', 'Giám đốc', 'Director'),
  k('tram_y_te', 'health_station', 'health', 'commune', 'Trạm Y tế', 'Health station', 'Trưởng trạm', 'Head of station'),
  k('truong_hoc', 'school', 'education', null, 'Trường, cơ sở giáo dục', 'School', 'Hiệu trưởng', 'Principal'),
  k('doanh_nghiep', 'enterprise', 'enterprise', null, 'Doanh nghiệp, hợp tác xã', 'Enterprise', 'Giám đốc', 'Director'),
  k('khu_cong_nghiep', 'industrial_zone', 'enterprise', null, 'Khu, cụm công nghiệp', 'Industrial zone', 'Trưởng ban', 'Head'),
  k('bao_dai', 'media', 'media', null, 'Báo, đài', 'Newspaper and broadcaster', 'Giám đốc', 'Director'),
  k('chot_kiem_soat', 'checkpoint', 'field', null, 'Chốt kiểm soát dịch', 'Checkpoint', 'Trưởng chốt', 'Head of checkpoint'),
  k('to_covid', 'community_team', 'field', 'hamlet', 'Tổ Covid cộng đồng', 'Community team', 'Tổ trưởng', 'Team leader'),
  k('khu_cach_ly', 'quarantine_place', 'field', null, 'Khu cách ly tập trung', 'Quarantine place', 'Trưởng khu', 'Manager'),
  k('khac', 'other', 'other', null, 'Khác', 'Other', 'Thủ trưởng', 'Head'),
]
/** Kinds written elsewhere with their level. */
const alsoWritten: Readonly<Record<string, string>> = { van_phong_ubnd_tinh: 'van_phong_ubnd', van_phong_ubnd_xa: 'van_phong_ubnd', van_phong_tinh_uy: 'van_phong_cap_uy', van_phong_dang_uy: 'van_phong_cap_uy', so: 'so_nganh', phong_xa: 'phong' }
const byName = new Map(kinds.map((x) => [x.kind, x]))
/** Undefined for a kind this catalogue does not have; such an organisation is known by its name alone. */
export const findKind = (kind: string): Kind | undefined => byName.get(alsoWritten[kind] ?? kind)

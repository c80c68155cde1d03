/**
 * Các cột biết được (columns we know): every field of a line list with the names it has in Vietnamese and English lists, in Go.Data (property path,
 * label, snake_case of the R exports) and in the templates of SORMAS (path row). Names are compared folded; positions never count.
 */
export type Entity = 'case' | 'contact' | 'link' | 'visit' | 'result' | 'event'

export type FieldKind =
  | 'text' | 'date' | 'birth' | 'yesno' | 'sex' | 'age' | 'number' | 'whole' | 'phone' | 'citizen' | 'list'
  | 'classification' | 'outcome' | 'follow_up' | 'visit_result' | 'test_result' | 'age_unit'

export type Field = {
  readonly name: string
  readonly kind: FieldKind
  readonly entities: readonly Entity[]
  /** What the field is called on the screen; the first of `names` would not do for every list. */
  readonly vi: string
  readonly en: string
  /** Further names, of all dialects. */
  readonly names: readonly string[]
}

const sick: readonly Entity[] = ['case', 'contact']
const f = (name: string, kind: FieldKind, entities: readonly Entity[], vi: string, en: string, names: string): Field =>
  ({ name, kind, entities, vi, en, names: names.split('|').map((x) => x.trim()).filter((x) => x !== '') })

/** Order matters where one name could be two fields: the earlier wins. */
export const fields: readonly Field[] = [
  // The record and the person.
  f('systemId', 'text', ['case', 'contact', 'link', 'visit', 'event'], 'Mã hệ thống', 'System ID', 'uuid | id hệ thống | _id'),
  f('externalId', 'text', ['case', 'contact', 'event'], 'Mã bệnh nhân', 'Case ID', 'mã | mã số | mã bn | mã ca | mã ca bệnh | mã người bệnh | số bn | bn | bệnh nhân số | ca bệnh số | mã số bệnh nhân | mã đối tượng | case_id | caseid | contact_id | contact id | visualId | visual id | id | externalID | external id | person id | patient id | case no | case number | formular-id'),
  f('nationalCode', 'text', ['case'], 'Mã quốc gia', 'National code', 'mã bộ y tế | mã byt | mã ca quốc gia | epidNumber | epid number | case reference'),
  f('fullName', 'text', sick, 'Họ và tên', 'Full name', 'họ tên | tên bệnh nhân | họ tên bệnh nhân | tên người bệnh | họ và tên bệnh nhân | họ và tên người tiếp xúc | tên đối tượng | họ, chữ đệm và tên | name | patient name'),
  f('familyName', 'text', sick, 'Họ', 'Last name', 'họ và tên đệm | họ đệm | person.lastName | lastName | last_name | family name | family_name | surname | nachname'),
  f('middleName', 'text', sick, 'Tên đệm', 'Middle name', 'chữ đệm | đệm | middleName | middle_name'),
  f('givenName', 'text', sick, 'Tên', 'First name', 'tên gọi | person.firstName | firstName | first_name | given name | vorname'),
  f('sex', 'sex', sick, 'Giới tính', 'Sex', 'giới | phái | nam/nữ | gender | person.sex | geschlecht'),
  f('birth', 'birth', sick, 'Ngày sinh', 'Date of birth', 'năm sinh | ngày tháng năm sinh | ngày, tháng, năm sinh | sinh ngày | dob | birth date | birthdate | date_of_birth | person.birthdate | geburtsdatum'),
  f('birthIfMale', 'birth', sick, 'Năm sinh (nam)', 'Born (men)', 'năm sinh nam | ngày sinh nam | sinh năm nam | nam'),
  f('birthIfFemale', 'birth', sick, 'Năm sinh (nữ)', 'Born (women)', 'năm sinh nữ | ngày sinh nữ | sinh năm nữ | nữ'),
  f('birthDay', 'whole', sick, 'Sinh: ngày', 'Birth day', 'person.birthdateDD | birthdateDD'),
  f('birthMonth', 'whole', sick, 'Sinh: tháng', 'Birth month', 'person.birthdateMM | birthdateMM'),
  f('birthYear', 'whole', sick, 'Sinh: năm', 'Birth year', 'person.birthdateYYYY | birthdateYYYY | birth year | year of birth'),
  f('age', 'age', sick, 'Tuổi', 'Age', 'age | age.years | age years | age_years | person.approximateAge | approximate age'),
  f('ageUnit', 'age_unit', sick, 'Đơn vị tuổi', 'Age unit', 'person.approximateAgeType | age type'),
  f('citizenNumber', 'citizen', sick, 'Số CCCD', 'Citizen number', 'cccd | cmnd | cmnd/cccd | cccd/cmnd | số cmnd | số cmnd/cccd | căn cước | số căn cước | căn cước công dân | số định danh | số định danh cá nhân | mã định danh | hộ chiếu/cccd | person.nationalHealthId | national id'),
  f('insuranceNumber', 'text', sick, 'Số thẻ BHYT', 'Insurance card', 'bhyt | mã bhyt | thẻ bhyt | mã thẻ bhyt | số thẻ bảo hiểm y tế'),
  f('phone', 'phone', sick, 'Điện thoại', 'Phone', 'sđt | số điện thoại | số đt | đt | điện thoại liên hệ | số điện thoại liên hệ | person.phone | telephone | phone number | phoneNumber | mobile | tel. persönlich'),
  f('address', 'text', ['case', 'contact', 'event'], 'Địa chỉ', 'Address', 'nơi ở | chỗ ở | chỗ ở hiện nay | nơi ở hiện tại | địa chỉ hiện tại | địa chỉ nơi ở | địa chỉ cư trú | nơi cư trú | số nhà | residence | addressLine1 | addresses address line 1 | person.address.street'),
  f('hamlet', 'text', sick, 'Thôn, tổ', 'Hamlet', 'thôn | tổ dân phố | tổ | thôn/tổ | xóm | ấp | bản | khu phố | thôn/bản | person.address.details'),
  f('commune', 'text', ['case', 'contact', 'event'], 'Xã, phường', 'Commune', 'xã | phường | xã/phường | phường/xã | xã phường | person.address.community | community | responsibleCommunity | admin_3_name'),
  f('district', 'text', ['case', 'contact', 'event'], 'Huyện, quận', 'District', 'huyện | quận | quận/huyện | huyện/thị xã | thị xã | responsibleDistrict | person.address.district | admin_2_name'),
  f('province', 'text', ['case', 'contact', 'event'], 'Tỉnh, thành phố', 'Province', 'tỉnh | tỉnh/thành phố | thành phố | tỉnh/tp | responsibleRegion | region | person.address.region | admin_1_name'),
  f('latitude', 'number', ['case', 'contact', 'event'], 'Vĩ độ', 'Latitude', 'lat | vĩ độ | reportLat | geoLocation.lat'),
  f('longitude', 'number', ['case', 'contact', 'event'], 'Kinh độ', 'Longitude', 'long | lon | lng | kinh độ | reportLon | geoLocation.lng'),
  f('occupation', 'text', sick, 'Nghề nghiệp', 'Occupation', 'nghề | công việc | person.occupationType | job'),
  f('workplace', 'text', sick, 'Nơi làm việc', 'Workplace', 'nơi làm việc/học tập | cơ quan | đơn vị công tác | nơi công tác | trường, lớp | workplace'),
  f('nationality', 'text', sick, 'Quốc tịch', 'Nationality', 'quốc tịch | citizenship | person.citizenship | country'),
  f('pregnant', 'yesno', ['case'], 'Mang thai', 'Pregnant', 'có thai | thai phụ | phụ nữ mang thai | pregnancy | pregnancyStatus | pregnancy_status'),

  // The case.
  f('reportedOn', 'date', ['case', 'contact', 'event'], 'Ngày báo cáo', 'Date of reporting', 'ngày công bố | ngày ghi nhận | ngày thông báo | ngày phát hiện | reportDate | report date | dateOfReporting | date_of_reporting | date_reported | reporting_date | dt_report | reportDateTime'),
  f('onsetOn', 'date', ['case'], 'Ngày khởi phát', 'Date of onset', 'khởi phát | ngày khởi bệnh | ngày có triệu chứng | ngày mắc | ngày bị bệnh | symptoms.onsetDate | dateOfOnset | date_of_onset | onset date | onset_date | dt_onset | symptom_onset | date_onset_symptoms | onset | ngày xuất hiện triệu chứng'),
  f('infectedOn', 'date', ['case'], 'Ngày phơi nhiễm', 'Date of infection', 'ngày nhiễm | ngày tiếp xúc nguồn lây | dateOfInfection | date_of_infection | infection_date | presumed_infected_date'),
  f('firstPositiveOn', 'date', ['case'], 'Ngày dương tính', 'Date of first positive', 'ngày có kết quả dương tính | ngày xét nghiệm dương tính | ngày lấy mẫu dương tính | ngày xác định | ngày khẳng định | confirm_date | date_confirmation | dt_diag | date of confirmation | positiveDate'),
  f('becameCaseOn', 'date', ['case'], 'Ngày thành F0', 'Date of becoming a case', 'dateBecomeCase | date_become_case'),
  f('classification', 'classification', ['case'], 'Phân loại', 'Classification', 'phân loại ca bệnh | phân loại ca | loại ca | caseClassification | case classification | đối tượng f'),
  f('severity', 'text', ['case'], 'Mức độ', 'Severity', 'mức độ bệnh | tình trạng bệnh | mức độ nặng'),
  f('outcome', 'outcome', ['case'], 'Kết quả điều trị', 'Outcome', 'kết cục | tình trạng hiện tại | tình trạng | kết quả | outcomeId | outcome_id'),
  f('outcomeOn', 'date', ['case'], 'Ngày kết quả', 'Date of outcome', 'ngày ra viện hoặc tử vong | ngày tử vong | dateOfOutcome | date_of_outcome | outcomeDate | dt_death | person.deathDate'),
  f('hospital', 'text', ['case'], 'Nơi điều trị', 'Hospital', 'cơ sở điều trị | bệnh viện | nơi cách ly điều trị | treatment_place | healthFacility | loc_hosp | hospitalization_centername'),
  f('hospitalisedOn', 'date', ['case'], 'Ngày nhập viện', 'Date of admission', 'ngày vào viện | nhập viện | hospitalization.admissionDate | date_of_hospitalisation | hospitalization_startdate | date_hospital'),
  f('dischargedOn', 'date', ['case'], 'Ngày ra viện', 'Date of discharge', 'ngày xuất viện | ra viện | hospitalization.dischargeDate | date_discharged | date_discharge | hospitalization_enddate | dischargeDate'),
  f('isolatedOn', 'date', sick, 'Ngày cách ly', 'Date of isolation', 'ngày bắt đầu cách ly | cách ly từ | từ ngày cách ly | hospitalization.isolationDate | isolation_startdate | quarantineFrom | date_quarantine | isolation date'),
  f('isolatedUntil', 'date', sick, 'Cách ly đến', 'Isolated until', 'ngày kết thúc cách ly | ngày hoàn thành cách ly | isolation_enddate | quarantineTo'),
  f('died', 'yesno', ['case'], 'Tử vong', 'Died', 'chết | dead | death'),
  f('symptoms', 'text', ['case'], 'Triệu chứng', 'Symptoms', 'triệu chứng lâm sàng | biểu hiện | symptom'),
  f('wasContact', 'yesno', ['case'], 'Từng là F1', 'Was a contact', 'wasContact | was_contact'),
  f('imported', 'yesno', ['case'], 'Ca nhập cảnh', 'Imported', 'nhập cảnh | ca xâm nhập'),
  f('sources', 'list', ['case'], 'Nguồn lây', 'Sources', 'nguồn lây nhiễm | lây từ | tiếp xúc với ca | tiếp xúc với bn | infected_by | infector | source_codes | related cases | infection_source | mã nguồn lây'),
  f('cluster', 'text', ['case', 'link'], 'Ổ dịch', 'Cluster', 'chùm ca bệnh | cụm | ổ dịch/chùm ca | clusterId'),
  f('setting', 'text', ['case', 'contact', 'link'], 'Nơi phát hiện, tiếp xúc', 'Setting', 'nơi phát hiện | nơi tiếp xúc | địa điểm tiếp xúc | hoàn cảnh tiếp xúc | exposure | context_of_exposure | exposure_type | exposureTypeId | contactProximity | infectionSetting'),

  // The contact.
  f('caseId', 'text', ['contact'], 'Tiếp xúc với ca', 'Source case', 'mã f0 | f0 liên quan | ca bệnh liên quan | tiếp xúc với | tiếp xúc f0 | relatedId | caseIdExternalSystem | sourceCaseUuid | source case id | caseReference'),
  f('level', 'text', ['contact'], 'Loại tiếp xúc', 'Contact level', 'f1/f2 | diện | loại f | phân loại tiếp xúc | đối tượng | contactCategory | risk_level | riskLevel'),
  f('firstContactOn', 'date', ['contact', 'link'], 'Ngày tiếp xúc đầu', 'First contact', 'ngày bắt đầu tiếp xúc | firstContactDate | dateOfFirstContact'),
  f('lastContactOn', 'date', ['contact', 'link'], 'Ngày tiếp xúc cuối', 'Date of last contact', 'ngày tiếp xúc | ngày tiếp xúc cuối cùng | ngày tiếp xúc gần nhất | thời gian tiếp xúc | lastContactDate | dateOfLastContact | date_of_last_contact | contactDate | contact date'),
  f('relation', 'text', ['contact', 'link'], 'Quan hệ', 'Relation', 'mối quan hệ | quan hệ với f0 | relationToCase | socialRelationshipTypeId | relation_detail'),
  f('followUpFrom', 'date', sick, 'Theo dõi từ', 'Follow-up from', 'ngày bắt đầu theo dõi | followUp.startDate | date_of_followup_start'),
  f('followUpUntil', 'date', sick, 'Theo dõi đến', 'Follow-up until', 'ngày kết thúc theo dõi | followUp.endDate | date_of_followup_end | followUpUntil'),
  f('followUpStatus', 'follow_up', sick, 'Tình trạng theo dõi', 'Follow-up status', 'followUpStatus | followUp.status | contact_status | trạng thái theo dõi'),
  f('becameCase', 'yesno', ['contact'], 'Đã thành ca bệnh', 'Became a case', 'became case | is_infection | wasCase | was_case'),

  // The link.
  f('source', 'text', ['link'], 'Từ ca', 'Source', 'ca nguồn | nguồn | from | from_case | source_uuid | source_visualid | sourcePerson | infector | id_index'),
  f('target', 'text', ['link'], 'Đến ca', 'Target', 'ca bị lây | người bị lây | to | to_case | target_uuid | target_visualid | targetPerson | case_id | id_contact'),
  f('certainty', 'text', ['link'], 'Mức chắc chắn', 'Certainty', 'certaintyLevelId | certainty_level'),

  // The visit of follow-up.
  f('contactId', 'text', ['visit'], 'Mã người tiếp xúc', 'Contact ID', 'contact_uuid | contact.id | contact_id | contact.visualId | mã f1'),
  f('visitedOn', 'date', ['visit'], 'Ngày theo dõi', 'Date of follow-up', 'ngày thăm | date_of_followup | date'),
  f('visitResult', 'visit_result', ['visit'], 'Kết quả theo dõi', 'Follow-up result', 'followup_status | statusId | status | kết quả thăm'),
  f('visitNumber', 'whole', ['visit'], 'Ngày thứ', 'Day number', 'followup_number | index | ngày theo dõi thứ'),
  f('team', 'text', ['visit'], 'Tổ', 'Team', 'team_id | teamId | tổ theo dõi'),
  f('temperature', 'number', ['visit'], 'Nhiệt độ', 'Temperature', 'thân nhiệt | symptoms.temperature'),

  // The test result.
  f('personId', 'text', ['result'], 'Mã người', 'Person ID', 'mã bệnh nhân | mã bn | personId | person id | case_id'),
  f('personName', 'text', ['result'], 'Họ và tên', 'Full name', 'họ tên | tên bệnh nhân | name'),
  f('sampleId', 'text', ['result'], 'Mã mẫu', 'Sample ID', 'mã bệnh phẩm | số mẫu | mã ống | mã xét nghiệm | sampleIdentifier | labSampleID | fieldSampleID | barcode'),
  f('sampledOn', 'date', ['result'], 'Ngày lấy mẫu', 'Date sampled', 'lấy mẫu ngày | thời gian lấy mẫu | dateSampleTaken | sampleDateTime'),
  f('receivedOn', 'date', ['result'], 'Ngày nhận mẫu', 'Date received', 'dateSampleDelivered | receivedDate'),
  f('testedOn', 'date', ['result'], 'Ngày xét nghiệm', 'Date tested', 'dateTesting | testDateTime'),
  f('resultedOn', 'date', ['result'], 'Ngày có kết quả', 'Date of result', 'ngày trả kết quả | dateOfResult | thời gian trả kết quả'),
  f('laboratory', 'text', ['result'], 'Phòng xét nghiệm', 'Laboratory', 'đơn vị xét nghiệm | nơi xét nghiệm | labName | lab'),
  f('material', 'text', ['result'], 'Loại mẫu', 'Sample type', 'loại bệnh phẩm | sampleType | sampleMaterial'),
  f('method', 'text', ['result'], 'Phương pháp', 'Test type', 'loại xét nghiệm | kỹ thuật | phương pháp xét nghiệm | testType'),
  f('result', 'test_result', ['result'], 'Kết quả xét nghiệm', 'Result', 'kết quả | kết quả xn | kq | testResult | pathogenTestResult'),
  f('ct', 'number', ['result'], 'Giá trị Ct', 'Ct value', 'ct | chỉ số ct | cqValue | quantitativeResult'),

  // The event.
  f('eventName', 'text', ['event'], 'Tên sự kiện', 'Event name', 'sự kiện | event_name | eventTitle | name'),
  f('heldOn', 'date', ['event'], 'Ngày diễn ra', 'Date of event', 'ngày tổ chức | date_of_event | startDate | date'),
  f('heldUntil', 'date', ['event'], 'Đến ngày', 'Until', 'endDate | ngày kết thúc'),
  f('note', 'text', ['case', 'contact', 'link', 'visit', 'result', 'event'], 'Ghi chú', 'Note', 'ghi chú thêm | chú thích | comment | comments | notes | description | remarks | additional_information | additionalDetails'),
]

export const fieldsOf = (entity: Entity): readonly Field[] => fields.filter((x) => x.entities.includes(entity))
export const fieldNamed = (entity: Entity, name: string): Field | undefined => fields.find((x) => x.name === name && x.entities.includes(entity))

/** What a row of each kind must say to be of use; each entry is "one of these". */
export const required: Readonly<Record<Entity, readonly (readonly string[])[]>> = {
  case: [['externalId', 'systemId', 'nationalCode', 'fullName', 'givenName', 'familyName']],
  contact: [['externalId', 'systemId', 'fullName', 'givenName', 'familyName']],
  link: [['source'], ['target']],
  visit: [['contactId'], ['visitedOn'], ['visitResult']],
  result: [['sampleId', 'personId', 'personName'], ['result']],
  event: [['eventName', 'systemId', 'externalId']],
}

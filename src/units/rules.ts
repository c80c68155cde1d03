/** Luật của đơn vị hành chính và tổ chức: pure, total; the day is always an argument. */
export * from './rules/units.ts'
export * from './rules/changes.ts'
export { findPlaces, isInRange, looseKey, readAddress, readPlace, readProvinceRange, type PlaceMatch, type PlaceText, type ProvinceRange } from './rules/places.ts'
export { findKind, kinds, lines, type Family, type Kind, type Line, type OrganisationLevel } from './rules/kinds.ts'
export { describe as describeOrganisation, type Described } from './rules/names.ts'
export { heirsOf, organisationIndex, organisationsOn, withDescendants, wouldLoop, type KnownOrganisation, type OrganisationIndex, type OrganisationSuccession, type OrganisationVersion } from './rules/organisations.ts'
export { matchOrganisations, type MatchContext, type OrganisationMatch, type PhraseMatch, type Why } from './rules/matching.ts'
export { fields, kindOfName, mostRows, planImport, readDay, readMapping, type Existing, type Field, type ImportContext, type ImportPlan, type Mapping, type Planned, type RowIssue, type RowNote, type RowPlan, type Sheet } from './rules/import.ts'

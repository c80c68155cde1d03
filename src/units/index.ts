/** Đơn vị và tổ chức: the directory of the province. Other rooms come in here. */
export { loadUnits } from './load.ts'
export { applyImport, previewImport } from './imports.ts'
export { readShippedUnits } from './data.ts'
export { organisationsOf, unitsOf } from './directory.ts'
export { getOrganisation, getUnit, listOrganisations, listUnits, matchPhrases } from './queries.ts'
export { unitsRoutes } from './routes.ts'
export { unitsSentences, type UnitsRefusal } from './refusals.ts'
export {
  describeOrganisation, existsOn, findByCode, findKind, findPlaces, kindOfName, kinds, matchOrganisations, organisationIndex, parentChain, successorsOn, unitIndex, unitsBelow, withDescendants,
  type Line, type MatchContext, type OrganisationIndex, type OrganisationMatch, type OrganisationVersion, type PhraseMatch, type Unit, type UnitIndex, type Why,
} from './rules.ts'
export { kindWord, lineWords, sayWhy } from './rules/words.ts'

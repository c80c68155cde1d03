/** Pure rules of the room: names, numbers, phones, birth dates, matching, merging. */
export { birthOf, compareBirth, readBirth, swappedDay, type Birth, type Precision } from './rules/birth.ts'
export { readCard, readSex, type Card } from './rules/card.ts'
export { citizenParts, compareNumbers, identifierKinds, identifierWarnings, maskedNumber, nearNumbers, readIdentifier, type Identifier, type IdentifierKind, type IdentifierWarning, type Sex } from './rules/identifiers.ts'
export { match, type Answer, type Evidence, type Match } from './rules/match.ts'
export { maskedName, nameKeys, type NameKeys } from './rules/names.ts'
export { matchPersons, personFeatures, vietnam, type PersonFacts } from './rules/person.ts'
export { readPhone, showPhone } from './rules/phones.ts'

/** Soạn thảo văn bản: drawing papers in the legal form, checking them, and comparing an upper paper with those below it. */
import { compilePdf } from '../../platform/print/pdf.ts'
import { orRefuse } from '../../platform/refusal.ts'
import { docxOf } from './docx.ts'
import { pageTemplate } from './page.typ.ts'
import { composePage } from './rules/compose.ts'
import type { DraftDocument } from './rules/draft.ts'
import type { LayoutSettings } from './rules/layout.ts'

export type { DraftDocument, DraftItem, DraftSigner, SigningCapacity, Urgency } from './rules/draft.ts'
export type { LayoutId, LayoutRules, LayoutSettings } from './rules/layout.ts'
export type { PagePlan } from './rules/plan.ts'
export { layoutFor, layouts, withSettings } from './rules/choose.ts'
export { abolishedUnits, checkDraft, districtsEnded, type DraftFinding } from './rules/check.ts'
export { composePage } from './rules/compose.ts'
export { citation, dateLine, longDate, numberAndSymbol, numberLine, shortDate, signOff, symbolFor } from './rules/forms.ts'
export { openingOf, proposeImplementing, unitBlank, type Proposal, type ProposalNote, type ReceivingOrgan, type UpperForDrafting } from './rules/implementing.ts'
export { handlingRegister, incomingRegister, outgoingRegister, type HandlingEntry, type IncomingEntry, type OutgoingEntry, type RegisterHeader } from './rules/registers.ts'
export { arrivalStamp, type ArrivalStamp } from './rules/stamp.ts'
export type { Clause, ClauseDeadline, ClauseReference, ClauseReporting, SubClause } from './rules/clauses.ts'
export {
  addressedTo, coverage, type AddressedUnit, type Coverage, type DocumentFinding, type Evidence, type ItemCoverage, type ItemState, type LowerDocument, type UpperDocument, type Weakness,
} from './rules/coverage.ts'
export { statementsOf, type Span, type Statement } from './rules/statements.ts'
export { findType, mayIssue, partyTypes, stateTypes, typesOf, type DocumentType, type IssuingSystem, type OrganKind } from './rules/types.ts'
export { draftingSentences, type DraftingRefusal } from './refusals.ts'

/** The paper as DOCX, in the form of its system and date. Throws `Refused` for what cannot be drawn; what is doubtful is `checkDraft`'s. */
export const writeDocx = (draft: DraftDocument, settings: LayoutSettings = {}): Promise<Uint8Array> => docxOf(orRefuse(composePage(draft, settings)), draft.issuer.normalize('NFC'))

/** The same paper as a tagged PDF, same geometry. */
export const writePdf = (draft: DraftDocument, settings: LayoutSettings = {}): Uint8Array => compilePdf(pageTemplate, orRefuse(composePage(draft, settings)))

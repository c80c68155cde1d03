import { serve, type Served } from '../platform/http/index.ts'
import { acknowledgeAct, endDirective } from './commands-acts.ts'
import { assignDirective } from './commands-assign.ts'
import { attachFiles, removeAttachment } from './commands-attachments.ts'
import { setProvinceRegisters, setRegisterBook } from './commands-books.ts'
import { cancelRegistration, confirmDirective, correctDirective, saveWorking, updateEntry } from './commands-confirm.ts'
import { makeCopy } from './commands-copies.ts'
import { enterSecretLine } from './commands-secret.ts'
import { receiveDelivery, refuseDelivery, sendDirective, setDeliveryState } from './commands-delivery.ts'
import { getEdxml, getStatusMessage, importEdxml, importStatus } from './commands-exchange.ts'
import { discardDirective, rereadDirective, uploadDirectives } from './commands-intake.ts'
import { addClauseToDraft, createDraft, decideCoverage, saveDraft, setUppers } from './commands-draft.ts'
import { issueDirective } from './commands-issue.ts'
import * as contract from './contract.ts'
import { getAssignment, previewAssignment } from './queries-assign.ts'
import { getRegisterSettings } from './queries-books.ts'
import { getCascade, getCoverage, getUnitCoverage } from './queries-coverage.ts'
import { getDraft, getPaper } from './queries-draft.ts'
import { getAttachment, getCopy } from './queries-parts.ts'
import { listDuties } from './queries-duties.ts'
import { exportRegister, listDesk, listInbox, listRegister } from './queries-register.ts'
import { findRegistered, getDirective, getDirectiveFile, getPageImage, getPageWords, getStamp } from './queries.ts'

export const directivesRoutes = (): Served[] => [
  serve(contract.uploadDirectives, async ({ who, files }) => uploadDirectives(who, await files())),
  serve(contract.findRegistered, ({ who, query }) => findRegistered(who, query)),
  serve(contract.listRegister, ({ who, params, query }) => listRegister(who, params.register, query)),
  serve(contract.exportRegister, ({ who, params, query }) => exportRegister(who, params.register, query)),
  serve(contract.attachFiles, async ({ who, params, files }) => attachFiles(who, params.id, await files())),
  serve(contract.removeAttachment, ({ who, params }) => removeAttachment(who, params.id, params.seq)),
  serve(contract.getAttachment, ({ who, params }) => getAttachment(who, params.id, params.seq)),
  serve(contract.enterSecretLine, ({ who, body }) => enterSecretLine(who, body)),
  serve(contract.endDirective, ({ who, params, body }) => endDirective(who, params.id, body)),
  serve(contract.acknowledgeAct, ({ who, params }) => acknowledgeAct(who, params.id)),
  serve(contract.makeCopy, ({ who, params, body }) => makeCopy(who, params.id, body)),
  serve(contract.getCopy, ({ who, params }) => getCopy(who, params.id, params.copyId)),
  serve(contract.getRegisterSettings, ({ who }) => getRegisterSettings(who)),
  serve(contract.setRegisterBook, ({ who, params, body }) => setRegisterBook(who, params.direction, body)),
  serve(contract.setProvinceRegisters, ({ who, body }) => setProvinceRegisters(who, body)),
  serve(contract.listDesk, ({ who, query }) => listDesk(who, query)),
  serve(contract.listInbox, ({ who, query }) => listInbox(who, query)),
  serve(contract.updateEntry, ({ who, params, body }) => updateEntry(who, params.entryId, body)),
  serve(contract.getDirective, ({ who, params }) => getDirective(who, params.id)),
  serve(contract.listDuties, ({ who, params, query }) => listDuties(who, params.id, query)),
  serve(contract.getPageWords, ({ who, params }) => getPageWords(who, params.id, params.page)),
  serve(contract.getPageImage, ({ who, params }) => getPageImage(who, params.id, params.page)),
  serve(contract.getDirectiveFile, ({ who, params }) => getDirectiveFile(who, params.id)),
  serve(contract.getStamp, ({ who, params }) => getStamp(who, params.id)),
  serve(contract.saveWorking, ({ who, params, body }) => saveWorking(who, params.id, body.version, body.working)),
  serve(contract.confirmDirective, ({ who, params, body }) => confirmDirective(who, params.id, body)),
  serve(contract.rereadDirective, ({ who, params }) => rereadDirective(who, params.id)),
  serve(contract.discardDirective, ({ who, params, body }) => discardDirective(who, params.id, body.reason)),
  serve(contract.correctDirective, ({ who, params, body }) => correctDirective(who, params.id, body)),
  serve(contract.cancelRegistration, ({ who, params, body }) => cancelRegistration(who, params.id, body.reason)),
  serve(contract.receiveDelivery, ({ who, params, body }) => receiveDelivery(who, params.id, body)),
  serve(contract.refuseDelivery, ({ who, params, body }) => refuseDelivery(who, params.id, body.reason)),
  serve(contract.setDeliveryState, ({ who, params, body }) => setDeliveryState(who, params.id, body.state)),
  serve(contract.sendDirective, ({ who, params, body }) => sendDirective(who, params.id, body.organisationIds)),
  serve(contract.getAssignment, ({ who, params }) => getAssignment(who, params.id)),
  serve(contract.previewAssignment, ({ who, params, body }) => previewAssignment(who, params.id, body)),
  serve(contract.assignDirective, ({ who, params, body }) => assignDirective(who, params.id, body)),
  serve(contract.createDraft, ({ who, body }) => createDraft(who, body)),
  serve(contract.getDraft, ({ who, params }) => getDraft(who, params.id)),
  serve(contract.saveDraft, ({ who, params, body }) => saveDraft(who, params.id, body.version, body.draft)),
  serve(contract.addClauseToDraft, ({ who, params, body }) => addClauseToDraft(who, params.id, body.version, body.upperClauseId)),
  serve(contract.setUppers, ({ who, params, body }) => setUppers(who, params.id, body.upperIds)),
  serve(contract.getCoverage, ({ who, params }) => getCoverage(who, params.id)),
  serve(contract.decideCoverage, ({ who, params, body }) => decideCoverage(who, params.id, body)),
  serve(contract.issueDirective, ({ who, params, body }) => issueDirective(who, params.id, body)),
  serve(contract.getPaper, ({ who, params, query }) => getPaper(who, params.id, query)),
  serve(contract.getEdxml, ({ who, params, query }) => getEdxml(who, params.id, query.to)),
  serve(contract.importEdxml, async ({ who, files }) => importEdxml(who, await files())),
  serve(contract.getStatusMessage, ({ who, params, query }) => getStatusMessage(who, params.id, query.state)),
  serve(contract.importStatus, async ({ who, files }) => importStatus(who, await files())),
  serve(contract.getCascade, ({ who, params }) => getCascade(who, params.id)),
  serve(contract.getUnitCoverage, ({ who, params }) => getUnitCoverage(who, params.id)),
]

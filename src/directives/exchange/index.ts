/** Trao đổi văn bản điện tử: edXML messages and status messages (QCVN 102:2016/BTTTT). */
export { exchangeLimits, readEdxml, writeEdxml, type ReadOptions } from './edxml.ts'
export { readStatus, writeStatus } from './status.ts'
export {
  businessKinds, documentIdOf, isOrganCode, priorityOf, stateOf, statusCodes, statusOf, urgencyOf,
  type BusinessKind, type EdxmlAttachment, type EdxmlCode, type EdxmlMessage, type EdxmlOrgan, type EdxmlReference, type EdxmlStaff, type ExchangeState, type Priority, type StatusCode, type StatusMessage, type Steering,
} from './rules.ts'
export { exchangeSentences, type ExchangeRefusal } from './refusals.ts'

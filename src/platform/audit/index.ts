export { audit, auditGroupStatement, verifyAudit, type AuditLine, type AuditVerdict } from './audit.ts'

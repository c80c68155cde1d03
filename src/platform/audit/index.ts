export { audit, verifyAudit, type AuditLine, type AuditVerdict } from './audit.ts'

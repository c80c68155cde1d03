import type { Tasks } from '../platform/jobs/index.ts'
import { endDuties } from './commands-acts.ts'
import { readDocument, readIssuedPages } from './commands-intake.ts'

type Payload = { provinceId: string; documentId: string }
/** What this room does a little later: reading, reading back, closing duties of a paper that was ended. */
export const directivesTasks: Tasks = {
  'directives.read': (payload, job) => readDocument((payload as Payload).provinceId, (payload as Payload).documentId, job),
  'directives.pages': (payload) => readIssuedPages((payload as Payload).provinceId, (payload as Payload).documentId),
  'directives.end-duties': endDuties,
}

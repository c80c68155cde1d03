import { serve, type Served } from '../platform/http/index.ts'
import * as commands from './commands.ts'
import * as contract from './contract.ts'
import * as queries from './queries.ts'

/** What the room serves. */
export const tracingRoutes = (): Served[] => [
  serve(contract.addContacts, ({ who, params, body }) => commands.addContacts(who, params.id, body.lines)),
  serve(contract.listContacts, ({ who, params }) => queries.listContacts(who, params.id)),
  serve(contract.voidExposure, ({ who, params, body }) => commands.voidExposure(who, params.id, body.reason)),
  serve(contract.listWork, ({ who, query }) => queries.listWork(who, query)),
  serve(contract.reachContact, ({ who, params, body }) => commands.reachContact(who, params.id, body)),
  serve(contract.whyLevel, ({ who, params, query }) => queries.whyLevel(who, params.id, query.disease)),
]

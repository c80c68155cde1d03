import { readAs } from '../platform/db/index.ts'
import { serve, type Served } from '../platform/http/index.ts'
import * as commands from './commands.ts'
import * as contract from './contract.ts'
import * as queries from './queries.ts'

/** What the room serves. */
export const protocolsRoutes = (): Served[] => [
  serve(contract.listProtocols, async ({ who }) => queries.listProtocols(who)),
  serve(contract.getProtocols, ({ who, params }) => readAs(who, (db) => queries.getProtocols(db, who, params.disease))),
  serve(contract.previewSwitch, ({ who, params, body }) => readAs(who, (db) => commands.whatWouldChange(db, who, params.disease, body))),
  serve(contract.switchProtocol, ({ who, params, body }) => commands.switchProtocol(who, params.disease, body)),
]

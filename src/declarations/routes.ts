import { serve, type Served } from '../platform/http/index.ts'
import * as contract from './contract.ts'
import * as queries from './queries.ts'

/** What the room serves to officers. */
export const declarationsRoutes = (): Served[] => [
  serve(contract.listDeclarations, ({ who, query }) => queries.listDeclarations(who, query)),
  serve(contract.getDeclaration, ({ who, params }) => queries.getDeclaration(who, params.id)),
  serve(contract.markVisited, ({ who, params, body }) => queries.markVisited(who, params.id, body)),
]

import { readAs } from '../platform/db/index.ts'
import { serve, servePublic, type Served } from '../platform/http/index.ts'
import * as commands from './commands.ts'
import * as contract from './contract.ts'
import * as queries from './queries.ts'

/** What the room serves. */
export const peopleRoutes = (): Served[] => [
  serve(contract.findPersons, ({ who, body }) => readAs(who, (db) => queries.findPersons(db, body.q, body.limit))),
  serve(contract.createPerson, ({ who, body }) => commands.createPerson(who, body).then((r) => ({ ...r, match: { ...r.match, evidence: [...r.match.evidence] } }))),
  serve(contract.getPerson, ({ who, params }) => readAs(who, (db) => queries.getPerson(db, who, params.id))),
  serve(contract.revealPerson, ({ who, params, body }) => commands.revealPerson(who, params.id, body.purpose)),
  serve(contract.listLooks, ({ who, params }) => readAs(who, async (db) => ({ looks: await queries.listLooks(db, (await queries.recordsOf(db, params.id)).keptId) }))),
  serve(contract.issueReceipt, ({ who, params }) => commands.giveReceipt(who, params.id)),
  servePublic(contract.looksByReceipt, async ({ body }) => ({ looks: await commands.looksByReceipt(body.code) })),
  serve(contract.changePerson, ({ who, params, body }) => commands.changePerson(who, params.id, body)),
  serve(contract.addNumber, ({ who, params, body }) => commands.addNumber(who, params.id, body)),
  serve(contract.endNumber, ({ who, params, body }) => commands.endNumber(who, params.id, body.numberId, body.reason)),
  serve(contract.addPhone, ({ who, params, body }) => commands.addPhone(who, params.id, body.number)),
  serve(contract.endPhone, ({ who, params, body }) => commands.endPhone(who, params.id, body.phoneId)),
  serve(contract.listPairs, ({ who, query }) => readAs(who, (db) => queries.listPairs(db, query.state, query.limit))),
  serve(contract.comparePersons, ({ who, body }) => commands.comparePersons(who, body)),
  serve(contract.decidePair, ({ who, body }) => commands.decidePair(who, body)),
  serve(contract.mergeTwo, ({ who, body }) => commands.mergeTwo(who, body)),
  serve(contract.undoMerge, ({ who, params, body }) => commands.undoMerge(who, params.id, body.reason)),
  serve(contract.listRepairs, ({ who, query }) => readAs(who, (db) => queries.listRepairs(db, query.limit))),
]

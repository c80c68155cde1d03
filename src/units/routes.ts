import { readAs } from '../platform/db/index.ts'
import { serve, type Served } from '../platform/http/index.ts'
import { Refused } from '../platform/refusal.ts'
import * as commands from './commands.ts'
import * as contract from './contract.ts'
import { shippedFile, shippedVersion } from './data.ts'
import * as imports from './imports.ts'
import * as queries from './queries.ts'

/** What the room serves. */
export const unitsRoutes = (): Served[] => [
  serve(contract.listUnits, ({ who, query }) => readAs(who, (db) => queries.listUnits(db, who, query))),
  serve(contract.getUnitMap, async ({ params, reply, request }) => {
    let bytes: Buffer
    try { bytes = shippedFile(`map/${params.name}.topo.json.gz`) } catch { throw new Refused({ code: 'record.not_found', kind: 'map', id: params.name } as never) }
    const tag = `"${shippedVersion().version}-${params.name}"`
    reply.header('etag', tag)
    if (request.headers['if-none-match'] === tag) { void reply.code(304).send(); return null }
    reply.header('content-encoding', 'gzip')
    return { bytes, mediaType: 'application/json; charset=utf-8', name: `${params.name}.topo.json`, inline: true, maxAgeSeconds: 86_400 }
  }),
  serve(contract.getUnit, ({ who, params, query }) => readAs(who, (db) => queries.getUnit(db, who, params.id, query.asOf))),
  serve(contract.listUnitChildren, ({ who, params, query }) => readAs(who, (db) => queries.listUnitChildren(db, params.id, query.asOf))),
  serve(contract.previewUnitChange, ({ who, body }) => readAs(who, (db) => commands.previewUnitChange(db, who, body))),
  serve(contract.changeUnits, ({ who, body }) => commands.changeUnits(who, body)),
  serve(contract.listOrganisations, ({ who, query }) => readAs(who, (db) => queries.listOrganisations(db, who, query))),
  serve(contract.exportOrganisations, ({ who, query }) => imports.exportOrganisations(who, query.asOf)),
  serve(contract.getOrganisation, ({ who, params, query }) => readAs(who, (db) => queries.getOrganisation(db, who, params.id, query.asOf))),
  serve(contract.createOrganisation, ({ who, body }) => commands.createOrganisation(who, body)),
  serve(contract.changeOrganisation, ({ who, params, body }) => commands.changeOrganisation(who, params.id, body)),
  serve(contract.closeOrganisation, ({ who, params, body }) => commands.closeOrganisation(who, params.id, body)),
  serve(contract.createPost, ({ who, params, body }) => commands.createPost(who, params.id, body)),
  serve(contract.closePost, ({ who, params, body }) => commands.closePost(who, params.id, body.lastDay)),
  serve(contract.matchPhrases, ({ who, body }) => readAs(who, (db) => queries.matchPhrasesNamed(db, body.phrases, body))),
  serve(contract.previewImport, async ({ who, query, files }) => imports.previewImport(who, query.on, await files())),
  serve(contract.importTemplate, () => imports.importTemplate()),
  serve(contract.applyImport, ({ who, params, body }) => imports.applyImport(who, params.file, body)),
]

import { serve, type Served } from '../platform/http/index.ts'
import { streamOf } from '../platform/files/index.ts'
import * as commands from './commands.ts'
import * as contract from './contract.ts'
import { exportBoard, exportMyWork } from './export.ts'
import * as queries from './queries.ts'

export const obligationRoutes = (): Served[] => [
  serve(contract.getMyWork, ({ who, query }) => queries.getMyWork(who, query)),
  serve(contract.exportMyWork, ({ who, query }) => exportMyWork(who, query.form)),
  serve(contract.getBoard, ({ who, query }) => queries.getBoard(who, query)),
  serve(contract.listByDeadline, ({ who, query }) => queries.listByDeadline(who, query)),
  serve(contract.listDirectivesGiven, ({ who, query }) => queries.listDirectivesGiven(who, query.asOf)),
  serve(contract.exportBoard, ({ who, query }) => exportBoard(who, query, query.form)),
  serve(contract.remindSilent, ({ who, body }) => commands.remindSilent(who, body)),
  serve(contract.getObligation, ({ who, params, query }) => queries.getObligation(who, params.id, query.asOf)),
  serve(contract.actOnObligation, ({ who, params, body }) => commands.actOnObligation(who, params.id, body)),
  serve(contract.splitObligation, ({ who, params, body }) => commands.splitObligation(who, params.id, body)),
  serve(contract.uploadEvidence, async ({ who, params, files }) => commands.keepEvidence(who, params.id, await files())),
  serve(contract.openEvidence, async ({ who, params }) => {
    const found = await queries.findEvidence(who, params.id, params.sha256)
    // Evidence may be anything a phone made; only pictures and PDF are shown in the page, the rest is saved.
    return { bytes: streamOf(params.sha256), mediaType: found.mediaType, name: found.name, inline: /^(image\/(png|jpe?g|webp|gif)|application\/pdf)$/.test(found.mediaType), maxAgeSeconds: 3600 }
  }),
  serve(contract.getScorecard, ({ who, params, query }) => queries.getScorecard(who, params.id, query.from, query.asOf)),
  serve(contract.listConflicts, ({ who, query }) => queries.listConflicts(who, query.organisationId)),
  serve(contract.listCalendar, ({ who, query }) => queries.listCalendar(who, query.from, query.to)),
  serve(contract.listFilters, ({ who }) => queries.listFilters(who)),
  serve(contract.saveFilter, ({ who, body }) => commands.saveFilter(who, body)),
  serve(contract.dropFilter, ({ who, params }) => commands.dropFilter(who, params.name)),
  serve(contract.listNotices, ({ who, query }) => queries.listNotices(who, query.before)),
  serve(contract.markNoticesRead, ({ who, body }) => commands.markNoticesRead(who, body.until)),
]

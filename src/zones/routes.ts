import { serve, type Served } from '../platform/http/index.ts'
import { writeTable } from '../platform/print/index.ts'
import { dayOf } from '../platform/dates.ts'
import * as commands from './commands.ts'
import * as contract from './contract.ts'
import * as queries from './queries.ts'
import { zoneWords } from './words.ts'

/** What the room serves. */
export const zonesRoutes = (): Served[] => [
  serve(contract.listZones, ({ who, query }) => queries.listZones(who, query)),
  serve(contract.exportZones, async ({ who, query }) => {
    const list = await queries.listZones(who, query)
    const t = zoneWords[query.language]
    const bytes = await writeTable({
      title: t.tableTitle, organisation: { parent: null, name: who.organisationName }, cutoff: list.at, language: query.language, numbered: true,
      columns: [{ header: t.unit, width: 55, kind: 'text' }, { header: t.population, width: 22, kind: 'integer' }, { header: t.level(1).replace(/ ?1/, ''), width: 20, kind: 'text' }, { header: t.distancing.ct15.replace(/ ?15/, ''), width: 30, kind: 'text' }, { header: t.since, width: 35, kind: 'instant' }, { header: t.until, width: 35, kind: 'instant' }, { header: t.from, width: 35, kind: 'text' }, { header: t.parts, width: 60, kind: 'text' }],
      rows: list.units.map((u) => [u.unit.name, u.unit.population, u.level === null ? null : t.level(u.level), [u.distancing ? t.distancing[u.distancing] : '', u.lockdown ? t.lockdown : ''].filter(Boolean).join(', ') || null, u.since, u.until, u.levelFrom?.name ?? u.distancingFrom?.name ?? null,
        u.parts.map((p) => `${p.name}: ${[p.level ? t.level(p.level) : '', p.distancing ? t.distancing[p.distancing] : '', p.lockdown ? t.lockdown : ''].filter(Boolean).join(', ')}`).join('; ') || null]),
    })
    return { bytes, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', name: `${t.file}-${dayOf(list.at)}.xlsx` }
  }),
  serve(contract.getZone, ({ who, params, query }) => queries.getZone(who, params.unitId, query)),
  serve(contract.previewZoneDecision, ({ who, body }) => commands.previewZoneDecision(who, body)),
  serve(contract.decideZones, ({ who, body }) => commands.decideZones(who, body)),
]

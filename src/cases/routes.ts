import { nowInstant, today } from '../platform/clock.ts'
import { readAs } from '../platform/db/index.ts'
import { serve, type Served } from '../platform/http/index.ts'
import { writeTable } from '../platform/print/index.ts'
import { listOf, getCatalogue } from '../protocols/index.ts'
import * as commands from './commands.ts'
import * as contract from './contract.ts'
import * as queries from './queries.ts'
import { caseWords } from './words.ts'

const most = 20_000

/** What the room serves. */
export const casesRoutes = (): Served[] => [
  serve(contract.findCases, ({ who, body }) => queries.listCases(who, body)),
  serve(contract.exportCases, ({ who, query }) => readAs(who, async (db) => {
    const t = caseWords[query.language]
    const filters = contract.CaseFilters.parse({ disease: query.disease, classification: query.classification ?? null, open: query.open === '1', limit: 200 })
    const cases: contract.CaseLine[] = []
    for (let cursor: string | null = null, first = true; (first || cursor !== null) && cases.length < most; first = false) { const page = await queries.findCases(db, { ...filters, cursor }); cases.push(...page.cases); cursor = page.next }
    const settings = new Map(listOf(await getCatalogue(db, who.provinceId, query.disease, today()), 'case_setting', today()).map((s) => [s.code, s[query.language]]))
    const bytes = await writeTable({
      title: t.tableTitle, organisation: { parent: null, name: who.organisationName }, cutoff: nowInstant(), language: query.language, numbered: true,
      columns: [{ header: t.code, width: 25, kind: 'text' }, { header: t.person, width: 35, kind: 'text' }, { header: t.birthYear, width: 16, kind: 'integer' }, { header: t.sex, width: 14, kind: 'text' }, { header: t.unit, width: 45, kind: 'text' }, { header: t.className, width: 25, kind: 'text' }, { header: t.reportedOn, width: 22, kind: 'day' }, { header: t.onsetOn, width: 22, kind: 'day' }, { header: t.setting, width: 28, kind: 'text' }, { header: t.cluster, width: 30, kind: 'text' }, { header: t.outcomeName, width: 20, kind: 'text' }],
      rows: cases.map((c) => [c.code, c.person.name, c.person.birthYear, c.person.sex === null ? null : t[c.person.sex], c.unit?.name ?? null, c.classifiedBy === 'open' ? `${t.classification[c.classification]}, ${t.by.open}` : t.classification[c.classification], c.reportedOn, c.onsetOn, c.setting === null ? null : settings.get(c.setting) ?? c.setting, c.cluster, c.outcome === null ? null : t.outcome[c.outcome]]),
    })
    return { bytes, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', name: `${t.file}-${query.disease}-${today()}.xlsx` }
  })),
  serve(contract.getCaseForm, ({ who, params, query }) => queries.getCaseForm(who, params.disease, query.on ?? today())),
  serve(contract.classifyCase, ({ who, body }) => queries.classifyCase(who, body)),
  serve(contract.openCaseRoute, ({ who, body }) => commands.openOne(who, body)),
  serve(contract.getCase, ({ who, params }) => readAs(who, (db) => queries.getCase(db, who, params.id))),
  serve(contract.openForm, ({ who, params }) => commands.openForm(who, params.id)),
  serve(contract.keepDraft, ({ who, params, body }) => commands.keepDraft(who, params.id, body.body)),
  serve(contract.changeCase, ({ who, params, body }) => commands.changeCase(who, params.id, body)),
  serve(contract.decideCase, ({ who, params, body }) => commands.decideCase(who, params.id, body)),
  serve(contract.listPlaces, async ({ who, query }) => ({ places: await readAs(who, (db) => queries.listPlaces(db, query.q)) })),
  serve(contract.addMilestone, ({ who, params, body }) => commands.addMilestone(who, params.id, body)),
  serve(contract.voidMilestone, ({ who, params, body }) => commands.voidMilestone(who, params.id, params.milestoneId, body.reason)),
]

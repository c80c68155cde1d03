/** Ca bệnh: cases, their class by the definition in force, their stays and their story. Other rooms come in here. */
import { sql, type Reads } from '../platform/db/index.ts'
import { registerPersonChild, registerPersonStory } from '../people/index.ts'
import { caseWords } from './words.ts'

registerPersonChild({ table: 'outbreak_case', column: 'person_id', how: 'follows', label: { vi: 'ca bệnh', en: 'cases' } })
registerPersonStory({
  room: 'cases', read: async (db, ids) => {
    const { rows } = await sql<{ id: string; at: string; caseId: string; kind: 'opened' | 'classified' | 'refuted' | 'outcome'; classification: keyof typeof caseWords.vi.classification; who: string | null }>`select e.id, e.at, e.case_id as "caseId", e.kind, coalesce(e.detail ->> 'classification', c.classification) as classification, v.name as who
      from case_event e join outbreak_case c on c.province_id = e.province_id and c.id = e.case_id
      left join lateral (select v.name from organisation_version v where v.province_id = e.province_id and v.organisation_id = e.organisation_id order by v.valid_from desc limit 1) v on true
      where e.province_id = current_province() and c.person_id = any(${[...ids]}::uuid[]) and e.kind in ('opened', 'classified', 'refuted', 'outcome') order by e.id desc limit 100`.execute(db as Reads)
    const say = (language: 'vi' | 'en', r: (typeof rows)[number]): string => { const t = caseWords[language]; return r.kind === 'opened' ? t.opened(t.classification[r.classification]) : r.kind === 'classified' ? t.classified(t.classification[r.classification]) : r.kind === 'refuted' ? t.refuted : t.outcomeSet }
    return rows.map((r) => ({ id: r.id, at: r.at, vi: say('vi', r), en: say('en', r), who: r.who, href: `/ca-benh/${r.caseId}` }))
  },
})

export { onCasesChanged, type CasesChange } from './changed.ts'
export { findOrCreatePlace, openOne } from './commands.ts'
export { OpenBody } from './contract.ts'
export { openCase, openCases, refuteCase, type NewCase, type Opened } from './open.ts'
export { caseFactsOf, type CaseFacts } from './queries.ts'
export { casesSentences, type CasesRefusal } from './refusals.ts'
export { casesRoutes } from './routes.ts'
export { isActive, type Classification } from './rules.ts'

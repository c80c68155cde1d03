/** Truy vết: contacts, levels and why. Other rooms come in here. */
import { registerPersonChild } from '../people/index.ts'

for (const column of ['source_id', 'target_id']) registerPersonChild({ table: 'exposure', column, how: 'follows', label: { vi: 'lần tiếp xúc', en: 'contacts' } })
registerPersonChild({ table: 'contact_state', column: 'person_id', how: 'stays' })
registerPersonChild({ table: 'contact_state', column: 'via_person', how: 'stays' })
registerPersonChild({ table: 'contact_history', column: 'person_id', how: 'stays' })

export { onLevelsChanged, type LevelChange } from './changed.ts'
export { addContacts, addExposures, type NewExposure } from './commands.ts'
export { ContactLine } from './contract.ts'
export { levelRuleOf, windowRuleOf } from './protocol.ts'
export { levelsOf } from './queries.ts'
export { casesChanged, recomputeLevels } from './recompute.ts'
export { tracingSentences, type TracingRefusal } from './refusals.ts'
export { tracingRoutes } from './routes.ts'

import { registerPersonChild, registerPersonStory, registerRetention } from '../people/index.ts'
import { eraseFromDeclarations, storyOfDeclarations } from './keeping.ts'

/** Khai báo y tế: what people say when they arrive, what the rules make of it, what the commune does. Other rooms come in here. */
export { declarationsRoutes } from './routes.ts'
export { declarationPages } from './pages/index.ts'
export { declarationsSentences, type DeclarationsRefusal } from './refusals.ts'
export { Draft } from './rules.ts'
export { newReceiptKey } from './receipt.ts'
export { submit, type Submission, type Submitted } from './store.ts'

registerPersonChild({ table: 'declaration_person', column: 'person_id', label: { vi: 'tờ khai y tế', en: 'declarations' } })
registerPersonStory({ room: 'declarations', read: storyOfDeclarations })
registerRetention({ room: 'declarations', erase: eraseFromDeclarations })

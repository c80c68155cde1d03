/** Luật của tờ khai: the answers of the form and what the rules in force make of them. Pure. */
export * from './rules/draft.ts'
export * from './rules/answer.ts'
export * from './rules/triage.ts'

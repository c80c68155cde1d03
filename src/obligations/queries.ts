/** What the room answers. Each file is one question. */
export * from './queries/my-work.ts'
export * from './queries/board.ts'
export * from './queries/view.ts'
export * from './queries/scorecard.ts'
export * from './queries/others.ts'

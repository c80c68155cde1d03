/** Luật của quy định: choosing, counting and explaining, over rows that are data. Pure and total; the day is always an argument. */
export * from './rules/shape.ts'
export * from './rules/conditions.ts'
export * from './rules/catalogue.ts'
export * from './rules/choose.ts'
export * from './rules/accessors.ts'
export * from './rules/zones.ts'
export * from './rules/compare.ts'
export * from './rules/answers.ts'

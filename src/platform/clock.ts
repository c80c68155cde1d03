import { AsyncLocalStorage } from 'node:async_hooks'
import { dayOf, type Instant, type PlainDate } from './dates.ts'

/** Đồng hồ: the only place that reads the time. Rules get it as an argument; commands ask here. */
const shifted = new AsyncLocalStorage<Instant>()

export const nowInstant = (): Instant => shifted.getStore() ?? new Date().toISOString()
export const today = (): PlainDate => dayOf(nowInstant())

/** Carries out work as if it were another moment: the history of the demonstration, and tests about time. The audit trail keeps the real moment. */
export const atMoment = <T>(at: Instant, work: () => Promise<T>): Promise<T> => shifted.run(at, work)

import type { Config } from '../platform/config.ts'
import type { Served } from '../platform/http/index.ts'
import type { Tasks } from '../platform/jobs/index.ts'
import { directivesRoutes, directivesTasks } from '../directives/index.ts'
import { obligationCrontab, obligationRoutes, obligationTasks } from '../obligations/index.ts'
import { peopleCrontab, peopleRoutes, peopleTasks } from '../people/index.ts'
import { setupCode, signInRoutes, type Auth } from '../sign-in/index.ts'
import { loadUnits, unitsRoutes } from '../units/index.ts'
import { zonesRoutes } from '../zones/index.ts'
import { declarationsRoutes } from '../declarations/index.ts'
import { protocolsRoutes } from '../protocols/index.ts'
import { casesRoutes } from '../cases/index.ts'
import { tracingRoutes } from '../tracing/index.ts'
import { connectRooms } from './connect.ts'
import { demoAccounts, seedDemo } from '../demo/index.ts'
import { nowInstant } from '../platform/clock.ts'
import { searchRoutes } from './search.ts'
import { database } from '../platform/db/index.ts'

// Reactions of one room to another stand from the moment the program knows its rooms.
connectRooms()

/** The rooms of the program, in one place: what they serve, what they do later, what they need at the first start. */
export const allRooms = (config: Config, auth: Auth): Served[] => [
  ...signInRoutes(config, auth, demoAccounts),
  ...unitsRoutes(),
  ...obligationRoutes(),
  ...directivesRoutes(),
  ...peopleRoutes(),
  ...zonesRoutes(),
  ...casesRoutes(),
  ...tracingRoutes(),
  ...protocolsRoutes(),
  ...declarationsRoutes(),
  ...searchRoutes(),
]

export const allTasks = (config: Config): Tasks => ({ ...obligationTasks(config), ...directivesTasks, ...peopleTasks })

/** Jobs by the clock (UTC). */
export const crontab = [obligationCrontab, peopleCrontab].join('\n')

/** Before the first answer: the administrative units that ship with the program; in the demonstration, its province. */
export async function firstStart(config: Config, auth: Auth): Promise<void> {
  const owner = await database().ownerClient()
  try { await loadUnits(owner) } finally { await owner.end() }
  // The set-up code exists before the first visitor can ask for it.
  if ((await database().systemPool.query('select 1 from account limit 1')).rowCount === 0 && config.mode === 'office') setupCode(config)
  if (config.mode === 'demo') await seedDemo(auth, nowInstant(), (message) => console.error(message))
}

import type { Config } from '../platform/config.ts'
import type { Served } from '../platform/http/index.ts'
import type { Tasks } from '../platform/jobs/index.ts'
import { signInRoutes, type Auth } from '../sign-in/index.ts'

/** The rooms of the program, in one place: what they serve, what they do later, what they need at the first start. */
export const allRooms = (config: Config, auth: Auth): Served[] => [
  ...signInRoutes(config, auth, async () => []),
]

export const allTasks = (_config: Config): Tasks => ({})

/** Jobs by the clock (UTC). */
export const crontab = ''

export async function firstStart(_config: Config, _auth: Auth): Promise<void> { /* rooms add themselves */ }

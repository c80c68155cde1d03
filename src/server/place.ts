import { createServer } from 'node:net'
import type { Config } from '../platform/config.ts'
// Straight from its file: the rest of the database's folder brings libraries that the start of PostgreSQL need not wait for.
import { lockFolder, startEmbedded, type EmbeddedServer } from '../platform/db/embedded.ts'
import { Refused } from '../platform/refusal.ts'

/**
 * Chỗ làm việc: the data folder, held by this program alone, and its database server on the way up. The server needs a tenth of a second to
 * come up; the program's own code is loaded meanwhile.
 */
export type Place = {
  /** The embedded server once it answers; none when the database is elsewhere (DATABASE_URL). */
  readonly server: Promise<EmbeddedServer | undefined>
  /** Stops whichever server runs now and gives the folder back. */
  readonly leave: () => Promise<void>
}

const portIsFree = (port: number, host: string): Promise<boolean> => new Promise((done) => {
  const s = createServer()
  s.once('error', () => done(false))
  s.listen(port, host, () => s.close(() => done(true)))
})

/** Takes the port's and the folder's word that they are free, and begins to start the database. */
export async function takePlace(config: Config): Promise<Place> {
  if (config.port !== 0 && !(await portIsFree(config.port, config.host))) throw new Refused({ code: 'start.port_taken', port: config.port } as never)
  const unlock = lockFolder(config.dataFolder)
  let leaving = false
  let running: EmbeddedServer | undefined
  // A database server that ends by itself (killed, out of memory) is started again; requests meanwhile get "database.unavailable".
  const again = (): void => {
    if (leaving) return
    void startEmbedded(config.dataFolder, again).then((s) => { running = s; if (leaving) void s.stop() }, () => { if (!leaving) setTimeout(again, 1000).unref() })
  }
  const server = config.databaseUrl ? Promise.resolve(undefined) : startEmbedded(config.dataFolder, again).then((s) => (running = s))
  // Its failure is told to the one who waits for it; until then it is not "unhandled".
  server.catch(() => undefined)
  return {
    server,
    leave: async () => {
      leaving = true
      await server.catch(() => undefined)
      await running?.stop()
      unlock()
    },
  }
}

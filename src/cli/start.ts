import type { Config } from '../platform/config.ts'
import { start } from '../server/start.ts'
import { setupCode } from '../sign-in/index.ts'
import { database } from '../platform/db/index.ts'

/** Runs until told to stop; a second signal ends at once. */
export async function startForeground(config: Config): Promise<number> {
  const began = performance.now()
  const running = await start(config)
  const ms = Math.round(performance.now() - began)
  console.log(`Tại Chỗ: ${running.address}  (${config.mode === 'demo' ? 'trình diễn / demonstration' : 'đơn vị / office'}, ${ms} ms)`)
  const { rows } = await database().systemPool.query<{ n: number }>('select count(*)::int as n from account')
  if (rows[0]!.n === 0) console.log(`Mã thiết lập quản trị đầu tiên · set-up code of the first administrator: ${setupCode(config)}`)
  return new Promise((done) => {
    let asked = false
    const stop = (): void => {
      if (asked) process.exit(130)
      asked = true
      void running.stop().then(() => done(0), (e) => { console.error(e); done(1) })
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    process.on('SIGHUP', stop)
  })
}

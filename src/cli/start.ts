import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '../platform/config.ts'
import { takePlace } from '../server/place.ts'

/** Runs until told to stop; a second signal ends at once. */
export async function startForeground(config: Config): Promise<number> {
  const began = performance.now()
  if (!config.databaseUrl && !existsSync(path.join(config.dataFolder, 'pgdata', 'PG_VERSION'))) console.error('Đang tạo cơ sở dữ liệu, chỉ lần đầu… (making the database, the first time only)')
  const place = await takePlace(config)
  // Loaded while the database comes up.
  const [{ start }, { setupCode }, { isConnectionLoss }] = await Promise.all([import('../server/start.ts'), import('../sign-in/index.ts'), import('../platform/db/index.ts')])
  const running = await start(config, place)
  // The job runner does not wait for its own "this job is done": when the database is killed under it, nobody hears the failed statement. Jobs
  // are carried out at least once, so the program goes on; whatever else was not foreseen is a bug and ends it.
  process.on('unhandledRejection', (reason) => {
    if (!isConnectionLoss(reason)) throw reason
    running.app.log.warn({ err: reason }, 'work in the background lost the database')
  })
  const ms = Math.round(performance.now() - began)
  // The address people open is the one passkeys and links are bound to.
  console.log(`Tại Chỗ đã sẵn sàng · ready (${ms} ms): ${config.port === 0 ? running.address : config.origin}`)
  console.log(`${config.mode === 'demo' ? 'Bản trình diễn · demonstration' : 'Bản làm việc · office'}; ${config.databaseUrl ? 'DATABASE_URL' : config.dataFolder}. Dừng: Ctrl-C · stop with Ctrl-C.`)
  const { rows } = await running.db.systemPool.query<{ n: number }>('select count(*)::int as n from account')
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

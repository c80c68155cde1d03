import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import { verifyAudit } from '../platform/audit/index.ts'
import { programRoot, type Config } from '../platform/config.ts'
import { bytesOf, hashOf } from '../platform/files/index.ts'
import { findDrift } from '../obligations/index.ts'
import { asSystem } from '../platform/db/index.ts'
import { Refused } from '../platform/refusal.ts'
import { databaseFault, startFault, unknownFault } from './faults.ts'
import { withDatabase } from './office.ts'

/** One thing looked at: well, worth a look, or wrong; and how to mend it. */
export type Finding = { readonly what: string; readonly state: 'good' | 'look' | 'wrong'; readonly vi: string; readonly en: string }

/** Khám: what is wrong with this installation and how to mend it. Reads only. */
export async function examine(config: Config): Promise<Finding[]> {
  const found: Finding[] = []
  const say = (what: string, state: Finding['state'], vi: string, en: string): void => { found.push({ what, state, vi, en }) }

  const [major = 0] = process.versions.node.split('.').map(Number)
  if (major >= 22) say('node', 'good', `Node ${process.versions.node}.`, `Node ${process.versions.node}.`)
  else say('node', 'wrong', `Node ${process.versions.node} quá cũ. Chạy lại “npm ci”; bản Node đúng đi kèm trong bộ cài.`, `Node ${process.versions.node} is too old. Run "npm ci" again; the right Node comes with the install.`)

  for (const [what, at] of [['program', path.join(programRoot(), 'dist', 'taicho.mjs')], ['pages', path.join(programRoot(), 'dist', 'web', 'index.html')]] as const)
    say(what, existsSync(at) ? 'good' : 'look', existsSync(at) ? 'Đã dựng.' : 'Chưa dựng; “npm start” sẽ tự dựng.', existsSync(at) ? 'Built.' : 'Not built yet; "npm start" builds it.')

  const folder = existsSync(config.dataFolder) ? config.dataFolder : path.dirname(config.dataFolder)
  try {
    accessSync(folder, constants.W_OK)
    const { bavail, bsize } = statfsSync(folder)
    const free = Math.round((bavail * bsize) / 1e9)
    if (free >= 2) say('disk', 'good', `Còn ${free} GB ở ${folder}.`, `${free} GB free at ${folder}.`)
    else say('disk', 'wrong', `Chỉ còn ${free} GB ở ${folder}. Dọn chỗ trước khi đĩa đầy.`, `Only ${free} GB free at ${folder}. Make room before the disk is full.`)
  } catch { say('disk', 'wrong', `Không ghi được vào ${folder}. Sửa quyền hoặc đặt TAICHO_DATA.`, `${folder} cannot be written. Mend its rights or set TAICHO_DATA.`) }

  if (config.dataFolder !== folder) say('data', 'look', `Chưa có thư mục dữ liệu ${config.dataFolder}; lần khởi động đầu tiên sẽ tạo.`, `There is no data folder ${config.dataFolder} yet; the first start makes it.`)

  const secret = path.join(config.dataFolder, 'secret')
  if (existsSync(secret) && (statSync(secret).mode & 0o077) !== 0) say('secret', 'wrong', `Tệp ${secret} đọc được bởi người khác. Chạy: chmod 600 ${secret}`, `${secret} can be read by others. Run: chmod 600 ${secret}`)

  if (!config.smtpUrl) say('mail', 'look', `Chưa đặt SMTP_URL: thư được ghi vào ${path.join(config.dataFolder, 'mail')}.`, `SMTP_URL is not set: mail is written to ${path.join(config.dataFolder, 'mail')}.`)

  try {
    await withDatabase(config, async (db) => {
      const { rows: [server] } = await db.systemPool.query<{ v: string; fsync: string; commit: string }>(`select current_setting('server_version') as v, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`)
      say('database', 'good', `PostgreSQL ${server!.v}.`, `PostgreSQL ${server!.v}.`)
      if (server!.fsync !== 'on' || server!.commit === 'off') say('durability', 'wrong', 'fsync hoặc synchronous_commit đang tắt: mất điện là mất dữ liệu. Bật lại trên máy chủ.', 'fsync or synchronous_commit is off: a power cut loses data. Turn it on at the server.')
      const owner = await db.ownerClient()
      try {
        const { rows: [jobs] } = await owner.query<{ failed: number; late: number }>(`select count(*) filter (where attempts >= max_attempts)::int as failed, count(*) filter (where attempts < max_attempts and run_at < now() - interval '10 minutes')::int as late from graphile_worker.jobs`)
        if (jobs!.failed || jobs!.late) say('jobs', 'look', `${jobs!.failed} việc nền thất bại hẳn, ${jobs!.late} việc chờ quá 10 phút. Xem nhật ký chương trình.`, `${jobs!.failed} jobs failed for good, ${jobs!.late} waiting for more than 10 minutes. See the program's log.`)
        else say('jobs', 'good', 'Không có việc nền tồn đọng.', 'No job is behind.')
      } finally { await owner.end() }
      const audit = await verifyAudit(db.system)
      if (audit.broken.length === 0) say('audit', 'good', `${audit.events} dòng nhật ký trong ${audit.chains} chuỗi, nguyên vẹn.`, `${audit.events} audit lines in ${audit.chains} chains, intact.`)
      else say('audit', 'wrong', `${audit.broken.length} chỗ nhật ký bị sửa hoặc mất. Chạy “taicho audit verify” và giữ nguyên hiện trạng.`, `${audit.broken.length} places of the audit trail were changed or lost. Run "taicho audit verify" and leave things as they are.`)
      const { rows: provinces } = await db.systemPool.query<{ id: string }>('select id from province')
      for (const { id } of provinces) {
        const { looked, drift } = await asSystem(id, (tx) => findDrift(tx, id))
        if (drift.length === 0) say('obligations', 'good', `${looked} nhiệm vụ: trạng thái lưu sẵn khớp với diễn biến.`, `${looked} obligations: what is prepared equals what the events say.`)
        else say('obligations', 'wrong', `${drift.length} nhiệm vụ có trạng thái lưu sẵn khác diễn biến, ví dụ ${JSON.stringify(drift[0])}. Báo cho người phát triển; diễn biến vẫn nguyên vẹn.`, `${drift.length} obligations differ from their events, for example ${JSON.stringify(drift[0])}. Tell the developers; the events are intact.`)
      }
      const { rows: files } = await db.systemPool.query<{ sha256: string }>('select sha256 from stored_file order by created_at desc limit 200')
      const bad: string[] = []
      for (const f of files) if (await bytesOf(f.sha256).then((b) => hashOf(b) !== f.sha256, () => true)) bad.push(f.sha256)
      if (bad.length) say('files', 'wrong', `${bad.length} tệp mất hoặc hỏng, ví dụ ${bad[0]}. Phục hồi từ bản sao lưu.`, `${bad.length} files are lost or damaged, for example ${bad[0]}. Restore them from a backup.`)
      else say('files', 'good', `${files.length} tệp mới nhất nguyên vẹn.`, `The newest ${files.length} files are intact.`)
    })
  } catch (e) {
    const fault = e instanceof Refused ? startFault(e.refusal, config) : databaseFault(e as Error, config) ?? unknownFault(e as Error, config)
    say('database', 'wrong', fault.vi, fault.en)
  }
  return found
}

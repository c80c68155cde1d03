import { Command, InvalidArgumentError } from 'commander'
import { readConfig } from '../platform/config.ts'
import { isPlainDate } from '../platform/dates.ts'
import { Refused } from '../platform/refusal.ts'
import { sentenceOf } from '../words/refusals.ts'
import { databaseFault } from './faults.ts'
import type { ImportOptions } from './import.ts'

const dayOption = (text: string): string => {
  if (!isPlainDate(text)) throw new InvalidArgumentError(both('Ghi ngày dạng 2026-07-01.', 'Write a day as 2026-07-01.'))
  return text
}

const both = (vi: string, en: string): string => `${vi} · ${en}`

/** The command `taicho`. Help stands in both languages; `--json` prints one JSON value on standard output. */
export async function runCommand(args: readonly string[]): Promise<number> {
  let code = 0
  const program = new Command('taicho').description(both('Tại Chỗ: chương trình chỉ huy phòng, chống dịch của một tỉnh', 'the program a province runs its epidemic command on'))
    .exitOverride().showHelpAfterError()

  program.command('start', { isDefault: true }).description(both('Khởi động chương trình', 'Start the program'))
    .option('--empty', both('bắt đầu trống, không có dữ liệu trình diễn', 'start clean, without the demonstration'))
    .option('--demo', both('mở tỉnh trình diễn', 'open the demonstration province'))
    .option('--port <n>', both('cổng', 'port'), Number)
    .option('--data <folder>', both('thư mục dữ liệu', 'data folder'))
    .action(async (flags: { empty?: boolean; demo?: boolean; port?: number; data?: string }) => {
      const { startForeground } = await import('./start.ts')
      code = await startForeground(readConfig(flags))
    })

  const json = ['--json', both('in một giá trị JSON', 'print one JSON value')] as const
  const data = ['--data <folder>', both('thư mục dữ liệu', 'data folder')] as const
  const demo = ['--demo', both('dữ liệu của bản trình diễn', 'the data of the demonstration')] as const
  type Common = { json?: boolean; data?: string; demo?: boolean }
  // Commands of an office work on the office's data; --demo names the demonstration's.
  const configOf = (f: Common) => readConfig({ ...f, empty: !f.demo })
  const print = (f: Common, value: unknown, words: () => string): void => { console.log(f.json ? JSON.stringify(value, null, 1) : words()) }

  program.command('read').description(both('Đọc văn bản chỉ đạo: tệp TXT, DOCX, PDF, ảnh quét', 'Read directives: TXT, DOCX, PDF, scans'))
    .argument('<files...>').option(...json)
    .action(async (files: string[], f: Common) => { code = await (await import('./read.ts')).readFiles(files, f.json ?? false) })

  program.command('import').description(both('Nhập cơ quan, đơn vị của tỉnh từ bảng tính XLSX hoặc CSV: xem trước, rồi ghi tất cả hoặc không gì cả', 'Import the organisations of the province from XLSX or CSV: previewed, then all or nothing'))
    .argument('<files...>').option('--dry-run', both('chỉ xem sẽ thay đổi gì, không ghi', 'only say what would change')).option('--on <day>', both('ngày có hiệu lực, YYYY-MM-DD (mặc định: hôm nay)', 'day from which the changes count (today by default)'), dayOption)
    .option('--as <email>', both('làm với tư cách người này; nhật ký ghi tên họ', 'do it as this person; the audit trail names them')).option('--close-absent', both('kết thúc những cơ quan không có trong bảng', 'close organisations that are not in the sheet')).option(...json).option(...data).option(...demo)
    .action(async (files: string[], f: Common & ImportOptions) => {
      const [{ withDatabase }, { importFiles }] = await Promise.all([import('./office.ts'), import('./import.ts')])
      code = await withDatabase(configOf(f), () => importFiles(files, f))
    })

  const user = program.command('user').description(both('Tài khoản', 'Accounts'))
  user.command('list').description(both('danh sách', 'list')).option(...json).option(...data).option(...demo).action(async (f: Common) => {
    const [{ withDatabase }, { listUsers }] = await Promise.all([import('./office.ts'), import('./user.ts')])
    const users = await withDatabase(configOf(f), listUsers)
    print(f, users, () => users.map((u) => `${u.email}\t${u.name}\t${u.posts.join('; ')}${u.disabled ? '\t(khóa · disabled)' : ''}`).join('\n') || both('Chưa có tài khoản.', 'No accounts yet.'))
  })
  user.command('password').description(both('đặt lại mật khẩu, kết thúc mọi phiên', 'reset a password, end all sessions')).argument('<email>').option(...json).option(...data).option(...demo).action(async (email: string, f: Common) => {
    const [{ withDatabase }, { resetUserPassword }] = await Promise.all([import('./office.ts'), import('./user.ts')])
    const config = configOf(f)
    const made = await withDatabase(config, (db) => resetUserPassword(config, db, email))
    print(f, made, () => `${made.email}: ${made.password}`)
  })
  user.command('add').description(both('tạo tài khoản giữ một chức vụ có sẵn', 'create an account that holds an existing post')).argument('<email>').requiredOption('--name <name>', both('họ tên', 'name')).requiredOption('--post <id>', both('mã chức vụ', 'id of the post')).option(...json).option(...data).option(...demo)
    .action(async (email: string, f: Common & { name: string; post: string }) => {
      const [{ withDatabase }, { addUser }] = await Promise.all([import('./office.ts'), import('./user.ts')])
      const config = configOf(f)
      const made = await withDatabase(config, (db) => addUser(config, db, { email, name: f.name, postId: f.post }))
      print(f, made, () => `${made.email}: ${made.password}`)
    })

  program.command('backup').description(both('Sao lưu cơ sở dữ liệu và tệp vào một thư mục', 'Back up database and files into a folder')).argument('<folder>').option(...json).option(...data).option(...demo).action(async (folder: string, f: Common) => {
    const [{ reach, ownerOf, fileFolder }, { backUp }] = await Promise.all([import('./office.ts'), import('../platform/backup/index.ts')])
    const config = configOf(f)
    const { where, release } = await reach(config)
    try {
      const m = await backUp(ownerOf(where), fileFolder(config), folder, new Date().toISOString())
      const rows = m.tables.reduce((n, t) => n + t.rows, 0)
      print(f, m, () => both(`Đã sao lưu ${rows} dòng, ${m.files.count} tệp vào ${folder}.`, `${rows} rows, ${m.files.count} files.`))
    } finally { await release() }
  })
  program.command('restore').description(both('Phục hồi bản sao lưu vào nơi trống', 'Restore a backup into an empty place')).argument('<folder>').option(...json).option(...data).option(...demo).action(async (folder: string, f: Common) => {
    const [{ reach, ownerOf, fileFolder, migrationsFolder }, { restore }] = await Promise.all([import('./office.ts'), import('../platform/backup/index.ts')])
    const config = configOf(f)
    const { where, release } = await reach(config)
    try {
      const m = await restore(folder, ownerOf(where), fileFolder(config), migrationsFolder())
      print(f, m, () => both(`Đã phục hồi bản sao lưu lúc ${m.at}.`, `Restored the backup of ${m.at}.`))
    } finally { await release() }
  })

  program.command('audit').description(both('Nhật ký', 'Audit trail')).command('verify').description(both('kiểm tra mọi chuỗi; mã thoát 1 nếu có chỗ bị sửa', 'verify every chain; exit code 1 if anything was changed')).option(...json).option(...data).option(...demo).action(async (f: Common) => {
    const [{ withDatabase }, { verifyAudit }] = await Promise.all([import('./office.ts'), import('../platform/audit/index.ts')])
    const v = await withDatabase(configOf(f), (db) => verifyAudit(db.system))
    code = v.broken.length ? 1 : 0
    print(f, v, () => [both(`${v.events} dòng, ${v.chains} chuỗi, ${v.broken.length} chỗ sai.`, `${v.events} lines, ${v.chains} chains, ${v.broken.length} wrong.`), ...v.broken.map((b) => `✗ ${b.chainId} ${b.seq} ${b.why}`)].join('\n'))
  })

  program.command('doctor').description(both('Khám chương trình: cái gì sai và cách sửa', 'Says what is wrong and how to mend it')).option(...json).option(...data).option(...demo).action(async (f: Common) => {
    const found = await (await import('./doctor.ts')).examine(configOf(f))
    code = found.some((x) => x.state === 'wrong') ? 1 : 0
    const mark = { good: '✓', look: '!', wrong: '✗' }
    print(f, found, () => found.map((x) => `${mark[x.state]} ${x.what}: ${x.vi}\n  ${x.en}`).join('\n'))
  })

  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (e) {
    if (e instanceof Refused) {
      const s = sentenceOf(e.refusal)
      console.error(args.includes('--json') ? JSON.stringify({ refusal: e.refusal, sentence: s }) : `${s.vi}\n${s.en}`)
      return 1
    }
    const exit = e as { code?: string; exitCode?: number }
    if (exit.code?.startsWith('commander.')) return exit.exitCode ?? 1
    // The database or the disk outside of us: a sentence, not a trace of our own code.
    const fault = databaseFault(e as Error, { databaseUrl: process.env['DATABASE_URL'], dataFolder: args[args.indexOf('--data') + 1 || args.length] ?? process.env['TAICHO_DATA'] ?? 'data' })
    if (fault) { console.error(`${fault.vi}\n${fault.en}`); return 1 }
    throw e
  }
  return code
}

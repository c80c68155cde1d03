import path from 'node:path'
import type { Config } from '../platform/config.ts'
import type { AnyRefusal } from '../platform/refusal.ts'
import { sentenceOf } from '../words/refusals.ts'

/** Hỏng hóc: what went wrong outside the program and how to mend it, in both languages. */
export type Fault = { readonly vi: string; readonly en: string }
type Where = Pick<Config, 'databaseUrl' | 'dataFolder'>
const logOf = (config: Where): string => path.join(config.dataFolder, 'log', 'postgres.log')

/** What PostgreSQL or the way to it complained of, with what to do. The complaint itself is kept: whoever helps from afar needs it. */
export function databaseFault(e: Error & { code?: string; syscall?: string; path?: string }, config: Where): Fault | undefined {
  const said = `${e.code ? `${e.code} ` : ''}${e.message}`
  const tell = (vi: string, en: string): Fault => ({ vi: `${vi} (${said})`, en: `${en} (${said})` })
  const log = logOf(config)
  // A missing file is not a missing server.
  if (e.code === 'ENOENT' && e.syscall !== 'connect') return undefined
  switch (e.code) {
    case 'ENOTFOUND': case 'EAI_AGAIN': return tell('Không tìm thấy máy chủ trong DATABASE_URL. Kiểm tra tên máy và mạng.', 'The host of DATABASE_URL was not found. Check its name and the network.')
    case 'ECONNREFUSED': case 'ENOENT': case 'ETIMEDOUT': case 'EHOSTUNREACH': case 'ECONNRESET':
      return config.databaseUrl ? tell('Không kết nối được máy chủ trong DATABASE_URL. Kiểm tra PostgreSQL đang chạy, đúng cổng, tường lửa cho qua.', 'The server of DATABASE_URL cannot be reached. Check that PostgreSQL runs, on this port, and that the firewall lets it through.')
        : tell(`PostgreSQL đi kèm không trả lời. Xem ${log}, dừng chương trình rồi khởi động lại.`, `The PostgreSQL that comes with the program does not answer. See ${log}, stop the program and start it again.`)
    case '28P01': case '28000': return tell('Máy chủ không nhận tài khoản trong DATABASE_URL. Sửa tên, mật khẩu, hoặc pg_hba.conf.', 'The server does not accept the account of DATABASE_URL. Mend the name, the password or pg_hba.conf.')
    case '3D000': return tell('Cơ sở dữ liệu trong DATABASE_URL chưa có. Tạo bằng: createdb <tên>', 'The database of DATABASE_URL does not exist. Make it with: createdb <name>')
    case '42501': return tell('Tài khoản trong DATABASE_URL thiếu quyền. Dùng tài khoản sở hữu cơ sở dữ liệu và được tạo vai trò (CREATEROLE).', 'The account of DATABASE_URL lacks rights. Use the owner of the database, with CREATEROLE.')
    case '53100': case 'ENOSPC': return tell('Đĩa đầy. Dọn chỗ rồi khởi động lại.', 'The disk is full. Make room and start again.')
    case '53300': return tell('Máy chủ hết kết nối. Tăng max_connections hoặc dừng bớt chương trình khác.', 'The server is out of connections. Raise max_connections or stop other programs.')
    case 'EACCES': case 'EPERM': return tell(`Thiếu quyền với ${e.path ?? config.dataFolder}. Chạy bằng đúng người dùng, hoặc sửa chủ sở hữu.`, `No right to ${e.path ?? config.dataFolder}. Run as the right user, or mend its owner.`)
    default: return undefined
  }
}

export const unknownFault = (e: Error, config: Where): Fault => ({
  vi: `Cơ sở dữ liệu không mở được (${e.message}). Xem ${logOf(config)}; nếu không rõ, gửi dòng này cho người phát triển.`,
  en: `The database does not open (${e.message}). See ${logOf(config)}; if that does not help, send this line to the developers.`,
})

/** The refusal in its own words; where PostgreSQL did not come up, what its last lines mean. */
export function startFault(refusal: AnyRefusal, config: Where): Fault {
  const said = sentenceOf(refusal)
  if (refusal.code !== 'database.start_failed' && refusal.code !== 'database.init_failed') return said
  const detail = String((refusal as { detail?: string }).detail ?? '')
  const advice = startAdvice.find(([pattern]) => pattern.test(detail))
  return advice ? { vi: `${said.vi}\n  → ${advice[1]}`, en: `${said.en}\n  → ${advice[2]}` }
    : { vi: `${said.vi}\n  → Xem ${logOf(config)} và gửi các dòng cuối cho người phát triển.`, en: `${said.en}\n  → See ${logOf(config)} and send its last lines to the developers.` }
}
const startAdvice: readonly (readonly [RegExp, string, string])[] = [
  [/no space left|disk full/i, 'Đĩa đầy: dọn chỗ rồi khởi động lại; dữ liệu đã ghi vẫn còn.', 'The disk is full: make room and start again; what was stored is kept.'],
  [/permission denied|operation not permitted|has wrong ownership|has invalid permissions/i, 'Sai quyền của thư mục dữ liệu: chạy bằng đúng người dùng đã tạo nó, hoặc sửa chủ sở hữu và đặt quyền 700 cho thư mục pgdata.', 'The rights of the data folder are wrong: run as the user who made it, or mend its owner and give pgdata the mode 700.'],
  [/shared memory|semaphore|cannot allocate memory|out of memory/i, 'Máy thiếu bộ nhớ: tắt bớt chương trình khác, cần ít nhất 1 GB trống.', 'The machine is short of memory: stop other programs; 1 GB should be free.'],
  [/invalid checkpoint|could not locate a valid checkpoint|invalid page|corrupt|could not open file/i, 'Dữ liệu hỏng: giữ nguyên thư mục này, phục hồi bản sao lưu gần nhất vào một thư mục trống bằng “taicho restore”.', 'The data are damaged: leave this folder as it is and restore the latest backup into an empty folder with "taicho restore".'],
  [/error while loading shared libraries|cannot execute|not found/i, 'Bộ cài thiếu tệp: chạy lại “npm ci”.', 'Files of the install are missing: run "npm ci" again.'],
]

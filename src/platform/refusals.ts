import type { Sentences } from './refusal.ts'

/** Refusals of the house itself: start, database, access, input. */
export type PlatformRefusal =
  | { code: 'start.folder_taken'; folder: string; pid: number }
  | { code: 'start.port_taken'; port: number }
  | { code: 'database.no_binaries'; platform: string }
  | { code: 'database.data_newer'; folder: string; found: number; expected: number }
  | { code: 'database.data_older'; folder: string; found: number; expected: number }
  | { code: 'database.folder_not_ours'; folder: string }
  | { code: 'database.init_failed'; folder: string; detail: string }
  | { code: 'database.start_failed'; folder: string; detail: string }
  | { code: 'database.server_stuck'; pid: number }
  | { code: 'database.socket_folder_taken'; folder: string }
  | { code: 'database.server_too_old'; found: string; expected: number }
  | { code: 'database.schema_newer'; found: number; expected: number }
  | { code: 'database.migration_changed'; number: number; name: string }
  | { code: 'database.unavailable' }
  | { code: 'request.invalid'; issues: { path: string; message: string }[] }
  | { code: 'request.too_large'; maxBytes: number }
  | { code: 'request.too_many'; retryAfterSeconds: number }
  | { code: 'request.not_found'; path: string }
  | { code: 'request.not_ours' }
  | { code: 'session.missing' }
  | { code: 'session.no_post' }
  | { code: 'permission.missing'; permission: string }
  | { code: 'record.not_found'; kind: string; id: string }
  | { code: 'record.changed'; kind: string; id: string }
  | { code: 'program.failed'; requestId: string }
  | { code: 'restore.not_empty'; folder: string }
  | { code: 'backup.damaged'; file: string; detail: string }

export const platformSentences: Sentences<PlatformRefusal> = {
  vi: {
    'start.folder_taken': (r) => `Thư mục dữ liệu ${r.folder} đang được một chương trình khác dùng (tiến trình ${r.pid}). Dừng chương trình kia, hoặc chọn thư mục khác bằng TAICHO_DATA.`,
    'start.port_taken': (r) => `Cổng ${r.port} đang được dùng. Dừng chương trình đang giữ cổng, hoặc chọn cổng khác bằng PORT.`,
    'database.no_binaries': (r) => `Không có PostgreSQL kèm theo cho máy ${r.platform}. Đặt DATABASE_URL tới một máy chủ PostgreSQL 15 trở lên.`,
    'database.data_newer': (r) => `Dữ liệu ở ${r.folder} thuộc PostgreSQL ${r.found}, mới hơn bản ${r.expected} của chương trình. Dữ liệu được giữ nguyên. Hãy dùng bản chương trình mới hơn.`,
    'database.data_older': (r) => `Dữ liệu ở ${r.folder} thuộc PostgreSQL ${r.found}, cũ hơn bản ${r.expected}. Dữ liệu được giữ nguyên. Sao lưu bằng bản chương trình cũ rồi phục hồi vào bản này.`,
    'database.folder_not_ours': (r) => `Thư mục ${r.folder} đã có tệp khác, không phải dữ liệu của chương trình. Chọn một thư mục trống.`,
    'database.init_failed': (r) => `Không tạo được cơ sở dữ liệu ở ${r.folder}: ${r.detail}`,
    'database.start_failed': (r) => `Cơ sở dữ liệu ở ${r.folder} không khởi động được: ${r.detail}. Chạy “taicho doctor” để xem cách sửa.`,
    'database.server_stuck': (r) => `Một máy chủ cơ sở dữ liệu cũ (tiến trình ${r.pid}) không chịu dừng. Dừng tiến trình đó rồi khởi động lại.`,
    'database.socket_folder_taken': (r) => `Thư mục ${r.folder} thuộc người dùng khác. Xóa thư mục đó hoặc đặt TMPDIR.`,
    'database.server_too_old': (r) => `Máy chủ cơ sở dữ liệu là PostgreSQL ${r.found}; cần bản ${r.expected} trở lên.`,
    'database.schema_newer': (r) => `Cơ sở dữ liệu ở bước ${r.found}, mới hơn chương trình (${r.expected}). Hãy cập nhật chương trình; dữ liệu được giữ nguyên.`,
    'database.migration_changed': (r) => `Bước cập nhật ${r.number} (${r.name}) đã khác với lúc áp dụng. Cài lại đúng bản chương trình.`,
    'database.unavailable': () => 'Cơ sở dữ liệu tạm thời không trả lời. Nội dung đã nhập vẫn còn; hãy thử lại sau vài giây.',
    'request.invalid': (r) => `Có ${r.issues.length} chỗ chưa đúng: ${r.issues.slice(0, 5).map((i) => `${i.path || 'nội dung'} (${i.message})`).join('; ')}.`,
    'request.too_large': (r) => `Tệp quá lớn. Tối đa ${Math.floor(r.maxBytes / 1_048_576)} MB.`,
    'request.too_many': (r) => `Gửi quá nhiều lần. Hãy thử lại sau ${r.retryAfterSeconds} giây.`,
    'request.not_found': (r) => `Không có địa chỉ ${r.path}.`,
    'request.not_ours': () => 'Yêu cầu không xuất phát từ màn hình của chương trình. Tải lại trang rồi thử lại.',
    'session.missing': () => 'Anh/chị chưa đăng nhập hoặc phiên đã hết. Đăng nhập lại; nội dung đang nhập được giữ trên máy này.',
    'session.no_post': () => 'Tài khoản chưa giữ chức vụ nào. Đề nghị quản trị giao chức vụ.',
    'permission.missing': (r) => `Chức vụ đang dùng không có quyền “${r.permission}”. Chuyển sang chức vụ khác hoặc đề nghị quản trị.`,
    'record.not_found': () => 'Không tìm thấy, hoặc không thuộc phạm vi của anh/chị.',
    'record.changed': () => 'Người khác vừa sửa nội dung này. Tải lại để xem bản mới; nội dung anh/chị nhập vẫn còn.',
    'program.failed': (r) => `Chương trình gặp lỗi và đã ghi lại (mã ${r.requestId}). Nội dung đã nhập vẫn còn; hãy thử lại.`,
    'restore.not_empty': (r) => `Thư mục ${r.folder} đã có dữ liệu. Chỉ phục hồi vào nơi trống.`,
    'backup.damaged': (r) => `Bản sao lưu ${r.file} bị hỏng: ${r.detail}. Dùng bản khác.`,
  },
  en: {
    'start.folder_taken': (r) => `The data folder ${r.folder} is in use by another program (process ${r.pid}). Stop it, or choose another folder with TAICHO_DATA.`,
    'start.port_taken': (r) => `Port ${r.port} is in use. Stop the program that holds it, or choose another with PORT.`,
    'database.no_binaries': (r) => `No PostgreSQL is shipped for ${r.platform}. Set DATABASE_URL to a PostgreSQL server, version 15 or newer.`,
    'database.data_newer': (r) => `The data in ${r.folder} belong to PostgreSQL ${r.found}, newer than this program's ${r.expected}. They are left untouched. Use a newer program.`,
    'database.data_older': (r) => `The data in ${r.folder} belong to PostgreSQL ${r.found}, older than ${r.expected}. They are left untouched. Back up with the old program and restore here.`,
    'database.folder_not_ours': (r) => `The folder ${r.folder} holds other files. Choose an empty folder.`,
    'database.init_failed': (r) => `The database could not be made in ${r.folder}: ${r.detail}`,
    'database.start_failed': (r) => `The database in ${r.folder} did not start: ${r.detail}. Run "taicho doctor" to see how to mend it.`,
    'database.server_stuck': (r) => `An older database server (process ${r.pid}) does not stop. End it and start again.`,
    'database.socket_folder_taken': (r) => `The folder ${r.folder} belongs to another user. Remove it or set TMPDIR.`,
    'database.server_too_old': (r) => `The database server is PostgreSQL ${r.found}; ${r.expected} or newer is needed.`,
    'database.schema_newer': (r) => `The database is at step ${r.found}, newer than the program (${r.expected}). Update the program; the data are left untouched.`,
    'database.migration_changed': (r) => `Step ${r.number} (${r.name}) differs from what was applied. Install the right program again.`,
    'database.unavailable': () => 'The database does not answer for the moment. What you typed is kept; try again in a few seconds.',
    'request.invalid': (r) => `${r.issues.length} place(s) are not right: ${r.issues.slice(0, 5).map((i) => `${i.path || 'content'} (${i.message})`).join('; ')}.`,
    'request.too_large': (r) => `The file is too large. At most ${Math.floor(r.maxBytes / 1_048_576)} MB.`,
    'request.too_many': (r) => `Too many requests. Try again in ${r.retryAfterSeconds} seconds.`,
    'request.not_found': (r) => `There is no address ${r.path}.`,
    'request.not_ours': () => 'The request did not come from the program\'s own screens. Reload the page and try again.',
    'session.missing': () => 'You are not signed in, or the session has ended. Sign in again; what you typed is kept on this device.',
    'session.no_post': () => 'This account holds no post. Ask an administrator for one.',
    'permission.missing': (r) => `The post you act for lacks the permission "${r.permission}". Switch posts or ask an administrator.`,
    'record.not_found': () => 'Not found, or not within your area.',
    'record.changed': () => 'Somebody else has just changed this. Reload to see it; what you typed is kept.',
    'program.failed': (r) => `The program failed and noted it (code ${r.requestId}). What you typed is kept; try again.`,
    'restore.not_empty': (r) => `The folder ${r.folder} already holds data. Restore only into an empty place.`,
    'backup.damaged': (r) => `The backup ${r.file} is damaged: ${r.detail}. Use another one.`,
  },
}

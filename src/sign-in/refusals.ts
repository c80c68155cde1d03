import type { Sentences } from '../platform/refusal.ts'

export type SignInRefusal =
  | { code: 'account.email_taken'; email: string }
  | { code: 'account.password_weak'; minimum: number }
  | { code: 'account.not_found'; id: string }
  | { code: 'account.last_admin' }
  | { code: 'account.may_not'; email: string; permission: string }
  | { code: 'account.name_one'; emails: string[] }
  | { code: 'setup.done' }
  | { code: 'setup.code_wrong' }
  | { code: 'demo.only' }
  | { code: 'post.not_held'; postId: string }
  | { code: 'post.not_found'; id: string }
  | { code: 'handover.same_person' }
  | { code: 'handover.not_holder' }

export const signInSentences: Sentences<SignInRefusal> = {
  vi: {
    'account.email_taken': (r) => `Địa chỉ ${r.email} đã có tài khoản. Dùng địa chỉ khác, hoặc giao thêm chức vụ cho tài khoản đó.`,
    'account.password_weak': (r) => `Mật khẩu cần ít nhất ${r.minimum} ký tự và không lặp lại một vài ký tự.`,
    'account.not_found': () => 'Không có tài khoản này.',
    'account.last_admin': () => 'Đây là quản trị cuối cùng. Giao quyền quản trị cho người khác trước.',
    'account.may_not': (r) => `${r.email} không giữ chức vụ nào có quyền làm việc này (${r.permission}). Chọn người khác bằng --as, xem “taicho user list”.`,
    'account.name_one': (r) => (r.emails.length === 0 ? 'Chưa có tài khoản nào có quyền làm việc này. Mở chương trình, tạo quản trị đầu tiên rồi chạy lại.' : `Nhiều người có quyền làm việc này. Ghi rõ ai bằng --as: ${r.emails.join(', ')}.`),
    'setup.done': () => 'Chương trình đã có quản trị. Hãy đăng nhập.',
    'setup.code_wrong': () => 'Mã thiết lập không đúng. Xem mã trong cửa sổ đã khởi động chương trình, hoặc trong tệp setup-code của thư mục dữ liệu.',
    'demo.only': () => 'Chỉ có trong bản trình diễn.',
    'post.not_held': () => 'Anh/chị không giữ chức vụ này. Chọn một chức vụ trong danh sách của mình.',
    'post.not_found': () => 'Không có chức vụ này, hoặc chức vụ đã bãi bỏ.',
    'handover.same_person': () => 'Người nhận đang giữ chính chức vụ này. Chọn người khác.',
    'handover.not_holder': () => 'Người bàn giao không giữ chức vụ này.',
  },
  en: {
    'account.email_taken': (r) => `${r.email} already has an account. Use another address, or give that account one more post.`,
    'account.password_weak': (r) => `The password needs at least ${r.minimum} characters and not the same few over again.`,
    'account.not_found': () => 'There is no such account.',
    'account.last_admin': () => 'This is the last administrator. Make somebody else one first.',
    'account.may_not': (r) => `${r.email} holds no post that may do this (${r.permission}). Name somebody else with --as; "taicho user list" shows everybody.`,
    'account.name_one': (r) => (r.emails.length === 0 ? 'No account may do this yet. Open the program, create the first administrator and run this again.' : `Several people may do this. Say who with --as: ${r.emails.join(', ')}.`),
    'setup.done': () => 'The program already has an administrator. Please sign in.',
    'setup.code_wrong': () => 'The set-up code is not right. It stands in the window that started the program, and in the file setup-code of the data folder.',
    'demo.only': () => 'Only in the demonstration.',
    'post.not_held': () => 'You do not hold this post. Choose one from your list.',
    'post.not_found': () => 'There is no such post, or it was abolished.',
    'handover.same_person': () => 'The receiver already holds this post. Choose somebody else.',
    'handover.not_holder': () => 'The person handing over does not hold this post.',
  },
}

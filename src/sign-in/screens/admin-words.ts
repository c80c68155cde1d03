import { defineWords } from '../../words/words.ts'

export const adminWords = defineWords({
  vi: {
    title: 'Tài khoản, chức vụ', answer: (n: string, more: boolean) => (more ? `Hơn ${n} người có tài khoản.` : `${n} người có tài khoản.`), answerFound: (n: string) => `${n} người khớp.`, list: 'Tài khoản',
    filter: 'Lọc theo tên, thư điện tử', none: 'Không có ai khớp', noneText: 'Thử ít chữ hơn, hoặc mở tài khoản mới.', create: 'Mở tài khoản', noPost: 'chưa giữ chức vụ', disabled: 'đã khóa',
    name: 'Họ và tên', email: 'Thư điện tử', emailHint: 'Dùng để đăng nhập và nhận thông báo.', phone: 'Điện thoại', optional: 'không bắt buộc', password: 'Mật khẩu ban đầu', passwordHint: 'Từ 12 ký tự. Trao tận tay; người dùng đổi lại ở trang Tài khoản.', created: (name: string) => `Đã mở tài khoản cho ${name}.`,
    reset: 'Đặt lại mật khẩu', resetText: (name: string) => `Mọi phiên đang mở của ${name} sẽ kết thúc. Trao mật khẩu mới tận tay.`, resetDone: 'Đã đặt lại mật khẩu.', newPassword: 'Mật khẩu mới',
    disable: 'Khóa tài khoản', disableText: (name: string) => `${name} sẽ không đăng nhập được và mọi phiên kết thúc ngay. Nhiệm vụ thuộc về chức vụ nên vẫn còn; hãy bàn giao chức vụ cho người khác.`, disabledDone: 'Đã khóa tài khoản.', enable: 'Mở khóa', enabledDone: 'Đã mở khóa tài khoản.',
    posts: 'Chức vụ đang giữ', post: 'Chức vụ', organisation: 'Đơn vị', handOver: 'Bàn giao', handOverTitle: (post: string) => `Bàn giao chức vụ ${post}`, handOverText: 'Nhiệm vụ, văn bản và lịch của chức vụ chuyển nguyên vẹn cho người nhận. Việc bàn giao được ghi vào nhật ký.', to: 'Người nhận', note: 'Ghi chú bàn giao', handedOver: (n: string) => `Đã bàn giao, ${n} nhiệm vụ đang mở chuyển theo.`, unknown: 'Không tìm thấy tài khoản này trong danh sách đang xem.',
    give: 'Giao chức vụ', giveTitle: (name: string) => `Giao chức vụ cho ${name}`, giveText: 'Một người giữ được nhiều chức vụ; một chức vụ có thể do nhiều người giữ.', gave: 'Đã giao chức vụ.',
    audit: 'Nhật ký', auditAnswer: 'Mọi thay đổi và mọi lần xem hồ sơ một người đều ghi ở đây, không ai sửa được.', auditNone: 'Chưa có dòng nào', auditNoneText: 'Việc đầu tiên làm với chức vụ này sẽ hiện ở đây.', at: 'Lúc', who: 'Ai', did: 'Việc', what: 'Đối tượng', detail: 'Chi tiết', seq: 'Số', kind: 'Lọc theo loại đối tượng', system: 'hệ thống',
  },
  en: {
    title: 'Accounts and posts', answer: (n: string, more: boolean) => (more ? `More than ${n} people have an account.` : `${n} people have an account.`), answerFound: (n: string) => `${n} people match.`, list: 'Accounts',
    filter: 'Filter by name or e-mail', none: 'Nobody matches', noneText: 'Try fewer letters, or open a new account.', create: 'Open an account', noPost: 'holds no post', disabled: 'disabled',
    name: 'Full name', email: 'E-mail', emailHint: 'For signing in and for notices.', phone: 'Telephone', optional: 'optional', password: 'First password', passwordHint: '12 characters or more. Hand it over in person; it is changed on the Account page.', created: (name: string) => `An account was opened for ${name}.`,
    reset: 'Reset the password', resetText: (name: string) => `All open sessions of ${name} end. Hand the new password over in person.`, resetDone: 'The password was reset.', newPassword: 'New password',
    disable: 'Disable the account', disableText: (name: string) => `${name} can no longer sign in and all sessions end at once. Duties belong to the post and stay; hand the post over to somebody.`, disabledDone: 'The account was disabled.', enable: 'Enable', enabledDone: 'The account was enabled.',
    posts: 'Posts held', post: 'Post', organisation: 'Organisation', handOver: 'Hand over', handOverTitle: (post: string) => `Hand over the post ${post}`, handOverText: 'Duties, documents and calendar of the post pass whole to the receiver. The handover is written into the audit trail.', to: 'Receiver', note: 'Note', handedOver: (n: string) => `Handed over, with ${n} open duties.`, unknown: 'This account is not in the list you are looking at.',
    give: 'Give a post', giveTitle: (name: string) => `Give a post to ${name}`, giveText: 'A person may hold several posts; a post may be held by several people.', gave: 'The post was given.',
    audit: 'Audit trail', auditAnswer: 'Every change and every look at a named person is written here, and nobody can alter it.', auditNone: 'No lines yet', auditNoneText: 'The first act under this post will appear here.', at: 'At', who: 'Who', did: 'Act', what: 'Subject', detail: 'Detail', seq: 'No.', kind: 'Filter by kind of subject', system: 'system',
  },
})

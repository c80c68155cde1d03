import { z } from 'zod'
import { route } from '../platform/http/route.ts'

const Post = z.object({ id: z.uuid(), title: z.string(), kind: z.string(), organisation: z.object({ id: z.uuid(), name: z.string(), line: z.string() }) })

/** Who I am, which posts I hold, which one I act for and what it may do. */
export const Me = z.object({
  account: z.object({ id: z.uuid(), name: z.string(), email: z.string(), language: z.enum(['vi', 'en']) }),
  posts: z.array(Post),
  acting: z.uuid().nullable(),
  permissions: z.array(z.string()),
  demo: z.boolean(),
  province: z.object({ id: z.string(), name: z.string() }),
})
export type Me = z.infer<typeof Me>

export const getMe = route({ method: 'GET', path: '/me', summary: { vi: 'Tôi là ai, đang giữ chức vụ nào', en: 'Who I am and which posts I hold' }, access: 'public', ok: Me.nullable(), errors: [] })
export const actFor = route({ method: 'POST', path: '/me/acting', summary: { vi: 'Chuyển chức vụ', en: 'Act for another post held' }, access: 'signed-in', body: z.object({ postId: z.uuid() }), ok: z.object({ acting: z.uuid() }), errors: ['post.not_held'] })
export const setLanguage = route({ method: 'POST', path: '/me/language', summary: { vi: 'Chọn ngôn ngữ', en: 'Choose the language' }, access: 'signed-in', body: z.object({ language: z.enum(['vi', 'en']) }), ok: z.object({ language: z.string() }), errors: [] })

/** What a visitor may know before signing in. */
export const getWelcome = route({
  method: 'GET', path: '/welcome', summary: { vi: 'Chương trình đã sẵn sàng chưa', en: 'Whether the program is set up' }, access: 'public',
  ok: z.object({ demo: z.boolean(), needsSetup: z.boolean(), province: z.string().nullable(), oidc: z.string().nullable() }), errors: [],
})
export const setUp = route({
  method: 'POST', path: '/setup', summary: { vi: 'Tạo quản trị đầu tiên', en: 'Create the first administrator' }, access: 'public',
  body: z.object({ code: z.string().min(1), name: z.string().trim().min(2).max(100), email: z.email().max(200), password: z.string().min(12).max(128), provinceCode: z.string().min(2).max(8), organisation: z.string().trim().min(2).max(200) }),
  ok: z.object({ email: z.string() }), errors: ['setup.done', 'setup.code_wrong', 'account.password_weak', 'account.email_taken'],
})
export const listDemoAccounts = route({
  method: 'GET', path: '/demo/accounts', summary: { vi: 'Tài khoản trình diễn', en: 'Demonstration accounts' }, access: 'public',
  ok: z.array(z.object({ email: z.string(), name: z.string(), post: z.string(), organisation: z.string(), hint: z.object({ vi: z.string(), en: z.string() }), password: z.string() })), errors: ['demo.only'],
})

const Account = z.object({
  id: z.uuid(), name: z.string(), email: z.string(), phone: z.string().nullable(), disabledAt: z.string().nullable(),
  posts: z.array(z.object({ id: z.uuid(), title: z.string(), organisation: z.string() })),
})
export const listAccounts = route({
  method: 'GET', path: '/accounts', summary: { vi: 'Danh sách tài khoản', en: 'Accounts' }, access: { permission: 'accounts.manage' },
  query: z.object({ q: z.string().max(200).optional(), after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  ok: z.object({ accounts: z.array(Account), next: z.string().nullable() }), errors: [],
})
export const createAccount = route({
  method: 'POST', path: '/accounts', summary: { vi: 'Tạo tài khoản', en: 'Create an account' }, access: { permission: 'accounts.manage' },
  body: z.object({ name: z.string().trim().min(2).max(100), email: z.email().max(200), phone: z.string().trim().max(30).optional(), password: z.string().min(12).max(128), postId: z.uuid().optional() }),
  ok: z.object({ id: z.uuid() }), errors: ['account.email_taken', 'account.password_weak', 'post.not_found'],
})
export const setAccountPassword = route({
  method: 'POST', path: '/accounts/{id}/password', summary: { vi: 'Đặt lại mật khẩu, kết thúc mọi phiên', en: 'Reset a password and end all sessions' }, access: { permission: 'accounts.manage' },
  params: z.object({ id: z.uuid() }), body: z.object({ password: z.string().min(12).max(128) }), ok: z.object({ id: z.uuid() }), errors: ['account.not_found', 'account.password_weak'],
})
export const disableAccount = route({
  method: 'POST', path: '/accounts/{id}/disable', summary: { vi: 'Khóa tài khoản, kết thúc mọi phiên', en: 'Disable an account and end all sessions' }, access: { permission: 'accounts.manage' },
  params: z.object({ id: z.uuid() }), body: z.object({ disabled: z.boolean() }), ok: z.object({ id: z.uuid() }), errors: ['account.not_found', 'account.last_admin'],
})
export const givePost = route({
  method: 'POST', path: '/posts/{id}/holders', summary: { vi: 'Giao chức vụ', en: 'Give a post to an account' }, access: { permission: 'accounts.manage' },
  params: z.object({ id: z.uuid() }), body: z.object({ accountId: z.uuid() }), ok: z.object({ id: z.uuid() }), errors: ['post.not_found', 'account.not_found'],
})
export const handOverPost = route({
  method: 'POST', path: '/posts/{id}/handovers', summary: { vi: 'Bàn giao chức vụ', en: 'Hand a post over' }, access: { permission: 'accounts.manage' },
  params: z.object({ id: z.uuid() }), body: z.object({ fromAccountId: z.uuid().nullable(), toAccountId: z.uuid(), note: z.string().trim().max(2000).optional() }),
  ok: z.object({ id: z.uuid(), openObligations: z.number() }), errors: ['post.not_found', 'account.not_found', 'handover.same_person', 'handover.not_holder'],
})
export const listAudit = route({
  method: 'GET', path: '/audit', summary: { vi: 'Nhật ký', en: 'Audit trail' }, access: { permission: 'audit.own' },
  query: z.object({ before: z.string().optional(), kind: z.string().max(60).optional(), id: z.string().max(100).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  ok: z.object({ events: z.array(z.object({ chainId: z.string(), seq: z.number(), at: z.string(), account: z.string().nullable(), post: z.string().nullable(), organisation: z.string().nullable(), action: z.string(), kind: z.string(), id: z.string(), detail: z.record(z.string(), z.unknown()) })), next: z.string().nullable() }), errors: [],
})

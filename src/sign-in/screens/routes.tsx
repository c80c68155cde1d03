import { defineRoom } from '../../web/room.ts'

export default defineRoom({
  places: [
    { to: '/quan-tri', label: { vi: 'Tài khoản, chức vụ', en: 'Accounts and posts' }, line: 'system', order: 10, permission: 'accounts.manage' },
    { to: '/nhat-ky', label: { vi: 'Nhật ký', en: 'Audit trail' }, line: 'system', order: 20, permission: 'audit.own' },
  ],
  screens: [
    { path: '/tai-khoan', title: { vi: 'Tài khoản', en: 'Account' }, load: () => import('./Account.tsx') },
    { path: '/quan-tri/{-$id}', title: { vi: 'Tài khoản, chức vụ', en: 'Accounts and posts' }, permission: 'accounts.manage', load: () => import('./Accounts.tsx') },
    { path: '/nhat-ky', title: { vi: 'Nhật ký', en: 'Audit trail' }, permission: 'audit.own', load: () => import('./Audit.tsx') },
  ],
})

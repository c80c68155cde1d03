import { defineRoom } from '../../web/room.ts'

export default defineRoom({
  places: [
    { to: '/van-ban', label: { vi: 'Văn bản', en: 'Documents' }, line: 'command', order: 10, permission: 'document.read', phone: 2, key: 'v' },
    { to: '/van-ban/so', label: { vi: 'Sổ văn bản', en: 'Registers' }, line: 'system', order: 15, permission: 'settings.manage' },
  ],
  screens: [
    { path: '/van-ban', title: { vi: 'Văn bản', en: 'Documents' }, permission: 'document.read', load: () => import('./registers/Registers.tsx') },
    { path: '/van-ban/so', title: { vi: 'Sổ văn bản', en: 'Registers' }, load: () => import('./books/Books.tsx') },
    { path: '/van-ban/$id', title: { vi: 'Một văn bản', en: 'A document' }, permission: 'document.read', load: () => import('./document/Document.tsx') },
    { path: '/van-ban/$id/doc', title: { vi: 'Đọc văn bản', en: 'Read a document' }, permission: 'document.read', load: () => import('./reading/Reading.tsx') },
    { path: '/van-ban/$id/giao', title: { vi: 'Giao việc', en: 'Assign' }, permission: 'document.assign', load: () => import('./assign/Assign.tsx') },
    { path: '/van-ban/$id/soan', title: { vi: 'Soạn văn bản', en: 'Draft' }, permission: 'document.draft', load: () => import('./drafting/Drafting.tsx') },
    { path: '/van-ban/$id/trien-khai', title: { vi: 'Triển khai', en: 'Cascade and coverage' }, permission: 'document.read', load: () => import('./coverage/Cascade.tsx') },
  ],
})

import { defineRoom } from '../../web/room.ts'

export default defineRoom({
  places: [{ to: '/to-khai', label: { vi: 'Khai báo y tế', en: 'Health forms' }, line: 'field', order: 15, permission: 'declaration.handle', phone: 2, key: 'k' }],
  screens: [{ path: '/to-khai/{-$id}', title: { vi: 'Khai báo y tế', en: 'Declarations' }, permission: 'declaration.handle', load: () => import('./Declarations.tsx') }],
})

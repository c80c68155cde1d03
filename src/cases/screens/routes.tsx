import { defineRoom } from '../../web/room.ts'

export default defineRoom({
  places: [{ to: '/ca-benh', label: { vi: 'Ca bệnh', en: 'Cases' }, line: 'field', order: 20, permission: 'person.read', phone: 2, key: 'f' }],
  screens: [
    { path: '/ca-benh/{-$id}', title: { vi: 'Ca bệnh', en: 'Cases' }, permission: 'person.read', load: () => import('./Cases.tsx') },
    { path: '/phieu-dieu-tra/$id', title: { vi: 'Phiếu điều tra', en: 'Investigation form' }, permission: 'case.write', load: () => import('./Investigation.tsx') },
  ],
})

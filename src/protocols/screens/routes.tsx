import { defineRoom } from '../../web/room.ts'

export default defineRoom({
  places: [{ to: '/quy-dinh', label: { vi: 'Quy định', en: 'Rules' }, line: 'field', order: 90, permission: 'protocol.read', key: 'q' }],
  screens: [{ path: '/quy-dinh/{-$id}', title: { vi: 'Quy định đang áp dụng', en: 'Rules in force' }, permission: 'protocol.read', load: () => import('./Protocols.tsx') }],
})

import { defineRoom } from '../../web/room.ts'

export default defineRoom({
  places: [{ to: '/cap-do-dich', label: { vi: 'Cấp độ dịch', en: 'Epidemic levels' }, line: 'field', order: 70, permission: 'zone.read', key: 'c' }],
  screens: [{ path: '/cap-do-dich/{-$id}', title: { vi: 'Cấp độ dịch', en: 'Epidemic levels' }, permission: 'zone.read', load: () => import('./Zones.tsx') }],
})

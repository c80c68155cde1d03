import { defineRoom } from '../../web/room.ts'

export default defineRoom({
  places: [
    { to: '/nguoi', label: { vi: 'Tìm người', en: 'Find a person' }, line: 'field', order: 10, permission: 'person.read', phone: 3, key: 'n' },
    { to: '/nghi-trung', label: { vi: 'Hồ sơ nghi trùng', en: 'Likely duplicates' }, line: 'field', order: 90, permission: 'person.merge' },
  ],
  screens: [
    { path: '/nguoi/{-$id}', title: { vi: 'Tìm người', en: 'Find a person' }, permission: 'person.read', load: () => import('./People.tsx') },
    { path: '/nghi-trung/{-$pair}', title: { vi: 'Hồ sơ nghi trùng', en: 'Likely duplicates' }, permission: 'person.merge', load: () => import('./Pairs.tsx') },
  ],
})

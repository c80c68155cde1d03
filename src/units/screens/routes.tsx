import { defineRoom } from '../../web/room.ts'

export default defineRoom({
  places: [
    { to: '/don-vi', label: { vi: 'Đơn vị', en: 'Organisations' }, line: 'command', order: 50, permission: 'units.read', key: 'd' },
    { to: '/dia-ban', label: { vi: 'Địa bàn', en: 'Areas' }, line: 'command', order: 55, permission: 'units.read', key: 'b' },
  ],
  screens: [
    { path: '/don-vi/{-$id}', title: { vi: 'Đơn vị', en: 'Organisations' }, permission: 'units.read', load: () => import('./Organisations.tsx') },
    { path: '/nhap-don-vi', title: { vi: 'Nhập danh sách đơn vị', en: 'Import organisations' }, permission: 'units.manage', load: () => import('./Import.tsx') },
    { path: '/dia-ban/{-$id}', title: { vi: 'Địa bàn', en: 'Areas' }, permission: 'units.read', load: () => import('./Areas.tsx') },
  ],
})

import { defineRoom } from '../../web/room.ts'

export default defineRoom({
  places: [
    { to: '/viec-cua-toi', label: { vi: 'Việc của tôi', en: 'My work' }, line: 'own', order: 10, permission: 'obligation.read', phone: 1, key: 'm' },
    { to: '/nhiem-vu', label: { vi: 'Nhiệm vụ', en: 'Obligations' }, line: 'command', order: 20, permission: 'obligation.read', phone: 3, key: 'n' },
    { to: '/lich-bao-cao', label: { vi: 'Lịch báo cáo', en: 'Report calendar' }, line: 'command', order: 30, permission: 'obligation.read', key: 'l' },
  ],
  screens: [
    { path: '/viec-cua-toi/{-$id}', title: { vi: 'Việc của tôi', en: 'My work' }, permission: 'obligation.read', load: () => import('./MyWork.tsx') },
    { path: '/nhiem-vu', title: { vi: 'Bảng theo dõi nhiệm vụ', en: 'Board of obligations' }, permission: 'obligation.read', load: () => import('./board/Board.tsx') },
    { path: '/nhiem-vu/$id', title: { vi: 'Một nhiệm vụ', en: 'An obligation' }, permission: 'obligation.read', load: () => import('./DutyPage.tsx') },
    { path: '/phieu-ket-qua/$id', title: { vi: 'Phiếu kết quả', en: 'Scorecard' }, permission: 'obligation.read', load: () => import('./Scorecard.tsx') },
    { path: '/chong-cheo', title: { vi: 'Chồng chéo, quá tải', en: 'Overlaps and overload' }, permission: 'obligation.read', load: () => import('./Conflicts.tsx') },
    { path: '/lich-bao-cao', title: { vi: 'Lịch báo cáo', en: 'Report calendar' }, permission: 'obligation.read', load: () => import('./Calendar.tsx') },
  ],
})

import { defineRoom } from '../../web/room.ts'

export default defineRoom({
  places: [{ to: '/tiep-xuc', label: { vi: 'Người tiếp xúc', en: 'Contacts' }, line: 'field', order: 30, permission: 'person.read', key: 't' }],
  screens: [
    { path: '/tiep-xuc/{-$id}', title: { vi: 'Người tiếp xúc', en: 'Contacts' }, permission: 'person.read', load: () => import('./Contacts.tsx') },
    { path: '/tiep-xuc-cua-ca/$id', title: { vi: 'Người tiếp xúc của ca bệnh', en: 'Contacts of a case' }, permission: 'person.read', load: () => import('./CaseContacts.tsx') },
  ],
})

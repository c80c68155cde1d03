import { defineWords } from '../words/words.ts'

/** Words of levels and distancing, for screens, tables and print. */
export const zoneWords = defineWords({
  vi: {
    level: (n: 1 | 2 | 3 | 4) => `Cấp ${n}`, levelName: { 1: 'nguy cơ thấp', 2: 'nguy cơ trung bình', 3: 'nguy cơ cao', 4: 'nguy cơ rất cao' }, none: 'Chưa xác định',
    distancing: { ct15: 'Chỉ thị 15', ct16: 'Chỉ thị 16', ct19: 'Chỉ thị 19' }, lockdown: 'Phong tỏa', unit: 'Xã, phường', population: 'Dân số', since: 'Từ', until: 'Đến', from: 'Theo quyết định cho', parts: 'Khu vực trong địa bàn', tableTitle: 'Cấp độ dịch và giãn cách xã hội', file: 'cap-do-dich',
  },
  en: {
    level: (n: 1 | 2 | 3 | 4) => `Level ${n}`, levelName: { 1: 'low risk', 2: 'medium risk', 3: 'high risk', 4: 'very high risk' }, none: 'Not assessed',
    distancing: { ct15: 'Directive 15', ct16: 'Directive 16', ct19: 'Directive 19' }, lockdown: 'Lock-down', unit: 'Commune', population: 'Population', since: 'From', until: 'Until', from: 'Ordered for', parts: 'Parts of the area', tableTitle: 'Epidemic levels and distancing', file: 'epidemic-levels',
  },
})

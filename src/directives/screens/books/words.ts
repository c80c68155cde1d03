import { defineWords } from '../../../words/words.ts'

export const bookWords = defineWords({
  vi: {
    title: 'Sổ văn bản', back: 'Văn bản', answer: (named: number) => (named === 2 ? 'Hai sổ đã có tên và người giữ.' : named === 1 ? 'Một sổ đã đặt tên, một sổ dùng tên theo quy định.' : 'Hai sổ dùng tên và cách đánh số theo quy định.'), answerProvince: (terms: number) => `Cách đánh số chung của tỉnh; ${terms} nhiệm kỳ đã khai.`,
    in: 'Sổ đăng ký văn bản đến', out: 'Sổ đăng ký văn bản đi', name: 'Tên sổ', numbering: 'Cách đánh số', byProvince: (what: string) => `theo chung của tỉnh (${what})`, one: 'một dãy số cho mọi loại', byType: 'mỗi loại một dãy số', numberingHint: 'Do người đứng đầu quyết định (Nghị định 30/2020/NĐ-CP, Điều 15). Đổi cách đánh số chỉ áp dụng cho văn bản sau này. Văn bản của Đảng đánh số theo loại và nhiệm kỳ.',
    keeper: 'Người giữ sổ', nobody: 'chưa định', year: 'Số đã cấp', run: 'Dãy số', last: 'Số cuối', noRuns: 'Chưa cấp số nào.', save: 'Lưu', saved: 'Đã lưu.', incoming: 'đến', outgoing: 'đi', copiesRun: 'bản sao', secretRun: 'độ mật',
    yearly: 'Sổ đến đánh số từ 01 mỗi năm, giấy và điện tử chung một dãy (Điều 22).',
    province: 'Chung cho cả tỉnh', terms: 'Nhiệm kỳ đại hội Đảng', termsHint: 'Số văn bản của Đảng chạy theo nhiệm kỳ. Ghi ngày bắt đầu của mỗi nhiệm kỳ ở tỉnh.', termName: 'Nhiệm kỳ', termFrom: 'Từ ngày', addTerm: 'Thêm nhiệm kỳ', dropTerm: (name: string) => `Bỏ nhiệm kỳ ${name}`,
    hours: 'Trình văn bản khẩn trong bao nhiêu giờ', hoursHint: 'Điều 23: văn bản khẩn trình ngay sau khi nhận. Văn bản khác: trong ngày, chậm nhất ngày làm việc tiếp theo.', mayNot: 'Chức vụ đang dùng chỉ xem; văn thư hoặc chánh văn phòng đặt sổ của cơ quan, quản trị đặt phần chung của tỉnh.',
  },
  en: {
    title: 'Registers', back: 'Documents', answer: (named: number) => (named === 2 ? 'Both registers have a name and a keeper.' : named === 1 ? 'One register has its own name, the other its legal one.' : 'Both registers have their legal names and numbering.'), answerProvince: (terms: number) => `Numbering for the whole province; ${terms} congress terms are known.`,
    in: 'Register of incoming documents', out: 'Register of outgoing documents', name: 'Name of the register', numbering: 'Numbering', byProvince: (what: string) => `as the province (${what})`, one: 'one run of numbers for all types', byType: 'one run for each type', numberingHint: 'The head decides (Decree 30/2020, article 15). A change holds for later papers only. Party papers are numbered by type and congress term.',
    keeper: 'Kept by', nobody: 'not set', year: 'Numbers given', run: 'Run', last: 'Last number', noRuns: 'No number has been given yet.', save: 'Save', saved: 'Saved.', incoming: 'in', outgoing: 'out', copiesRun: 'copies', secretRun: 'secret',
    yearly: 'Incoming papers are numbered from 01 each year, paper and electronic in one run (article 22).',
    province: 'For the whole province', terms: 'Terms of the Party congress', termsHint: 'Party numbers run through a term. Give the first day of each term in the province.', termName: 'Term', termFrom: 'From', addTerm: 'Add a term', dropTerm: (name: string) => `Remove term ${name}`,
    hours: 'Hours within which an urgent paper is put before the leader', hoursHint: 'Article 23: urgent papers at once. Others the same day, at latest the next working day.', mayNot: 'The post you act for may only look; the clerk or the chief of office sets the registers of the organisation, the administrator what holds for the province.',
  },
})

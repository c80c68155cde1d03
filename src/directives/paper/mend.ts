import { fold } from '../../platform/text.ts'
import type { PlacedWord } from './assemble.ts'

/**
 * Sửa dấu ở chữ in hoa: recognition loses or swaps tone marks on capitals (TỈNH → TÍNH), because they are a few pixels high.
 * The heads and feet of official papers are made of set phrases; where the letters are those of a set phrase and only
 * marks differ, the phrase is taken. Names of places and persons are never touched: they are quoted as printed.
 */
const phrases: readonly (readonly string[])[] = [
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'ĐẢNG CỘNG SẢN VIỆT NAM', 'ĐỘC LẬP TỰ DO HẠNH PHÚC', 'THỦ TƯỚNG CHÍNH PHỦ', 'VĂN PHÒNG CHÍNH PHỦ', 'CHÍNH PHỦ',
  'TỈNH ỦY', 'THÀNH ỦY', 'HUYỆN ỦY', 'THỊ ỦY', 'QUẬN ỦY', 'ĐẢNG ỦY', 'ĐẢNG BỘ TỈNH', 'ĐẢNG BỘ THÀNH PHỐ', 'ĐẢNG BỘ HUYỆN', 'ĐẢNG BỘ XÃ', 'ĐẢNG BỘ PHƯỜNG', 'TỈNH ĐOÀN',
  'BAN CHẤP HÀNH TRUNG ƯƠNG', 'BAN CHẤP HÀNH', 'BAN THƯỜNG VỤ', 'THƯỜNG TRỰC', 'BAN CÁN SỰ ĐẢNG', 'CÁN SỰ ĐẢNG', 'ĐẢNG ĐOÀN', 'BAN BÍ THƯ', 'BỘ CHÍNH TRỊ', 'BAN TỔ CHỨC', 'BAN TUYÊN GIÁO', 'BAN DÂN VẬN', 'ỦY BAN KIỂM TRA', 'VĂN PHÒNG',
  'ỦY BAN NHÂN DÂN', 'HỘI ĐỒNG NHÂN DÂN', 'ỦY BAN MẶT TRẬN TỔ QUỐC', 'MẶT TRẬN TỔ QUỐC', 'NHÂN DÂN TỈNH', 'NHÂN DÂN THÀNH PHỐ', 'NHÂN DÂN HUYỆN', 'NHÂN DÂN XÃ', 'NHÂN DÂN PHƯỜNG', 'ĐẢNG UBND TỈNH', 'UBND TỈNH', 'HĐND TỈNH', 'UBND HUYỆN', 'UBND THÀNH PHỐ',
  'BAN CHỈ ĐẠO', 'BAN CHỈ HUY', 'PHÒNG CHỐNG DỊCH', 'BỘ Y TẾ', 'SỞ Y TẾ', 'BỘ CÔNG AN', 'CÔNG AN TỈNH', 'BỘ QUỐC PHÒNG', 'BỘ CHỈ HUY QUÂN SỰ', 'BỘ NỘI VỤ', 'BỘ TÀI CHÍNH', 'TỔNG CỤC THUẾ', 'BẢO HIỂM XÃ HỘI VIỆT NAM', 'BẢO HIỂM XÃ HỘI', 'GIÁO DỤC VÀ ĐÀO TẠO', 'NÔNG NGHIỆP', 'GIAO THÔNG VẬN TẢI', 'THÔNG TIN VÀ TRUYỀN THÔNG', 'LAO ĐỘNG',
  'CÔNG ĐIỆN KHẨN', 'CÔNG ĐIỆN', 'CÔNG VĂN', 'CHỈ THỊ', 'NGHỊ QUYẾT', 'QUYẾT ĐỊNH', 'KẾ HOẠCH', 'THÔNG BÁO', 'KẾT LUẬN', 'HƯỚNG DẪN', 'BÁO CÁO', 'TỜ TRÌNH', 'CHƯƠNG TRÌNH', 'QUY CHẾ', 'QUY ĐỊNH', 'HỎA TỐC', 'THƯỢNG KHẨN',
  'PHÓ BÍ THƯ THƯỜNG TRỰC', 'PHÓ BÍ THƯ', 'BÍ THƯ', 'PHÓ CHỦ TỊCH THƯỜNG TRỰC', 'PHÓ CHỦ TỊCH', 'CHỦ TỊCH', 'PHÓ THỦ TƯỚNG', 'THỦ TƯỚNG', 'BỘ TRƯỞNG', 'THỨ TRƯỞNG', 'TỔNG CỤC TRƯỞNG', 'CỤC TRƯỞNG', 'PHÓ TỔNG GIÁM ĐỐC', 'TỔNG GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', 'GIÁM ĐỐC', 'CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG', 'PHÓ TRƯỞNG BAN', 'TRƯỞNG BAN', 'TUQ', 'THỪA LỆNH',
].map((p) => p.normalize('NFC').split(' '))

/** The same in ordinary letters, where the foot and the addressees say them. The first letter keeps the case it was printed in. */
const small: readonly (readonly string[])[] = [
  'Tỉnh ủy', 'Huyện ủy', 'Thành ủy', 'Đảng ủy', 'Ủy ban nhân dân', 'Hội đồng nhân dân', 'Ban Thường vụ', 'Ban Chấp hành', 'Thường trực Tỉnh ủy', 'Như trên', 'Nơi nhận', 'Kính gửi', 'Mặt trận Tổ quốc',
  'Thủ tướng Chính phủ', 'Văn phòng Chính phủ', 'Văn phòng Trung ương', 'Phó Chủ tịch', 'Giám đốc', 'Bộ trưởng', 'để báo cáo', 'để thực hiện', 'để b/c', 'Độc lập - Tự do - Hạnh phúc', 'các sở, ban, ngành', 'thành phố', 'Các chi bộ', 'chi bộ', 'bệnh viện', 'trung tâm', 'y tế', 'nhân dân', 'huyện ủy', 'công an', 'đồng chí',
].map((p) => p.normalize('NFC').split(' '))
const smallFolded = small.map((phrase) => phrase.map((word) => fold(word)))

const folded = phrases.map((phrase) => phrase.map((word) => fold(word)))

type Core = { before: string; letters: string; after: string }
const coreOf = (word: string): Core => {
  const found = /^([^\p{L}]*)(\p{L}*)([^\p{L}]*)$/u.exec(word)
  return found === null ? { before: '', letters: '', after: word } : { before: found[1] ?? '', letters: found[2] ?? '', after: found[3] ?? '' }
}

/** Confidence of a word whose marks were put right. */
const mended = 0.8

/** One recognised line with its set phrases put right. */
export function mendLine(line: readonly PlacedWord[]): PlacedWord[] {
  const out = [...line]
  const cores = out.map((w) => coreOf(w.text.normalize('NFC')))
  const bare = cores.map((c) => (c.letters !== '' && c.letters === c.letters.toUpperCase() ? fold(c.letters) : undefined))
  phrases.forEach((phrase, p) => {
    const want = folded[p] ?? []
    for (let at = 0; at + phrase.length <= out.length; at++) {
      if (!want.every((word, k) => bare[at + k] === word)) continue
      const exact = phrase.filter((word, k) => cores[at + k]?.letters === word).length
      // Two words of which none is right may be two other words.
      if (exact === phrase.length || (exact === 0 && phrase.length < 3)) continue
      phrase.forEach((word, k) => {
        const core = cores[at + k], old = out[at + k]
        if (core === undefined || old === undefined || core.letters === word) return
        cores[at + k] = { ...core, letters: word }
        out[at + k] = { ...old, text: core.before + word + core.after, confidence: Math.min(mended, Math.max(old.confidence, 0.5)) }
      })
    }
  })
  return mendDate(mendSmall(out))
}

/** Set phrases in ordinary letters: marks only, and only when at least one of their words came out right. */
function mendSmall(line: PlacedWord[]): PlacedWord[] {
  const out = [...line]
  const bare = out.map((w) => fold(w.text.normalize('NFC')).replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''))
  small.forEach((phrase, p) => {
    const want = (smallFolded[p] ?? []).map((w) => w.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''))
    for (let at = 0; at + phrase.length <= out.length; at++) {
      if (!want.every((word, k) => bare[at + k] === word)) continue
      const plainOf = (text: string): string => text.normalize('NFC').toLowerCase().replace(/uỷ/gu, 'ủy').replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
      const right = phrase.filter((word, k) => plainOf(out[at + k]?.text ?? '') === plainOf(word)).length
      if (right === phrase.length || right === 0) continue
      // a name is a name only with its capital: “tính ủy mị” are ordinary words
      const initial = /\p{L}/u.exec(out[at]?.text ?? '')?.[0] ?? ''
      if (phrase[0]?.[0] !== phrase[0]?.[0]?.toLowerCase() && initial === initial.toLowerCase()) continue
      phrase.forEach((word, k) => {
        const old = out[at + k]
        if (old === undefined || plainOf(old.text) === plainOf(word)) return
        const core = /\p{L}(?:.*\p{L})?/u.exec(old.text.normalize('NFC'))
        const mendedWord = /\p{L}(?:.*\p{L})?/u.exec(word)?.[0] ?? word
        if (core === null) return
        const cased = core[0][0] === core[0][0]?.toUpperCase() ? (mendedWord[0] ?? '').toUpperCase() + mendedWord.slice(1) : (mendedWord[0] ?? '').toLowerCase() + mendedWord.slice(1)
        out[at + k] = { ...old, text: old.text.normalize('NFC').replace(core[0], cased), confidence: Math.min(mended, Math.max(old.confidence, 0.5)) }
      })
    }
  })
  return out
}

/** "ngày … tháng … năm": the word between day and month is known. */
function mendDate(line: PlacedWord[]): PlacedWord[] {
  const texts = line.map((w) => fold(w.text.normalize('NFC')))
  const day = texts.findIndex((t) => t === 'ngay')
  const year = texts.findIndex((t, i) => i > day && /^n[aă]m$/u.test(t))
  if (day < 0 || year < 0 || year - day > 5) return line
  return line.map((w, i) => (i > day && i < year && w.text !== 'tháng' && /^th[aăâu]ng$/u.test(texts[i] ?? '') ? { ...w, text: 'tháng', confidence: Math.min(mended, w.confidence) } : w))
}

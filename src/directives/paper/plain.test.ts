import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromTcvn3, fromVni } from './legacy.ts'
import { mendLine } from './mend.ts'
import { cleanText, decodePlain } from './plain.ts'
import { isSyllable, syllableShare } from './syllables.ts'
import { sampleDirective } from './testing/sample.ts'

const decode = (bytes: Uint8Array): ReturnType<typeof decodePlain> => decodePlain(bytes)
const sentence = 'Ủy ban nhân dân các xã thực hiện nghiêm việc khai báo y tế, đề nghị báo cáo trước ngày 05/9/2021.'

describe('encodings', () => {
  test('UTF-8, UTF-16 both ways and decomposed letters give the same text', () => {
    const utf16 = Buffer.from(`\ufeff${sentence}`, 'utf16le')
    const swapped = Buffer.from(utf16).swap16()
    for (const bytes of [Buffer.from(sentence), Buffer.from(`\ufeff${sentence}`), Buffer.from(sentence.normalize('NFD')), utf16, swapped]) expect(decode(bytes)?.text).toBe(sentence)
  })
  test('Windows-1258, the code page of old Vietnamese Windows', () => {
    // Base letters with combining tone marks: "Công điện khẩn của Chủ tịch" as that code page stores it.
    const bytes = Buffer.from('C\xf4ng \xf0i\xea\xf2n kh\xe2\xd2n cu\xd2a Chu\xd2 ti\xf2ch', 'latin1')
    expect(decode(bytes)?.text).toBe('Công điện khẩn của Chủ tịch')
  })
  test('TCVN3 and VNI files are recognised by their letters', () => {
    const tcvn3 = decode(Buffer.from('Uû ban nh\xa9n d\xa9n tØnh B¾c Giang yªu cÇu c¸c së, ban, ngµnh thùc hiÖn nghiªm c¸c biÖn ph¸p phßng, chèng dÞch', 'latin1'))
    expect(tcvn3).toMatchObject({ legacy: 'tcvn3', text: 'Uỷ ban nhân dân tỉnh Bắc Giang yêu cầu các sở, ban, ngành thực hiện nghiêm các biện pháp phòng, chống dịch' })
    const vni = decode(Buffer.from('Uûy ban nhaân daân tænh yeâu caàu caùc sôû, ban, ngaønh thöïc hieän nghieâm caùc bieän phaùp phoøng, choáng dòch', 'latin1'))
    expect(vni).toMatchObject({ legacy: 'vni', text: 'Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành thực hiện nghiêm các biện pháp phòng, chống dịch' })
  })
  test('old letters inside a UTF-8 file are converted too', () => {
    expect(decode(Buffer.from('Uû ban nh©n d©n tØnh yªu cÇu c¸c së, ban, ngµnh thùc hiÖn nghiªm c¸c biÖn ph¸p'))?.text).toBe('Uỷ ban nhân dân tỉnh yêu cầu các sở, ban, ngành thực hiện nghiêm các biện pháp')
  })
  test('a Vietnamese Unicode text is never converted', () => {
    expect(decode(Buffer.from(sampleDirective))).toMatchObject({ legacy: null, text: sampleDirective, warnings: [] })
  })
  test('single letters of the old encodings', () => {
    expect(fromTcvn3('B¶o Th¾ng, ®iÖn')).toBe('Bảo Thắng, điện')
    expect(fromVni('ñieän UÛY Uûy Ñaø Naüng')).toBe('điện ỦY Ủy Đà Nẵng')
  })
})

describe('cleaning', () => {
  test('whatever bytes come, decoding ends and what it gives is clean', () => fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
    const found = decode(bytes)
    if (found === undefined) return
    expect(found.text).toBe(found.text.normalize('NFC'))
    expect(found.text.isWellFormed()).toBe(true)
    expect(/[\u0000-\u0008\u000e-\u001f\u200b\u202e]/u.test(found.text)).toBe(false)
  })))
  test('cleaning a clean text changes nothing', () => fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }), (units) => {
    const text = String.fromCharCode(...units)
    const once = cleanText(text, [])
    expect(cleanText(once, [])).toBe(once)
  })))
  test('Windows line ends become plain ones, non-breaking spaces ordinary, soft hyphens go', () => {
    expect(cleanText('Số:\u00a012\r\nphòng\u00ad chống\r', [])).toBe('Số: 12\nphòng chống\n')
  })
})

describe('syllables', () => {
  test('Vietnamese words are syllables, scrambled ones are not', () => {
    for (const word of ['nghiêm', 'thuyền', 'QUYẾT', 'giếng', 'gì', 'khuỷu', 'ngoằn', 'đường', 'yêu', 'quốc']) expect(isSyllable(word), word).toBe(true)
    for (const word of ['phng', 'dch', 'xyz', 'nhh', 'Wkxf', 'strong', 'áà']) expect(isSyllable(word), word).toBe(false)
  })
  test('the share tells a Vietnamese text from an English one', () => {
    expect(syllableShare(sampleDirective).share).toBeGreaterThan(0.97)
    expect(syllableShare('The people of the district shall prepare enough drinking water for seven days').share).toBeLessThan(0.4)
  })
})

describe('set phrases in capitals', () => {
  const words = (text: string): Parameters<typeof mendLine>[0] => text.split(' ').map((t, i) => ({ text: t, x0: i * 10, y0: 0, x1: i * 10 + 9, y1: 10, confidence: 0.9 }))
  const mend = (text: string): string => mendLine(words(text)).map((w) => w.text).join(' ')
  test('lost marks of set phrases are put right', () => {
    expect(mend('TÍNH ỦY LAI CHÂU')).toBe('TỈNH ỦY LAI CHÂU')
    expect(mend('CONG HÒA XÃ HOI CHỦ NGHĨA VIỆT NAM')).toBe('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    expect(mend('T/M BẠN CÁN SỰ ĐẢNG')).toBe('T/M BAN CÁN SỰ ĐẢNG')
    expect(mend('Lai Châu, ngày thăng năm 2021')).toBe('Lai Châu, ngày tháng năm 2021')
  })
  test('names and ordinary words stay as they were recognised', () => {
    for (const text of ['HÀ TĨNH', 'TUYỀN QUANG', 'tính ủy mị', 'BAN HÀNH', 'TÍNH MẠNG', 'BÌ THU']) expect(mend(text)).toBe(text)
  })
})

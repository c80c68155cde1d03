import { fold } from './text.ts'

/** Bảng mã cũ: TCVN3 (phông .Vn…, one byte per letter) and VNI (base letter + mark letter), still met in old files. */

const tcvn3: Record<string, string> = {}
{
  const add = (from: string, to: string): void => { const a = [...from]; const b = [...to]; a.forEach((c, i) => { tcvn3[c] = b[i]! }) }
  add('µ¶·¸¹', 'àảãáạ'); add('¨»¼½¾Æ', 'ăằẳẵắặ'); add('©ÇÈÉÊË', 'âầẩẫấậ'); add('®', 'đ')
  add('ÌÎÏÐÑ', 'èẻẽéẹ'); add('ªÒÓÔÕÖ', 'êềểễếệ'); add('×ØÜÝÞ', 'ìỉĩíị')
  add('ßáâãä', 'òỏõóọ'); add('«åæçèé', 'ôồổỗốộ'); add('¬êëìíî', 'ơờởỡớợ')
  add('ïñòóô', 'ùủũúụ'); add('\u00ADõö÷øù', 'ưừửữứự'); add('úûüýþ', 'ỳỷỹýỵ')
  add('¡¢£¤¥¦§', 'ĂÂÊÔƠƯĐ')
}

const vni: Record<string, string> = {}
{
  const marks = 'ùøûõï'
  const add = (base: string, to: string, second = marks): void => [...second].forEach((m, i) => {
    vni[base + m] = [...to][i]!
    const big = [...to][i]!.toUpperCase()
    vni[base.toUpperCase() + m.toUpperCase()] = big
    vni[base.toUpperCase() + m] = big
  })
  add('a', 'áàảãạ'); add('e', 'éèẻẽẹ'); add('o', 'óòỏõọ'); add('u', 'úùủũụ'); add('y', 'ýỳỷỹ', 'ùøûõ')
  add('a', 'âấầẩẫậ', 'âáàåãä'); add('a', 'ăắằẳẵặ', 'êéèúüë')
  add('e', 'êếềểễệ', 'âáàåãä'); add('o', 'ôốồổỗộ', 'âáàåãä')
  add('ô', 'ớờởỡợ'); add('ö', 'ứừửữự')
  const single: Record<string, string> = { ô: 'ơ', Ô: 'Ơ', ö: 'ư', Ö: 'Ư', æ: 'ỉ', Æ: 'Ỉ', ó: 'ĩ', Ó: 'Ĩ', ò: 'ị', Ò: 'Ị', î: 'ỵ', Î: 'Ỵ', ñ: 'đ', Ñ: 'Đ' }
  Object.assign(vni, single)
}

const unicodeOnly = /[ăđơưĂĐƠƯ\u1EA0-\u1EF9]/gu
const tcvn3Signs = /[µ¶·¸¹¨»¼½¾©®ª«¬\u00AD§¦¥¤£¢¡ÆÇËÖÞß×÷þ]/gu
const vniPairs = /[aeouyAEOUY][ùøûïåäëüÙØÛÏÅÄËÜ]|[oaeOAE][âÂ]|ñ|Ñ|ö[ùøûõï]|ô[ùøûõï]/gu
const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0

/** Which old encoding a text is in, or null. Text that already is Vietnamese Unicode is never suspected. */
export function legacyEncoding(text: string): 'tcvn3' | 'vni' | null {
  const letters = Math.max(1, count(text, /\p{L}/gu))
  if (count(text.normalize('NFC'), unicodeOnly) / letters > 0.01) return null
  const abc = count(text, tcvn3Signs) / letters
  const pairs = count(text, vniPairs) / letters
  if (pairs > 0.04 && pairs >= abc) return 'vni'
  if (abc > 0.04) return 'tcvn3'
  return null
}

/** Marked capitals have no byte of their own: typed with the shift lock on, "CHỦ TỊCH" is stored as "CHñ TÞCH". A word whose bare letters are all capitals was one. */
const capitalLines = new RegExp(
  String.raw`^(?:${[
    'cong hoa xa hoi|dang cong san|uy ban|ubnd|hoi dong|so |bo |chi cuc|cuc |tong cuc|ban |tinh |huyen |thanh pho |quan |thi xa |xa |phuong |tinh uy|huyen uy|thanh uy|dang bo|dang uy',
    'benh vien|trung tam|truong |cong ty|cong an|vien |van phong|thu tuong|bao hiem|phong |lien doan|hoi |mat tran|nghi quyet$|quyet dinh$|chi thi$|thong bao$|huong dan$|ke hoach$|cong dien$',
    'cong dien khan$|bao cao$|to trinh$|ket luan$|phuong an$|chuong trinh$|de an$|quy che$|t[ml]\\.|kt\\.|t/m|k/t|chu tich$|pho chu tich$|giam doc$|pho giam doc$|bi thu$|pho bi thu$|truong phong$|cuc truong$',
    'chi cuc truong$|pho chi cuc truong$|bo truong$|thu truong$|chanh van phong$|pho chanh van phong$|hoa toc$|khan$|thuong khan$',
  ].join('|')})`,
  'u',
)
/** An upper-case font (.VnTimeH) stores its lines in small letters: those of the head and the foot that can only be capitals are set in capitals again. */
function raiseCapitals(text: string): string {
  const lines = text.split('\n')
  const many = lines.length
  const small = (s: string): boolean => /\p{L}{2}/u.test(s) && s === s.toLowerCase() && s.trim().length < 90 && !/[.;,:]\s*$/u.test(s)
  return lines
    .map((line, i) => {
      if (i > 30 && i < many - 30) return line
      return line.replace(/\S(?:\S| {1,2}(?=\S))*/gu, (part) => (small(part) && capitalLines.test(fold(part)) ? part.toLocaleUpperCase('vi') : part))
    })
    .join('\n')
}

const decodeTcvn3 = (text: string): string =>
  [...text]
    .map((c) => tcvn3[c] ?? c)
    .join('')
    .replace(/\p{L}+/gu, (w) => {
      const bare = w.replace(/[^A-Za-z]/gu, '')
      return bare.length > 1 && bare === bare.toUpperCase() && w.replace(/[^\p{Lu}]/gu, '').length * 2 >= w.length ? w.toLocaleUpperCase('vi') : w
    })
function decodeVni(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const pair = vni[text.slice(i, i + 2)]
    if (pair !== undefined && i + 1 < text.length) { out += pair; i++; continue }
    out += vni[text[i]!] ?? text[i]
  }
  return out
}

/** Decodes TCVN3 or VNI to Unicode NFC; returns the text unchanged (in NFC) when it is neither. Case of TCVN3 capitals set in an upper-case font is lost in the bytes. */
export function decodeLegacy(source: string): { text: string; encoding: 'tcvn3' | 'vni' | null } {
  // the letters of both tables are whole: a text stored decomposed is put together first
  const text = source.normalize('NFC')
  const encoding = legacyEncoding(text)
  const decoded = encoding === 'tcvn3' ? raiseCapitals(decodeTcvn3(text).normalize('NFC')) : encoding === 'vni' ? decodeVni(text) : text
  return { text: decoded.normalize('NFC'), encoding }
}

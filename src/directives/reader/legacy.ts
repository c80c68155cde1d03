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

const decodeTcvn3 = (text: string): string => [...text].map((c) => tcvn3[c] ?? c).join('')
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
export function decodeLegacy(text: string): { text: string; encoding: 'tcvn3' | 'vni' | null } {
  const encoding = legacyEncoding(text)
  const decoded = encoding === 'tcvn3' ? decodeTcvn3(text) : encoding === 'vni' ? decodeVni(text) : text
  return { text: decoded.normalize('NFC'), encoding }
}

/**
 * Số điện thoại. Kept as `+84…`. The eleven-digit mobile numbers of before 15/9/2018 are carried over to their ten-digit successors
 * (plan of the Ministry of Information and Communications, 2018): 0169 → 039, 0120 → 070 and so on.
 */
const successors: Readonly<Record<string, string>> = {
  162: '32', 163: '33', 164: '34', 165: '35', 166: '36', 167: '37', 168: '38', 169: '39',
  120: '70', 121: '79', 122: '77', 126: '76', 128: '78', 123: '83', 124: '84', 125: '85', 127: '81', 129: '82',
  186: '56', 188: '58', 199: '59',
}

export type Phone = { readonly number: string; readonly kind: 'mobile' | 'landline' | 'foreign' | 'odd' }

/** Reads a phone number however it was written. Undefined when it holds no digits; `odd` when it fits no plan (kept, with a warning). */
export function readPhone(text: string): Phone | undefined {
  const t = text.normalize('NFKC').trim()
  const digits = t.replace(/\D+/g, '')
  if (digits.length < 3) return undefined
  let national: string | undefined
  if (t.startsWith('+') || digits.startsWith('00')) {
    const international = digits.replace(/^00/, '')
    if (!international.startsWith('84')) return { number: `+${international}`, kind: international.length >= 7 && international.length <= 15 ? 'foreign' : 'odd' }
    national = international.slice(2).replace(/^0/, '')
  } else if (digits.startsWith('84') && digits.length >= 11) national = digits.slice(2).replace(/^0/, '')
  else if (digits.startsWith('0')) national = digits.slice(1)
  // A spreadsheet that took the number for a number has lost its first zero.
  else if (/^[35789]\d{8}$/.test(digits) || /^1\d{9}$/.test(digits)) national = digits
  if (national === undefined) return { number: digits, kind: 'odd' }
  if (/^1\d{9}$/.test(national) && successors[national.slice(0, 3)] !== undefined) national = successors[national.slice(0, 3)]! + national.slice(3)
  const kind = /^[35789]\d{8}$/.test(national) ? 'mobile' : /^2\d{8,9}$/.test(national) ? 'landline' : 'odd'
  return { number: `+84${national}`, kind }
}

/** `0912 345 678` for people. */
export function showPhone(number: string): string {
  const m = /^\+84(\d+)$/.exec(number)
  if (!m) return number
  const n = `0${m[1]!}`
  return n.length === 10 ? `${n.slice(0, 4)} ${n.slice(4, 7)} ${n.slice(7)}` : n
}

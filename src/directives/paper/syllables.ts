/**
 * Âm tiết tiếng Việt: is this a possible Vietnamese syllable? Not a dictionary: the closed list of onsets and rimes.
 * Used to see whether a text is Vietnamese at all (scrambled PDF fonts, wrong code pages, pictures read upside down).
 */
const onsets = new Set(['', 'b', 'c', 'ch', 'd', 'đ', 'g', 'gh', 'gi', 'h', 'k', 'kh', 'l', 'm', 'n', 'ng', 'ngh', 'nh', 'p', 'ph', 'qu', 'r', 's', 't', 'th', 'tr', 'v', 'x'])

const rimes = new Set((
  'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây '
  + 'e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu '
  + 'o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet oi om on ong ooc oong op ot '
  + 'ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh uêt uên ui um un ung uôc uôi uôm uôn uông uôt up ut '
  + 'uơ uy uya uych uyên uyêt uynh uyt uyp uyn uyu uyêch ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu '
  + 'y yêm yên yêng yêt yêu ych ynh'
).split(' '))

const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu

/** One word, any case, NFC or NFD. */
export function isSyllable(word: string): boolean {
  const marked = word.toLowerCase().normalize('NFD')
  if ((marked.match(tones)?.length ?? 0) > 1) return false
  const plain = marked.replace(tones, '').normalize('NFC')
  const found = /^(ngh|ng|nh|gh|gi|kh|ch|ph|qu|th|tr|[bcdđghklmnpqrstvx]?)(.*)$/u.exec(plain)
  if (!found) return false
  const [, onset = '', rime = ''] = found
  if (onsets.has(onset) && rimes.has(rime)) return true
  // gì, giếng, giết: the i belongs to the rime as well.
  return onset === 'gi' && rimes.has('i' + rime)
}

/** Words of two or more letters, without digits: what the share is counted on. */
const lettersOnly = /\p{L}[\p{L}\p{M}]+/gu

/** How many words there are and which share of them are possible Vietnamese syllables (0..1). */
export function syllableShare(text: string): { words: number; share: number; marked: number } {
  let words = 0, good = 0, marked = 0
  for (const [word] of text.normalize('NFC').slice(0, 200_000).matchAll(lettersOnly)) {
    // Abbreviations (UBND, BHXH) say nothing either way.
    if (word.length <= 6 && word === word.toUpperCase() && !/[^A-ZĐ]/u.test(word)) continue
    words++
    if (isSyllable(word)) { good++; if (/[^a-z]/iu.test(word)) marked++ }
  }
  return { words, share: words === 0 ? 0 : good / words, marked: words === 0 ? 0 : marked / words }
}

/** "Chrome, Windows" from what a browser says of itself; the order matters, since every browser also names others. Null when nothing is known. */
export function deviceOf(userAgent: string | null | undefined): string | null {
  if (!userAgent) return null
  const first = (pairs: readonly (readonly [RegExp, string])[]): string | undefined => pairs.find(([sign]) => sign.test(userAgent))?.[1]
  const browser = first([[/CocCoc|coc_coc/i, 'Cốc Cốc'], [/Edg\//, 'Edge'], [/OPR\//, 'Opera'], [/SamsungBrowser/, 'Samsung Internet'], [/Firefox\/|FxiOS/, 'Firefox'], [/Chrome\/|CriOS/, 'Chrome'], [/Safari\//, 'Safari']])
  const system = first([[/Android/, 'Android'], [/iPhone|iPad/, 'iOS'], [/Windows/, 'Windows'], [/Mac OS X/, 'macOS'], [/CrOS/, 'ChromeOS'], [/Linux/, 'Linux']])
  return [browser, system].filter(Boolean).join(', ') || null
}

import sharp from 'sharp'

/** How a copy suffers between the printer and the scanner. The same seed gives the same picture. */
export type Damage = {
  /** Degrees, clockwise. */ readonly skew: number
  /** Standard deviation of the grey noise, 0–255. */ readonly noise: number
  /** Gaussian blur, pixels. */ readonly blur: number
  /** A red seal over the sign-off. */ readonly seal: boolean
  /** A red ĐẾN stamp of the receiver on the upper part of the page. */ readonly stamp?: boolean
  /** A signature in blue ink across the sign-off. */ readonly signature?: boolean
  /** Darkening towards one corner, 0–1, as under a phone. */ readonly shadow: number
  /** Quarter turns clockwise. */ readonly quarters: 0 | 1 | 2 | 3
  readonly seed: number
}
export const lightDamage: Damage = { skew: 1, noise: 12, blur: 0.6, seal: true, shadow: 0, quarters: 0, seed: 1 }

/** mulberry32: small, fast, the same everywhere. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A clean page image → a scan of it (PNG, colour). */
export async function degrade(page: Uint8Array, damage: Damage): Promise<Buffer> {
  const { width, height } = await sharp(page).metadata()
  let image = sharp(page).flatten({ background: '#ffffff' })
  if (damage.seal) {
    const size = Math.round(width * 0.17)
    const seal = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 100 100"><g fill="none" stroke="#d0202a" opacity="0.8"><circle cx="50" cy="50" r="46" stroke-width="3"/><circle cx="50" cy="50" r="33" stroke-width="1.5"/></g><path fill="#d0202a" opacity="0.8" d="M50 28l6 16h17l-14 10 5 17-14-10-14 10 5-17-14-10h17z"/></svg>`
    const top = Math.round(height * 0.72)
    image = image.composite([{ input: Buffer.from(seal), left: Math.round(width * 0.52), top }])
  }
  const layers: { input: Buffer; left: number; top: number }[] = []
  const next0 = random(damage.seed * 7 + 3)
  if (damage.stamp === true) {
    const w = Math.round(width * 0.235), h = Math.round(w * 0.62)
    const text = (y: number, size: number, s: string, weight = 'normal'): string => `<text x="50" y="${y}" font-family="Tinos, Liberation Serif, serif" font-size="${size}" font-weight="${weight}" text-anchor="middle" fill="#cc1f2b">${s}</text>`
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 100 62"><rect x="1.5" y="1.5" width="97" height="59" fill="none" stroke="#cc1f2b" stroke-width="1.2"/>${text(13, 8, 'VĂN PHÒNG UBND', 'bold')}${text(29, 11, 'ĐẾN Số: 2417', 'bold')}${text(43, 9, 'Ngày: 15/9/2025')}${text(56, 8, 'Chuyển: Đ/c Hải')}</svg>`
    layers.push({ input: Buffer.from(svg), left: Math.round(width * (0.1 + 0.04 * next0())), top: Math.round(height * (0.235 + 0.03 * next0())) })
  }
  if (damage.signature === true) {
    const w = Math.round(width * 0.2), h = Math.round(w * 0.4)
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 100 40"><path d="M5 30 C20 2 28 38 36 14 S52 36 60 12 S78 34 95 8" fill="none" stroke="#2338a8" stroke-width="1.8"/></svg>`
    layers.push({ input: Buffer.from(svg), left: Math.round(width * 0.62), top: Math.round(height * 0.76) })
  }
  if (layers.length > 0) image = sharp(await image.png().toBuffer()).composite(layers)
  let bytes = await image.png().toBuffer()
  if (damage.skew !== 0) bytes = await sharp(bytes).rotate(damage.skew, { background: '#ffffff' }).png().toBuffer()
  if (damage.blur > 0.3) bytes = await sharp(bytes).blur(damage.blur).png().toBuffer()
  const { data, info } = await sharp(bytes).removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  const next = random(damage.seed)
  for (let y = 0, at = 0; y < info.height; y++) for (let x = 0; x < info.width; x++) {
    // Sum of four uniform numbers: near enough to a bell, and cheap.
    const grain = (next() + next() + next() + next() - 2) * 1.73 * damage.noise
    const dark = 1 - damage.shadow * ((x / info.width) * 0.6 + (y / info.height) * 0.4)
    for (let c = 0; c < info.channels; c++, at++) { const v = (data[at] ?? 255) * dark * 0.97 + grain; data[at] = v < 0 ? 0 : v > 255 ? 255 : v }
  }
  let out = sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
  if (damage.quarters > 0) out = out.rotate(damage.quarters * 90)
  return out.png({ compressionLevel: 3 }).toBuffer()
}

/** Pages as a PDF that holds nothing but JPEG pictures, as an office scanner makes it. */
export async function scannedPdf(pages: readonly Uint8Array[], dpi: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  const offsets: number[] = []
  let length = 0
  const add = (part: string | Buffer): void => { const b = typeof part === 'string' ? Buffer.from(part, 'latin1') : part; chunks.push(b); length += b.length }
  const object = (n: number, ...parts: (string | Buffer)[]): void => { offsets[n] = length; add(`${n} 0 obj\n`); parts.forEach(add); add('\nendobj\n') }
  add('%PDF-1.5\n%\xe2\xe3\xcf\xd3\n')
  const kids = pages.map((_, i) => `${3 + i * 3} 0 R`).join(' ')
  object(1, '<< /Type /Catalog /Pages 2 0 R >>')
  object(2, `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  for (const [i, page] of pages.entries()) {
    const { data, info } = await sharp(page).jpeg({ quality: 80 }).toBuffer({ resolveWithObject: true })
    const w = ((info.width / dpi) * 72).toFixed(2), h = ((info.height / dpi) * 72).toFixed(2), n = 3 + i * 3
    const drawing = `q ${w} 0 0 ${h} 0 0 cm /P Do Q`
    object(n, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Resources << /XObject << /P ${n + 1} 0 R >> >> /Contents ${n + 2} 0 R >>`)
    object(n + 1, `<< /Type /XObject /Subtype /Image /Width ${info.width} /Height ${info.height} /ColorSpace /${info.channels === 1 ? 'DeviceGray' : 'DeviceRGB'} /BitsPerComponent 8 /Filter /DCTDecode /Length ${data.length} >>\nstream\n`, data, '\nendstream')
    object(n + 2, `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`)
  }
  const start = length
  const count = 3 + pages.length * 3
  add(`xref\n0 ${count}\n0000000000 65535 f \n`)
  for (let n = 1; n < count; n++) add(`${String(offsets[n] ?? 0).padStart(10, '0')} 00000 n \n`)
  add(`trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`)
  return new Uint8Array(Buffer.concat(chunks))
}

import { openPaper, renderPage } from '../directives/paper/index.ts'
import { degrade, lightDamage, scannedPdf } from '../directives/paper/testing/degrade.ts'
import { partsOf, typeset } from '../directives/paper/testing/typeset.ts'
import { orRefuse } from '../platform/refusal.ts'

/** A text set on paper in its form, printed, stamped, and scanned a little askew: what a clerk has in hand. PDF of pictures, 200 dpi. */
export async function scanOf(text: string): Promise<Buffer> {
  const dpi = 200
  const printed = typeset(partsOf(text))
  const { pages } = orRefuse(await openPaper(printed, 'in.pdf'))
  const scans: Buffer[] = []
  for (let n = 1; n <= pages.length; n++) scans.push(await degrade(await renderPage(printed, 'in.pdf', n, { dpi }), { ...lightDamage, skew: 0.4, seal: n === pages.length, seed: n }))
  return Buffer.from(await scannedPdf(scans, dpi))
}

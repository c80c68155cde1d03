import { sql } from 'kysely'
import sharp from 'sharp'
import { audit } from '../platform/audit/index.ts'
import { asStaff, readAs, type StaffSession } from '../platform/db/index.ts'
import { dayOf } from '../platform/dates.ts'
import { bytesOf, getFile, keepBytes, recordFile } from '../platform/files/index.ts'
import { newId } from '../platform/ids.ts'
import { compilePdf } from '../platform/print/index.ts'
import { requireHeld } from './commands-delivery.ts'
import type { CopyForm, DocumentCopy } from './contract.ts'
import { copyTemplate } from './drafting/copy.typ.ts'
import { copyLines, copySeries, copySymbol, type CopyBlock } from './drafting/rules/copy.ts'
import { renderPage } from './paper/index.ts'
import { organOf } from './queries-draft.ts'
import { seen } from './queries.ts'
import { abbreviationOf, receivingOrganOf } from './rules.ts'
import { announceDirective, nextNumber, notFound, nowInstant, refuseWith, run } from './store.ts'

export type Copying = { form: CopyForm; pages: readonly number[]; recipients: readonly string[]; copies: number | null }
/** A copy is drawn in the request: more pages than this are copied in parts. */
const mostPages = 40
/** 200 dpi across A4: legible as printed, a page some hundred kilobytes. */
const pageWidth = 1654
const [pageHeight, blockHeight, gap] = [297, 78, 6]

type Picture = { readonly jpeg: Buffer; /** Where the text of the page ends, in millimetres from the top of an A4 sheet. */ readonly endsAt: number }
/** A page as JPEG, and how far down it is written on: the last row with more than a speck of ink. */
async function pictureOf(png: Uint8Array): Promise<Picture> {
  const page = sharp(png).flatten({ background: '#fff' })
  const { data, info } = await page.clone().greyscale().resize({ width: 420 }).raw().toBuffer({ resolveWithObject: true })
  let last = 0
  for (let y = info.height - 1; y > 0 && last === 0; y--) {
    let ink = 0
    for (let x = 0; x < info.width; x++) if (data[y * info.width + x]! < 170) ink++
    if (ink > 2) last = y
  }
  return { jpeg: await page.jpeg({ quality: 78 }).toBuffer(), endsAt: (last / info.height) * pageHeight }
}

/** Lập bản sao: the stored pages, the block of our organ with the next number of the register of copies, kept as it was made. */
export async function makeCopy(who: StaffSession, id: string, c: Copying): Promise<DocumentCopy> {
  const paper = await readAs(who, async (db) => {
    const d = await seen(db, id)
    if (d.sha256 === null || (d.kind !== 'pdf' && d.kind !== 'image')) return refuseWith({ code: 'copy.no_pages' })
    await getFile(db, d.sha256)
    const [n] = await run<{ pages: number }>(db, sql`select greatest(page_count, 1) as pages from document where province_id = current_province() and id = ${id}::uuid`)
    const [organ] = await run<{ number: string | null }>(db, sql`select number from document where province_id = current_province() and id = ${id}::uuid`)
    return { sha256: d.sha256, name: d.name ?? 'văn bản', pages: n!.pages, number: organ!.number, organ: await organOf(db, who.organisationId, { names: [], groups: [] }) }
  })
  const wanted = c.form === 'trich_sao' ? [...new Set(c.pages)].sort((a, b) => a - b) : Array.from({ length: paper.pages }, (_, i) => i + 1)
  const unknown = wanted.find((p) => p > paper.pages)
  if (unknown !== undefined || wanted.length === 0) refuseWith({ code: 'copy.page_unknown', page: unknown ?? 0, pages: paper.pages })
  if (wanted.length > mostPages) refuseWith({ code: 'copy.too_many_pages', pages: wanted.length, most: mostPages })
  const bytes = await bytesOf(paper.sha256)
  const pictures: Picture[] = []
  // One page after the other: each is some megabytes while it is drawn.
  for (const page of wanted) pictures.push(await pictureOf(await renderPage(bytes, paper.name, page, { width: pageWidth })))
  const organ = receivingOrganOf(paper.organ)
  const abbreviation = abbreviationOf(paper.organ)

  return asStaff(who, async (db) => {
    await requireHeld(db, id)
    const now = nowInstant()
    const today = dayOf(now)
    const series = copySeries(today)
    const number = await nextNumber(db, 'out', series)
    const block: CopyBlock = {
      form: c.form, organ: organ.name, parent: organ.parent, number, abbreviation, place: organ.place, date: today, recipients: c.recipients,
      signer: { onBehalfOf: organ.signer.onBehalfOf === null ? null : `TM. ${organ.signer.onBehalfOf}`, position: organ.signer.position, name: organ.signer.name },
    }
    const end = pictures.at(-1)!.endsAt
    const height = blockHeight + Math.max(0, c.recipients.length - 4) * 5
    const pdf = Buffer.from(compilePdf(copyTemplate, {
      title: `${copySymbol(c.form, number, abbreviation)} ${paper.number ?? ''}`.trim(), below: end + gap + height <= pageHeight - 12 ? end + gap : null, block: copyLines(block),
      pages: pictures.map((p, i) => ({ picture: [...p.jpeg], alt: `Trang ${wanted[i]}` })),
    }))
    const sha256 = await keepBytes(pdf)
    const symbol = copySymbol(c.form, number, abbreviation)
    const copyId = newId()
    await recordFile(db, { sha256, bytes: pdf.length, mediaType: 'application/pdf', name: `${symbol}.pdf`, recordKind: 'document.copy', recordId: copyId })
    const pages = c.form === 'trich_sao' ? wanted : []
    const [made] = await run<DocumentCopy>(db, sql`insert into document_copy (province_id, organisation_id, series, number, id, document_id, form, symbol, made_on, at, pages, recipients, copies, signer, signer_title, sha256, by_account, by_post)
      values (${who.provinceId}, ${who.organisationId}, ${series}, ${number}, ${copyId}, ${id}, ${c.form}, ${symbol}, ${today}::date, ${now}::timestamptz, ${pages}::int[], ${[...c.recipients]}::text[], ${c.copies}, ${block.signer.name}, ${block.signer.position}, ${sha256}, ${who.accountId}, ${who.postId})
      returning id, form, number, symbol, made_on as "madeOn", pages, recipients, copies, sha256`)
    await announceDirective(db, id, [who.organisationId])
    await audit(db, { action: 'document.copied', kind: 'document', id, detail: { form: c.form, symbol, pages, recipients: c.recipients, sha256 } })
    return made ?? notFound(copyId)
  })
}

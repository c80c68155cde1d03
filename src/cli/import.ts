import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { today } from '../platform/clock.ts'
import type { PlainDate } from '../platform/dates.ts'
import { maxUploadBytes } from '../platform/http/index.ts'
import { newId } from '../platform/ids.ts'
import type { StaffSession } from '../platform/db/index.ts'
import { Refused } from '../platform/refusal.ts'
import { getHolder } from '../sign-in/index.ts'
import { applyImport, previewImport } from '../units/index.ts'
import { sentenceOf } from '../words/refusals.ts'

export type ImportOptions = { readonly on?: string; readonly as?: string; readonly dryRun?: boolean; readonly closeAbsent?: boolean; readonly json?: boolean }
type Preview = Awaited<ReturnType<typeof previewImport>>
/** What became of one file. `written`: the changes stand in the database. `closedAbsent`: closed, or about to be, because the sheet does not name them. */
export type Imported = Omit<Preview, 'file' | 'name' | 'fingerprint'> & { readonly file: string; readonly dryRun: boolean; readonly written: boolean; readonly closedAbsent: number }

const both = (vi: string, en: string): string => `${vi}\n${en}`

/**
 * `taicho import FILE…`: organisations of the province from XLSX or CSV, by the same commands as the screen: preview, then all or nothing.
 * A file with a wrong row changes nothing and is told row by row; the other files go on; the exit code is then 1. A sheet that says what
 * stands already changes nothing and is no mistake, so the same import may be run every night.
 */
export async function importFiles(files: readonly string[], options: ImportOptions): Promise<number> {
  const who = await getHolder('units.manage', options.as)
  const on = options.on ?? today()
  let failures = 0
  for (const [i, file] of files.entries()) {
    const say = progress(`${files.length > 1 ? `${i + 1}/${files.length} ` : ''}${file}`)
    try {
      const done = await importFile(who, file, on, options, say)
      say(undefined)
      if (done.counts.error > 0) failures++
      if (options.json) console.log(files.length === 1 ? JSON.stringify(done, null, 1) : JSON.stringify(done))
      else console.log(inWords(done))
    } catch (e) {
      failures++
      say(undefined)
      if (!(e instanceof Refused)) throw e
      const s = sentenceOf(e.refusal)
      console.error(options.json ? JSON.stringify({ file, refusal: e.refusal, sentence: s }) : `${file}: ${s.vi}\n${file}: ${s.en}`)
    }
  }
  return failures > 0 ? 1 : 0
}

async function importFile(who: StaffSession, file: string, on: PlainDate, options: ImportOptions, say: Say): Promise<Imported> {
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile()) throw new Refused({ code: 'record.not_found', kind: 'file', id: file } as never)
  if (found.size > maxUploadBytes) throw new Refused({ code: 'request.too_large', maxBytes: maxUploadBytes } as never)
  say('đọc và so sánh · reading and comparing')
  const { file: kept, name: _, fingerprint, ...preview } = await previewImport(who, on, [{ name: path.basename(file).normalize('NFC'), mediaType: /\.xlsx$/i.test(file) ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv', bytes: await readFile(file), field: 'file' }])
  const c = preview.counts
  const closing = options.closeAbsent ? preview.absent.map((a) => a.id) : []
  const changes = c.new + c.changed + c.closed + closing.length
  const result = { ...preview, file, dryRun: options.dryRun ?? false, closedAbsent: closing.length }
  if (options.dryRun || c.error > 0 || changes === 0) return { ...result, written: false }
  say(`ghi ${changes} thay đổi · writing ${changes} changes`)
  await applyImport({ ...who, commandId: newId(), step: { value: 0 } }, kept, { on, fingerprint, closeAbsent: closing })
  return { ...result, written: true }
}

type Say = (message: string | undefined) => void
/** One line that is written over, on a terminal only. */
const progress = (prefix: string): Say => (message) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${message === undefined ? '' : `${prefix}: ${message}…`}`)
}

const most = 50
const marks = { new: '+', changed: '~', closed: '−', error: '✗', unchanged: ' ' }

function inWords(done: Imported): string {
  const c = done.counts
  const shown = done.rows.filter((r) => r.action !== 'unchanged').toSorted((a, b) => Number(b.action === 'error') - Number(a.action === 'error') || a.row - b.row)
  const lines = shown.slice(0, most).flatMap((r) => [
    `${marks[r.action]} dòng · row ${r.row}: ${r.name || '—'}${r.parent ? ` ← ${r.parent}` : ''}${r.changes.length ? `  (${r.changes.map((x) => `${x.field}: ${x.before ?? '—'} → ${x.after ?? '—'}`).join('; ')})` : ''}`,
    ...r.issues.flatMap((i) => [`    ${i.sentence.vi}`, `    ${i.sentence.en}`]),
  ])
  const rest = shown.length - most
  const absent = done.absent.length === 0 ? [] : done.closedAbsent > 0
    ? done.absent.slice(0, most).map((a) => `− ${a.name}: không có trong bảng · not in the sheet`)
    : [both(`  ${done.absent.length} cơ quan đang có không nằm trong bảng: giữ nguyên (kết thúc bằng --close-absent).`, `  ${done.absent.length} existing organisations are not in the sheet: kept (--close-absent ends them).`)]
  const verdict = c.error > 0 ? both(`Chưa ghi gì: ${c.error} dòng có lỗi. Sửa bảng rồi chạy lại.`, `Nothing was written: ${c.error} rows have errors. Mend the sheet and run this again.`)
    : done.written ? both(`Đã ghi, có hiệu lực từ ${done.on}: ${c.new} mới, ${c.changed} thay đổi, ${c.closed + done.closedAbsent} kết thúc, ${c.unchanged} giữ nguyên.`, `Written, with effect from ${done.on}: ${c.new} new, ${c.changed} changed, ${c.closed + done.closedAbsent} closed, ${c.unchanged} as they were.`)
      : done.dryRun && shown.length + done.absent.length > 0 ? both(`Xem thử, chưa ghi gì: ${c.new} mới, ${c.changed} thay đổi, ${c.closed + done.closedAbsent} kết thúc, ${c.unchanged} giữ nguyên.`, `A dry run, nothing was written: ${c.new} new, ${c.changed} changed, ${c.closed + done.closedAbsent} closed, ${c.unchanged} as they were.`)
        : both(`Không có gì phải đổi: ${c.unchanged} cơ quan đúng như trong bảng.`, `Nothing to change: ${c.unchanged} organisations stand as the sheet says.`)
  return [`${done.file} (${done.sheet})`, ...lines, ...(rest > 0 ? [`  … ${rest} dòng nữa (--json) · ${rest} more rows (--json)`] : []), ...absent, verdict].join('\n')
}

import { readFile, stat } from 'node:fs/promises'
import { openPaper, paperLimits, stopPaper } from '../directives/paper/index.ts'
import { readDirective } from '../directives/reader/index.ts'
import { Refused } from '../platform/refusal.ts'
import { sentenceOf } from '../words/refusals.ts'

/**
 * `taicho read FILE…`: one file prints the reading contract as one JSON object; several print one object a line, each with its `file`.
 * A file that cannot be read is named on standard error with the reason, the others go on, and the exit code is 1.
 */
export async function readFiles(files: readonly string[], json: boolean): Promise<number> {
  let failures = 0
  const terminal = process.stderr.isTTY
  for (const [i, file] of files.entries()) {
    if (terminal && files.length > 1) process.stderr.write(`\r\u001b[K${i + 1}/${files.length} ${file}`)
    try {
      const bytes = await bytesOfFile(file)
      const opened = await openPaper(bytes, file, terminal ? { onProgress: (p: { page: number; pages: number }) => process.stderr.write(`\r\u001b[K${i + 1}/${files.length} ${file} ${p.page}/${p.pages}`) } : {})
      if (!opened.ok) throw new Refused(opened.refusal)
      const { contract } = readDirective(opened.value.text)
      if (terminal) process.stderr.write('\r\u001b[K')
      if (json) console.log(files.length === 1 ? JSON.stringify(contract, null, 1) : JSON.stringify({ file, ...contract }))
      else console.log(inWords(file, contract))
    } catch (e) {
      failures++
      if (terminal) process.stderr.write('\r\u001b[K')
      if (!(e instanceof Refused)) throw e
      const s = sentenceOf(e.refusal)
      console.error(json ? JSON.stringify({ file, refusal: e.refusal, sentence: s }) : `${file}: ${s.vi}\n${file}: ${s.en}`)
    }
  }
  await stopPaper()
  return failures ? 1 : 0
}

async function bytesOfFile(file: string): Promise<Uint8Array> {
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile()) throw new Refused({ code: 'record.not_found', kind: 'file', id: file } as never)
  if (found.size > paperLimits.maxBytes) throw new Refused({ code: 'request.too_large', maxBytes: paperLimits.maxBytes } as never)
  return readFile(file)
}

type Contract = ReturnType<typeof readDirective>['contract']
const inWords = (file: string, c: Contract): string => [
  `${file}: ${[c.type, c.number, c.issuer, c.date].filter(Boolean).join(' · ')}`,
  ...(c.title ? [`  ${c.title}`] : []),
  ...c.tasks.map((t) => `  ${t.label ?? '·'} ${t.text.slice(0, 100)}${t.text.length > 100 ? '…' : ''}  → ${t.assignees.join('; ') || '—'}${t.deadlines.length ? `  (${t.deadlines.map((d) => (typeof d === 'string' ? d : (d as { text: string }).text)).join('; ')})` : ''}`),
].join('\n')

import yauzl from 'yauzl'
import type { PaperLimits } from './limits.ts'
import type { PaperRefusal } from './refusals.ts'

/** Thrown inside the reading thread and answered as a refusal; the thread's caller never sees an exception of a bad file. */
export class Unreadable extends Error {
  readonly refusal: PaperRefusal
  constructor(refusal: PaperRefusal) { super(refusal.code); this.name = 'Unreadable'; this.refusal = refusal }
}

/** The parts of a DOCX: names from the central directory, bytes only of the parts that are asked for, counted while they inflate. */
export type OfficePackage = { readonly names: readonly string[]; read(part: string): Promise<Uint8Array | undefined> }

export async function openPackage(bytes: Uint8Array, name: string, limits: PaperLimits): Promise<OfficePackage> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const damaged = (): Unreadable => new Unreadable({ code: 'paper.damaged', name, kind: 'docx' })
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    yauzl.fromBuffer(buffer, { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: true }, (error, file) => { if (error || !file) reject(damaged()); else resolve(file) })
  })
  if (zip.entryCount > limits.maxEntries) throw new Unreadable({ code: 'paper.unsafe_package', name, reason: 'entries' })
  const entries = await new Promise<Map<string, yauzl.Entry>>((resolve, reject) => {
    const found = new Map<string, yauzl.Entry>()
    zip.on('entry', (entry: yauzl.Entry) => {
      if (found.has(entry.fileName)) { reject(damaged()); return }
      found.set(entry.fileName, entry)
      if (found.size > limits.maxEntries) { reject(new Unreadable({ code: 'paper.unsafe_package', name, reason: 'entries' })); return }
      zip.readEntry()
    })
    zip.on('end', () => resolve(found))
    zip.on('error', (error: Error) => {
      const path = /relative path|absolute path|invalid characters in fileName/iu.test(error.message)
      reject(path ? new Unreadable({ code: 'paper.unsafe_package', name, reason: 'path' }) : damaged())
    })
    zip.readEntry()
  })

  let unpacked = 0
  const read = (part: string): Promise<Uint8Array | undefined> => {
    const entry = entries.get(part)
    if (entry === undefined) return Promise.resolve(undefined)
    if (entry.isEncrypted()) return Promise.reject(new Unreadable({ code: 'paper.encrypted', name }))
    return new Promise((resolve, reject) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error || !stream) { reject(damaged()); return }
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => {
          unpacked += chunk.length
          // The declared size may lie: only what really comes out counts.
          if (unpacked > limits.maxUnzipped) { stream.destroy(); reject(new Unreadable({ code: 'paper.unpacks_too_large', name, maxUnzipped: limits.maxUnzipped })) } else chunks.push(chunk)
        })
        stream.on('error', () => reject(damaged()))
        stream.on('end', () => resolve(Buffer.concat(chunks)))
      })
    })
  }
  return { names: [...entries.keys()], read }
}

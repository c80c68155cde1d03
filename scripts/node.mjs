import { existsSync } from 'node:fs'
import path from 'node:path'

/** The Node that came with the install (npm package node-<platform>), or this one. */
export function findNode(root) {
  const brought = path.join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  return existsSync(brought) ? brought : process.execPath
}

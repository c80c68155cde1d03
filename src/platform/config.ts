import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export type Mode = 'demo' | 'office'
export type Config = {
  readonly mode: Mode
  readonly host: string
  readonly port: number
  /** Folder of database, files, logs and secret. Demo and office never share one. */
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  /** Public address, e.g. `https://taicho.example.gov.vn`; needed for passkeys and links in e-mail. */
  readonly origin: string
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string; readonly name: string } | undefined
  readonly secret: string
}

/** Root of the installed program: the folder of package.json, from sources and from the bundle alike. */
export function programRoot(): string {
  for (let at = import.meta.dirname; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, 'package.json')) && existsSync(path.join(at, 'migrations'))) return at
    if (at === path.dirname(at)) throw new Error('the program folder was not found')
  }
}

export function readConfig(flags: { empty?: boolean; demo?: boolean; port?: number; data?: string } = {}, env: NodeJS.ProcessEnv = process.env): Config {
  const databaseUrl = env['DATABASE_URL'] || undefined
  const mode: Mode = flags.demo ? 'demo' : flags.empty || databaseUrl ? 'office' : 'demo'
  const dataFolder = path.resolve(flags.data ?? env['TAICHO_DATA'] ?? path.join(programRoot(), 'data', mode))
  const port = flags.port ?? Number(env['PORT'] ?? 8021)
  const oidc = env['OIDC_ISSUER'] && env['OIDC_CLIENT_ID'] ? { issuer: env['OIDC_ISSUER'], clientId: env['OIDC_CLIENT_ID'], clientSecret: env['OIDC_CLIENT_SECRET'] ?? '', name: env['OIDC_NAME'] ?? 'OIDC' } : undefined
  return {
    mode, port, dataFolder, databaseUrl, oidc,
    host: env['HOST'] ?? '127.0.0.1',
    origin: env['TAICHO_ORIGIN'] ?? `http://localhost:${port}`,
    smtpUrl: env['SMTP_URL'] || undefined,
    mailFrom: env['MAIL_FROM'] ?? 'taicho@localhost',
    secret: env['TAICHO_SECRET'] ?? secretIn(dataFolder),
  }
}

/** Signs the sessions. Made at the first start, readable by the program's user only. */
function secretIn(folder: string): string {
  const file = path.join(folder, 'secret')
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8').trim()
}

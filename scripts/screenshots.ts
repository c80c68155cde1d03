/**
 * Pictures of every screen of the demonstration, desktop and phone, Vietnamese and English: `npm run screenshots [-- --only my-work --out folder]`.
 * Starts a demonstration of its own unless --url names a running one. For looking at, not for comparing.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Page } from 'playwright-core'

const { values } = parseArgs({ options: { url: { type: 'string' }, out: { type: 'string', default: 'screenshots/out' }, only: { type: 'string' }, languages: { type: 'string', default: 'vi,en' }, sizes: { type: 'string', default: '1440,360' } } })
const root = path.join(import.meta.dirname, '..')
const out = path.resolve(root, values.out)
mkdirSync(out, { recursive: true })

const port = 8700 + (process.pid % 200)
const folder = mkdtempSync(path.join(tmpdir(), 'taicho-shots-'))
const program = values.url ? undefined : spawn(process.execPath, [path.join(root, 'bin/taicho.mjs'), 'start', '--demo', '--data', folder, '--port', String(port)], { stdio: ['ignore', 'inherit', 'inherit'] })
const base = values.url ?? `http://localhost:${port}`
for (let i = 0; ; i++) {
  if (await fetch(`${base}/ready`).then((r) => r.ok, () => false)) break
  if (i > 600) throw new Error('the program did not start')
  await new Promise((r) => setTimeout(r, 300))
}

const accounts = (await (await fetch(`${base}/api/demo/accounts`)).json()) as { email: string; password: string }[]
const password = accounts[0]!.password
/** name, account (null: not signed in), address or how to find it. */
type Ask = <T>(url: string) => Promise<T>
type Shot = { name: string; as: string | null; at: string | ((ask: Ask) => Promise<string>) }
type Lines = { lines: { id: string; document: { id: string } }[] }
const firstOf = <T>(url: string, pick: (answer: T) => string) => async (ask: Ask): Promise<string> => pick(await ask<T>(url))
const shots: Shot[] = [
  { name: 'sign-in', as: null, at: '/' },
  { name: 'my-work', as: 'sonduong', at: '/viec-cua-toi' },
  { name: 'duty', as: 'meovac', at: firstOf('/api/my-work', (a: Lines) => `/nhiem-vu/${a.lines[0]!.id}`) },
  { name: 'board', as: 'chanhvp', at: '/nhiem-vu' },
  { name: 'register-in', as: 'vanthu', at: '/van-ban' },
  { name: 'reading', as: 'vanthu', at: firstOf('/api/directives/desk', (a: Lines) => `/van-ban/${a.lines[0]!.id}/doc`) },
  { name: 'document', as: 'chanhvp', at: firstOf('/api/directives/registers/out', (a: Lines) => `/van-ban/${a.lines[0]!.document.id}`) },
  { name: 'assign', as: 'chanhvp', at: firstOf('/api/directives/registers/in', (a: Lines) => `/van-ban/${a.lines[0]!.document.id}/giao`) },
  { name: 'coverage', as: 'chanhvp', at: firstOf('/api/directives/registers/out', (a: Lines) => `/van-ban/${a.lines[0]!.document.id}/soan`) },
  { name: 'scorecard', as: 'meovac', at: firstOf('/api/me', (a: { posts: { organisation: { id: string } }[] }) => `/phieu-ket-qua/${a.posts[0]!.organisation.id}`) },
  { name: 'calendar', as: 'sonduong', at: '/lich-bao-cao' },
  { name: 'units', as: 'chanhvp', at: '/don-vi' },
  { name: 'areas', as: 'chanhvp', at: '/dia-ban' },
  { name: 'accounts', as: 'quantri', at: '/quan-tri' },
  { name: 'account', as: 'chanhvp', at: '/tai-khoan' },
]

const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--force-color-profile=srgb'] })
const wanted = shots.filter((s) => !values.only || values.only.split(',').includes(s.name))
try {
  for (const size of values.sizes.split(',').map(Number)) for (const language of values.languages.split(',')) {
    const states = new Map<string | null, Awaited<ReturnType<typeof signedIn>>>()
    for (const shot of wanted) {
      if (!states.has(shot.as)) states.set(shot.as, await signedIn(shot.as, size, language))
      const { page, ask } = states.get(shot.as)!
      try {
        await page.goto(base + (typeof shot.at === 'string' ? shot.at : await shot.at(ask)), { waitUntil: 'load', timeout: 30_000 })
        await page.waitForSelector('main', { timeout: 15_000 }).catch(() => undefined)
        await page.waitForTimeout(1200)
        const wide = (await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')) as number
        await page.screenshot({ path: path.join(out, `${shot.name}-${size}-${language}.png`), fullPage: size < 500 })
        console.log(`${shot.name} ${size} ${language}${wide > 1 ? `  ← ${wide} px wider than the window` : ''}`)
      } catch (e) { console.error(`${shot.name}: ${(e as Error).message}`) }
    }
    for (const s of states.values()) await s.page.context().close()
  }
} finally {
  await browser.close()
  program?.kill('SIGTERM')
  if (program) await new Promise((done) => program.once('exit', done))
  rmSync(folder, { recursive: true, force: true })
}

async function signedIn(as: string | null, width: number, language: string): Promise<{ page: Page; ask: Ask }> {
  const context = await browser.newContext({ viewport: { width, height: width > 500 ? 900 : 740 }, locale: language === 'vi' ? 'vi-VN' : 'en-GB', deviceScaleFactor: 1 })
  const page = await context.newPage()
  // The tour of the first visit stands in front of the screens.
  await context.addInitScript((lang) => { localStorage.setItem('taicho.language', lang) }, language)
  if (as) {
    await page.goto(base)
    const ok = await page.evaluate(async ([email, secret, lang]) => {
      const headers = { 'content-type': 'application/json', 'x-taicho-csrf': '1' }
      const r = await fetch('/api/auth/sign-in/email', { method: 'POST', headers, body: JSON.stringify({ email, password: secret }) })
      await fetch('/api/me/language', { method: 'POST', headers, body: JSON.stringify({ language: lang }) })
      return r.ok
    }, [`${as}@demo.taicho.vn`, password, language] as const)
    if (!ok) throw new Error(`cannot sign in as ${as}`)
    await page.evaluate(async () => { const me = (await (await fetch('/api/me')).json()) as { account: { id: string } }; localStorage.setItem(`taicho.tour.${me.account.id}`, 'seen') })
  }
  return { page, ask: <T>(url: string) => page.evaluate(async (u) => (await fetch(u)).json(), url) as Promise<T> }
}

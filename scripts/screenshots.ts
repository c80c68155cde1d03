/**
 * Pictures of every screen of the demonstration, desktop and phone, Vietnamese and English: `npm run screenshots [-- --only my-work --out folder]`.
 * `--themes light,dark` adds the dark ones, `--print` the sheets of paper (PDF). Starts a demonstration of its own unless --url names a running
 * one. For looking at, not for comparing.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Page } from 'playwright-core'

const { values } = parseArgs({ options: {
  url: { type: 'string' }, out: { type: 'string', default: 'screenshots/out' }, only: { type: 'string' },
  languages: { type: 'string', default: 'vi,en' }, sizes: { type: 'string', default: '1440,360' }, themes: { type: 'string', default: 'light' }, print: { type: 'boolean', default: false },
} })
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
/** Asks the server as the account that is signed in. */
type Ask = <T>(url: string) => Promise<T>
/** `as: null` is before sign-in; `open` opens what the picture is of; `phone` is shown on narrow windows only. */
type Shot = { name: string; as: string | null; phone?: true; at: string | ((ask: Ask) => Promise<string>); open?: (page: Page, language: string) => Promise<void> }
type Lines = { lines: { id: string; document: { id: string } }[] }
type Me = { posts: { organisation: { id: string } }[] }
const firstOf = <T>(url: string, pick: (answer: T) => string) => async (ask: Ask): Promise<string> => pick(await ask<T>(url))
const press = (vi: RegExp | string, en: RegExp | string, role: 'button' | 'tab' | 'link' | 'row' = 'button') => (page: Page, language: string): Promise<void> => page.getByRole(role, { name: language === 'vi' ? vi : en }).filter({ visible: true }).first().click({ timeout: 5000 })
const outgoing = (rest: string) => firstOf('/api/directives/registers/out', (a: Lines) => `/van-ban/${a.lines[0]!.document.id}${rest}`)
const incoming = (rest: string) => firstOf('/api/directives/registers/in', (a: Lines) => `/van-ban/${a.lines.at(-1)!.document.id}${rest}`)
const shots: Shot[] = [
  { name: 'sign-in', as: null, at: '/' },
  { name: 'my-work', as: 'sonduong', at: '/viec-cua-toi' },
  { name: 'my-work-late', as: 'meovac', at: '/viec-cua-toi' },
  { name: 'my-work-open', as: 'sonduong', at: firstOf('/api/my-work', (a: Lines) => `/viec-cua-toi/${a.lines[0]!.id}`) },
  { name: 'duty', as: 'meovac', at: firstOf('/api/my-work', (a: Lines) => `/nhiem-vu/${a.lines[0]!.id}`) },
  { name: 'duty-giver', as: 'chanhvp', at: firstOf('/api/my-work?view=confirm', (a: Lines) => `/nhiem-vu/${a.lines[0]!.id}`) },
  { name: 'board', as: 'chanhvp', at: '/nhiem-vu' },
  { name: 'board-clauses', as: 'chanhvp', at: firstOf('/api/obligation-board/directives', (a: { id: string }[]) => `/nhiem-vu?vb=${a[0]!.id}`) },
  { name: 'board-columns', as: 'chanhvp', at: '/nhiem-vu?xem=columns' },
  { name: 'board-deadline', as: 'chanhvp', at: '/nhiem-vu?xem=deadline' },
  { name: 'my-work-confirm', as: 'chanhvp', at: '/viec-cua-toi?danh=confirm' },
  { name: 'conflicts', as: 'chanhvp', at: '/chong-cheo' },
  { name: 'scorecard', as: 'meovac', at: firstOf('/api/me', (a: Me) => `/phieu-ket-qua/${a.posts[0]!.organisation.id}`) },
  { name: 'calendar', as: 'sonduong', at: '/lich-bao-cao' },
  { name: 'desk', as: 'vanthu', at: '/van-ban' },
  { name: 'register-in', as: 'chanhvp', at: '/van-ban?so=den' },
  { name: 'register-out', as: 'chanhvp', at: '/van-ban?so=di' },
  { name: 'reading', as: 'vanthu', at: firstOf('/api/directives/desk', (a: Lines) => `/van-ban/${a.lines[0]!.id}/doc`) },
  { name: 'document', as: 'chanhvp', at: outgoing('') },
  { name: 'assign', as: 'chanhvp', at: incoming('/giao') },
  { name: 'draft', as: 'chanhvp', at: outgoing('/soan') },
  { name: 'coverage', as: 'chanhvp', at: outgoing('/soan?xem=ma-tran') },
  { name: 'cascade', as: 'chanhvp', at: outgoing('/trien-khai') },
  { name: 'cascade-units', as: 'chanhvp', at: outgoing('/trien-khai?xem=don-vi') },
  { name: 'handling', as: 'chanhvp', at: '/van-ban?so=giai-quyet' },
  { name: 'inbox', as: 'vanthu.sonduong', at: '/van-ban?so=hop-thu' },
  { name: 'units', as: 'chanhvp', at: '/don-vi' },
  { name: 'unit-open', as: 'quantri', at: firstOf('/api/me', (a: Me) => `/don-vi/${a.posts[0]!.organisation.id}`) },
  { name: 'unit-import', as: 'quantri', at: '/nhap-don-vi' },
  { name: 'areas', as: 'chanhvp', at: '/dia-ban' },
  { name: 'accounts', as: 'quantri', at: '/quan-tri' },
  { name: 'account-open', as: 'quantri', at: firstOf('/api/me', (a: { account: { id: string } }) => `/quan-tri/${a.account.id}`) },
  { name: 'audit', as: 'quantri', at: '/nhat-ky' },
  { name: 'account', as: 'chanhvp', at: '/tai-khoan' },
  { name: 'notices', as: 'meovac', at: '/viec-cua-toi', open: press(/^Thông báo/, /^Notices/) },
  { name: 'search', as: 'chanhvp', at: '/viec-cua-toi', open: async (page) => { await page.keyboard.press('Control+k'); await page.keyboard.type('son duong', { delay: 20 }) } },
  { name: 'keys', as: 'chanhvp', at: '/nhiem-vu', open: async (page) => { await page.keyboard.type('?') } },
  { name: 'post-menu', as: 'chanhvp', at: '/viec-cua-toi', open: press(/Chánh Văn phòng/, /Chánh Văn phòng/) },
  { name: 'more', as: 'chanhvp', at: '/viec-cua-toi', phone: true, open: press('Thêm', 'More') },
  { name: 'draft-giving', as: 'chanhvp', at: outgoing('/soan?xem=giao') },
  { name: 'register-books', as: 'vanthu', at: '/van-ban/so' },
  { name: 'rules', as: 'meovac', at: '/quy-dinh/covid-19' },
  { name: 'rules-measles', as: 'soyte', at: '/quy-dinh/measles' },
  { name: 'zones', as: 'meovac', at: '/cap-do-dich' },
  { name: 'zone-open', as: 'meovac', at: firstOf('/api/zones', (a: { units: { unit: { id: string; name: string } }[] }) => `/cap-do-dich/${a.units.find((u) => u.unit.name === 'Xã Mèo Vạc')!.unit.id}`) },
  { name: 'zone-decide', as: 'meovac', at: firstOf('/api/zones', (a: { units: { unit: { id: string; name: string } }[] }) => `/cap-do-dich/${a.units.find((u) => u.unit.name === 'Xã Mèo Vạc')!.unit.id}`), open: press('Ghi quyết định', 'Record a decision') },
  { name: 'declarations', as: 'meovac', at: '/to-khai' },
  { name: 'declaration-open', as: 'meovac', at: firstOf('/api/declarations', (a: { declarations: { id: string }[] }) => `/to-khai/${a.declarations[0]!.id}`) },
  { name: 'public-start', as: null, at: '/khai-bao' },
  { name: 'public-paper', as: null, at: '/khai-bao/giay' },
  { name: 'cases', as: 'meovac', at: '/ca-benh' },
  { name: 'case-open', as: 'meovac', at: '/ca-benh', open: (page) => page.locator('a[href^="/ca-benh/"]').filter({ visible: true }).first().click({ timeout: 5000 }) },
  { name: 'contacts', as: 'meovac', at: '/tiep-xuc' },
  { name: 'contact-open', as: 'meovac', at: '/tiep-xuc', open: (page) => page.locator('a[href^="/tiep-xuc/"]').filter({ visible: true }).first().click({ timeout: 5000 }) },
  { name: 'people', as: 'meovac', at: '/nguoi', open: async (page) => { await page.locator('input[data-filter], input[type=search]').first().fill('giang a pao'); await page.keyboard.press('Enter') } },
  { name: 'duplicates', as: 'soyte', at: '/nghi-trung' },
  { name: 'not-found', as: 'chanhvp', at: '/khong-co-trang-nay' },
]

const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--force-color-profile=srgb'] })
const wanted = shots.filter((s) => !values.only || values.only.split(',').includes(s.name))
try {
  for (const theme of values.themes.split(',')) for (const size of values.sizes.split(',').map(Number)) for (const language of values.languages.split(',')) {
    const states = new Map<string | null, Awaited<ReturnType<typeof signedIn>>>()
    for (const shot of wanted.filter((s) => !s.phone || size < 500)) {
      try {
        if (!states.has(shot.as)) states.set(shot.as, await signedIn(shot.as, size, language, theme))
        const { page, ask } = states.get(shot.as)!
        await page.goto(base + (typeof shot.at === 'string' ? shot.at : await shot.at(ask)), { waitUntil: 'load', timeout: 30_000 })
        await page.waitForSelector('main', { timeout: 15_000 }).catch(() => undefined)
        await page.waitForTimeout(1200)
        if (shot.open) { await shot.open(page, language); await page.waitForTimeout(500) }
        const wide = (await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')) as number
        const name = `${shot.name}-${size}-${language}${theme === 'light' ? '' : `-${theme}`}`
        await page.screenshot({ path: path.join(out, `${name}.png`), fullPage: size < 500 && !shot.open })
        if (values.print) await page.pdf({ path: path.join(out, `${name}.pdf`), preferCSSPageSize: true })
        console.log(`${name}${wide > 1 ? `  ← ${wide} px wider than the window` : ''}`)
      } catch (e) { console.error(`${shot.name} ${size} ${language}: ${(e as Error).message}`); process.exitCode = 1 }
    }
    for (const s of states.values()) await s.page.context().close()
  }
} finally {
  await browser.close()
  program?.kill('SIGTERM')
  if (program) await new Promise((done) => program.once('exit', done))
  rmSync(folder, { recursive: true, force: true })
}

async function signedIn(as: string | null, width: number, language: string, theme: string): Promise<{ page: Page; ask: Ask }> {
  const context = await browser.newContext({ viewport: { width, height: width > 500 ? 900 : 740 }, locale: language === 'vi' ? 'vi-VN' : 'en-GB', deviceScaleFactor: 1, hasTouch: width < 500, isMobile: width < 500 })
  const page = await context.newPage()
  await context.addInitScript(([lang, shade]) => { localStorage.setItem('taicho.language', lang!); localStorage.setItem('taicho.theme', shade!) }, [language, theme])
  if (as) {
    await page.goto(base)
    const ok = await page.evaluate(async ([email, secret, lang]) => {
      const headers = { 'content-type': 'application/json', 'x-taicho-csrf': '1' }
      const r = await fetch('/api/auth/sign-in/email', { method: 'POST', headers, body: JSON.stringify({ email, password: secret }) })
      await fetch('/api/me/language', { method: 'POST', headers, body: JSON.stringify({ language: lang }) })
      return r.ok
    }, [`${as}@demo.taicho.vn`, password, language] as const)
    if (!ok) throw new Error(`cannot sign in as ${as}`)
    // The tour of the first visit would stand in front of the screens.
    await page.evaluate(async () => { const me = (await (await fetch('/api/me')).json()) as { account: { id: string } }; localStorage.setItem(`taicho.tour.${me.account.id}`, 'seen') })
  }
  return { page, ask: <T>(url: string) => page.evaluate(async (u) => (await fetch(u)).json(), url) as Promise<T> }
}

import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'

const root = path.join(import.meta.dirname, '../..')
/** An address of a demonstration that is running already, for the one who writes a test; otherwise a fresh one is started. */
const running = process.env['TAICHO_URL']

/** The program as a user starts it (the built one, with its demonstration) and a browser to look at it. */
export type Office = {
  /** http://localhost:port */
  readonly base: string
  readonly browser: Browser
  /** A fresh browser profile, not signed in. */
  visitor: (size?: Size) => Promise<Page>
  /** Signed in by a press on the post in the sign-in page of the demonstration. */
  enterAs: (account: DemoAccount, size?: Size) => Promise<Page>
  /** Stops the program and the browser, removes the data folder. */
  close: () => Promise<void>
}
export type Size = { readonly width: number; readonly height: number }
export type DemoAccount = 'chanhvp' | 'chutich' | 'vanthu' | 'soyte' | 'sonduong' | 'meovac' | 'kiemtra' | 'quantri' | 'vanthu.sonduong'
export const desk: Size = { width: 1440, height: 900 }
export const phone: Size = { width: 360, height: 740 }

export async function openOffice(): Promise<Office> {
  const port = await freePort()
  const base = running ?? `http://localhost:${port}`
  if (!existsSync(path.join(root, 'dist/taicho.mjs'))) throw new Error('dist/taicho.mjs is missing: build the program first (npm run build)')
  const folder = mkdtempSync(path.join(tmpdir(), 'taicho-browser-'))
  const output: string[] = []
  const program = running ? null : spawn(process.execPath, ['dist/taicho.mjs', 'start', '--demo', '--data', folder, '--port', String(port)], {
    // Passkeys are bound to the origin; a DATABASE_URL of the person who tests is not theirs to be filled with a demonstration.
    cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, TAICHO_ORIGIN: base, DATABASE_URL: '' },
  })
  program?.stdout.on('data', (piece) => output.push(String(piece)))
  program?.stderr.on('data', (piece) => output.push(String(piece)))
  let browser: Browser | undefined
  try {
    await ready(program, base, output)
    browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] })
  } catch (error) {
    await stop(program)
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  const opened = browser
  const accounts = (await (await fetch(`${base}/api/demo/accounts`)).json()) as { email: string; post: string; organisation: string }[]
  const visitor = async (size: Size = desk): Promise<Page> => {
    const context = await opened.newContext({ viewport: size, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', acceptDownloads: true })
    context.setDefaultTimeout(20_000)
    const page = await context.newPage()
    watch(page)
    return page
  }
  return {
    base, browser: opened, visitor,
    enterAs: async (name, size) => {
      const account = accounts.find((one) => one.email.startsWith(`${name}@`))
      if (!account) throw new Error(`the demonstration has no account ${name}`)
      const page = await visitor(size)
      await page.goto(base)
      await page.getByRole('button', { name: account.post }).filter({ hasText: account.organisation }).click()
      // The tour of the first visit lies over the screen; a person puts it away with one press.
      await page.getByRole('dialog', { name: 'Hướng dẫn một phút' }).getByRole('button', { name: 'Bỏ qua' }).click()
      return page
    },
    close: async () => {
      await opened.close()
      await stop(program)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const heard = new WeakMap<BrowserContext, string[]>()
function watch(page: Page): void {
  const complaints: string[] = []
  heard.set(page.context(), complaints)
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()} ${message.location().url}`) })
}
/** What the browser's console has complained about since the page was opened, or since the last asking. */
export const complaints = (page: Page): string[] => heard.get(page.context())?.splice(0) ?? []

/** Hard gate: not one violation of WCAG 2 A and AA on the screen as it stands. */
export async function axeClean(page: Page, where: string): Promise<void> {
  // Colours are measured as they come to rest, not in the middle of a fade.
  await page.evaluate('Promise.all(document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity).map((one) => one.finished.catch(() => undefined))).then(() => undefined)')
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze()
  expect(violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} – ${node.failureSummary ?? ''}`)), `axe: ${where}`).toEqual([])
}

/** Nothing is wider than the window: nobody has to push the page sideways. */
export async function fitsTheWindow(page: Page, where: string): Promise<void> {
  const tooWide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth') as number
  expect(tooWide, `${where}: pixels wider than the window`).toBeLessThanOrEqual(1)
}

/** The bytes behind an address that the signed-in person may open. */
export async function download(page: Page, address: string): Promise<{ bytes: Buffer; mediaType: string }> {
  const answer = await page.request.get(new URL(address, page.url()).href)
  expect(answer.status(), address).toBe(200)
  return { bytes: await answer.body(), mediaType: answer.headers()['content-type'] ?? '' }
}

async function ready(program: ChildProcess | null, base: string, output: readonly string[]): Promise<void> {
  const until = Date.now() + 120_000
  while (Date.now() < until) {
    if (program && program.exitCode !== null) throw new Error(`the program ended with ${program.exitCode}: ${output.join('').slice(-2000)}`)
    if (await fetch(`${base}/ready`).then((answer) => answer.ok, () => false)) return
    await sleep(150)
  }
  throw new Error(`the program did not become ready in 120 s: ${output.join('').slice(-2000)}`)
}

async function stop(program: ChildProcess | null): Promise<void> {
  if (program === null || program.exitCode !== null || program.signalCode !== null) return
  const ended = new Promise<void>((done) => { program.once('exit', () => done()) })
  program.kill('SIGTERM')
  await Promise.race([ended, sleep(10_000)])
  if (program.exitCode === null && program.signalCode === null) { program.kill('SIGKILL'); await ended }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', () => done()) })
  const { port } = server.address() as { port: number }
  await new Promise((done) => { server.close(done) })
  return port
}

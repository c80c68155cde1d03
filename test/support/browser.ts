import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { programOf } from './program.ts'

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
  const program = running ? undefined : await programOf('demo')
  const base = running ?? program!.base
  let browser: Browser | undefined
  try {
    await program?.start()
    browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] })
  } catch (error) {
    await program?.remove()
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
      await program?.remove()
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

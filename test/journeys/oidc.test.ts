import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeClean } from '../support/browser.ts'
import { openIdentityProvider, type IdentityProvider } from '../support/identity.ts'
import { firstAdministrator, freePort, programOf, setUp, type Program } from '../support/program.ts'

/** The program of an office that signs in through its own provider, which is a real one, and a browser that presses the button. */
let program: Program
let provider: IdentityProvider
let browser: Browser
const client = { id: 'taicho', secret: 'bi-mat-cua-phep-thu' }

beforeAll(async () => {
  const port = await freePort()
  provider = await openIdentityProvider({ ...client, redirect: `http://localhost:${port}/api/auth/callback/oidc` })
  program = await programOf('empty', { port, env: { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret, OIDC_NAME: 'Cổng tỉnh' } })
  await program.start()
  await setUp(program)
  browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] })
}, 150_000)
afterAll(async () => { await browser?.close(); await program?.remove(); await provider?.close() })

async function pressTheButton(): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })).newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${program.base}/don-vi`)
  await page.getByRole('button', { name: 'Đăng nhập bằng Cổng tỉnh' }).click()
  return page
}

test('an officer presses the button of the office\'s provider and is in, on the page they came for', async () => {
  provider.be({ sub: 'cccd-1', email: firstAdministrator.email, emailVerified: true, name: 'Tên ở cổng tỉnh' })
  const page = await pressTheButton()
  await page.getByRole('heading', { name: 'Đơn vị' }).first().waitFor()
  expect(new URL(page.url()).pathname).toMatch(/^\/don-vi/)
})

test('somebody without an account comes back to the sign-in page and reads what to do', async () => {
  provider.be({ sub: 'cccd-2', email: 'nguoi-la@example.vn', emailVerified: true, name: 'Người Lạ' })
  const page = await pressTheButton()
  await page.getByText('chưa có tài khoản nào mang thư điện tử này').waitFor()
  await axeClean(page, 'refused by the provider')
})

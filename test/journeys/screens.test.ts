import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeClean, complaints, desk, fitsTheWindow, openOffice, phone, type DemoAccount, type Office } from '../support/browser.ts'

/** Every main screen as it stands in the browser: wide and narrow, Vietnamese and English. */
let office: Office
beforeAll(async () => { office = await openOffice() }, 150_000)
afterAll(async () => { await office?.close() })

type Screen = { readonly at: string; readonly as: DemoAccount; readonly vi: RegExp; readonly en: RegExp }
const screens: readonly Screen[] = [
  { at: '/viec-cua-toi', as: 'chanhvp', vi: /^Việc của tôi/, en: /^My work/ },
  { at: '/nhiem-vu', as: 'chanhvp', vi: /^Bảng theo dõi nhiệm vụ/, en: /^Board/ },
  { at: '/lich-bao-cao', as: 'chanhvp', vi: /^Lịch báo cáo/, en: /^Report/ },
  { at: '/don-vi', as: 'chanhvp', vi: /^Đơn vị/, en: /^Organisations/ },
  { at: '/dia-ban', as: 'chanhvp', vi: /^Địa bàn/, en: /^Areas/ },
  { at: '/tai-khoan', as: 'chanhvp', vi: /^Tài khoản/, en: /^Account/ },
  { at: '/van-ban', as: 'vanthu', vi: /^Văn bản/, en: /^Documents/ },
  { at: 'reading', as: 'vanthu', vi: /./, en: /./ },
  { at: '/quan-tri', as: 'quantri', vi: /^Tài khoản, chức vụ/, en: /^Accounts and posts/ },
  { at: '/nhat-ky', as: 'quantri', vi: /^Nhật ký/, en: /^Audit trail/ },
]
const accounts = [...new Set(screens.map((one) => one.as))]

for (const account of accounts) {
  test(`the screens of ${account} fit a wide window and a phone, say what they are in Vietnamese and in English, can be used by everyone, and the browser complains of nothing`, async () => {
    const page = await office.enterAs(account)
    for (const language of ['vi', 'en'] as const) {
      if (language === 'en') await speak(page, 'English')
      for (const screen of screens.filter((one) => one.as === account)) {
        for (const size of [desk, phone]) {
          const where = `${screen.at} ${size.width} ${language}`
          await page.setViewportSize(size)
          await open(page, screen, language)
          await fitsTheWindow(page, where)
          if (language === 'vi') await axeClean(page, where)
          expect(complaints(page), where).toEqual([])
        }
      }
      await page.setViewportSize(desk)
    }
    await page.context().close()
  })
}

async function open(page: Page, screen: Screen, language: 'vi' | 'en'): Promise<void> {
  let at = screen.at
  if (at === 'reading') {
    // The scanned letter of the demonstration, waiting on the clerk's desk.
    const lying = (await (await page.request.get(`${office.base}/api/directives/desk`)).json()) as { lines: { id: string; state: string }[] }
    const waiting = lying.lines.find((line) => line.state === 'to_confirm')
    expect(waiting, 'a document waits on the desk').toBeDefined()
    at = `/van-ban/${waiting!.id}/doc`
  }
  await page.goto(office.base + at)
  await page.getByRole('main').getByRole('heading', { level: 1, name: screen[language] }).first().waitFor()
  if (screen.at === 'reading') {
    const confirm = page.getByRole('button', { name: language === 'vi' ? 'Xác nhận và vào sổ' : 'Confirm and register' })
    if (!(await confirm.isVisible())) await page.getByRole('tab', { name: language === 'vi' ? /^Bản đọc/ : /^The reading/ }).click()
    await confirm.waitFor()
  }
  await page.waitForLoadState('load')
  // What is asked of the server has been answered: no list is still being fetched, the live line stays open for ever.
  await expect.poll(() => page.getByText(language === 'vi' ? 'Đang tải…' : 'Loading…', { exact: true }).filter({ visible: true }).count()).toBe(0)
  await expect.poll(() => page.evaluate('document.documentElement.lang')).toBe(language)
}

async function speak(page: Page, language: 'English' | 'Tiếng Việt'): Promise<void> {
  await page.goto(`${office.base}/tai-khoan`)
  await page.getByRole('main').getByRole('button', { name: language }).click()
  await page.getByRole('main').getByRole('heading', { level: 1, name: language === 'English' ? 'Account' : 'Tài khoản' }).waitFor()
}

test('a press on English changes every word of the frame, and a press on Tiếng Việt brings them back', async () => {
  const page = await office.enterAs('kiemtra')
  const places = page.getByRole('navigation').first()
  await speak(page, 'English')
  await places.getByRole('link', { name: 'Documents' }).waitFor()
  expect(await places.getByRole('link', { name: 'Văn bản' }).count()).toBe(0)
  await page.reload()
  await places.getByRole('link', { name: 'Documents' }).waitFor()
  await speak(page, 'Tiếng Việt')
  await places.getByRole('link', { name: 'Văn bản' }).waitFor()
  expect(await places.getByRole('link', { name: 'Documents' }).count()).toBe(0)
  await page.context().close()
})

test('an officer adds a passkey, signs out, and enters with the key alone', async () => {
  const page = await office.enterAs('soyte')
  const line = await page.context().newCDPSession(page)
  await line.send('WebAuthn.enable')
  await line.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } })
  await page.goto(`${office.base}/tai-khoan`)
  await page.getByRole('textbox', { name: 'Tên để nhớ' }).fill('Máy của giám đốc')
  await page.getByRole('button', { name: 'Thêm khóa trên máy này' }).click()
  await page.getByRole('listitem').filter({ hasText: 'Máy của giám đốc' }).waitFor()
  await page.getByRole('button', { name: /Giám đốc Sở Y tế/ }).first().click()
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await page.getByRole('button', { name: /Dùng khóa truy cập/ }).click()
  await page.getByRole('button', { name: /Giám đốc Sở Y tế/ }).filter({ hasText: 'Sở Y tế' }).first().waitFor()
  await page.getByRole('navigation').first().getByRole('link', { name: 'Việc của tôi' }).waitFor()
  // The key is taken away again; the account is as it was.
  await page.goto(`${office.base}/tai-khoan`)
  await page.getByRole('button', { name: 'Bỏ khóa “Máy của giám đốc”?' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Bỏ', exact: true }).click()
  await page.getByText('Chưa có khóa nào.').waitFor()
  expect(complaints(page)).toEqual([])
  await page.context().close()
})

test('an officer sees where the account is signed in and ends the other session, which is out at once', async () => {
  const here = await office.enterAs('meovac')
  const there = await office.enterAs('meovac')
  await here.goto(`${office.base}/tai-khoan`)
  const list = here.getByRole('table', { name: 'Nơi đang đăng nhập' })
  await list.getByText('máy này').waitFor()
  expect(await list.getByRole('button', { name: 'Kết thúc' }).count()).toBeGreaterThanOrEqual(1)
  const inside = async (page: Page): Promise<boolean> => (await (await page.request.get(`${office.base}/api/me`)).json()) !== null
  expect(await inside(there)).toBe(true)
  while (await list.getByRole('button', { name: 'Kết thúc' }).count() > 0) {
    const before = await list.getByRole('button', { name: 'Kết thúc' }).count()
    await list.getByRole('button', { name: 'Kết thúc' }).first().click()
    await expect.poll(() => list.getByRole('button', { name: 'Kết thúc' }).count()).toBe(before - 1)
  }
  expect([await inside(there), await inside(here)]).toEqual([false, true])
  expect((await there.request.get(`${office.base}/api/my-work`)).status()).toBe(401)
  await there.goto(office.base)
  await there.getByRole('heading', { name: 'Vào thử với một chức vụ' }).waitFor()
  await here.context().close()
  await there.context().close()
})

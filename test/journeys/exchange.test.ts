import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeClean, complaints, download, fitsTheWindow, openOffice, phone, type Office } from '../support/browser.ts'

/**
 * What passes between offices, through the screens: arrival and stamp, sending, refusing, sending again, receiving, edXML out and in, asking back
 * about a duty, correcting what was said, a certified copy, calling a paper back, and the door that stays shut to a secret paper.
 */
const number = '871-CV/TU'
const letter = `TỈNH ỦY TUYÊN QUANG\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nTuyên Quang, ngày 20 tháng 11 năm 2025\n\n*\nSố 871 - CV/TU\n\nVề việc rà soát điểm cách ly\nvà lực lượng phục vụ\n\nKính gửi: - Ủy ban nhân dân các xã, phường.\n\nThường trực Tỉnh ủy yêu cầu các cơ quan, đơn vị thực hiện một số nội dung sau:\n\n1. Ủy ban nhân dân các xã, phường rà soát các điểm cách ly đã chuẩn bị, bổ sung người phục vụ.\n\n2. Sở Y tế hướng dẫn việc bảo đảm an toàn phòng bệnh tại các điểm cách ly.\n\nNơi nhận:\n- Như kính gửi,\n- Lưu Văn phòng Tỉnh ủy.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\n\n\nLý Hồng Thái\n`

let office: Office
let clerk: Page, communeClerk: Page, communeHead: Page, chair: Page
let at = ''

beforeAll(async () => { office = await openOffice() }, 150_000)
afterAll(async () => { await office?.close() })

const main = (page: Page) => page.getByRole('main')
const take = async (page: Page, name: string, bytes: Buffer, mimeType: string): Promise<void> => {
  await page.goto(`${office.base}/van-ban?so=den`)
  await page.getByLabel('Nhận văn bản').setInputFiles({ name, mimeType, buffer: bytes })
}
const menu = async (page: Page, item: string): Promise<void> => {
  await page.getByRole('button', { name: /^Việc khác/ }).click()
  await page.getByRole('button', { name: item }).click()
}

test('a clerk enters when a letter came, to whom it goes and a remark; the stamp shows that day', async () => {
  clerk = await office.enterAs('vanthu')
  await take(clerk, 'tinh-uy-871.txt', Buffer.from(letter), 'text/plain')
  await clerk.getByRole('region', { name: 'Đang nhận' }).getByRole('listitem').filter({ hasText: 'tinh-uy-871.txt' }).getByRole('button', { name: 'Đọc' }).click()
  await clerk.waitForURL(/\/doc$/)
  at = new URL(clerk.url()).pathname.replace(/\/doc$/, '')
  await clerk.getByRole('button', { name: /^Đến:/ }).click()
  const sheet = clerk.getByRole('dialog', { name: 'Đến' })
  await sheet.getByLabel('Ngày đến').fill('21/11/2025')
  await sheet.getByLabel('Giờ đến').fill('7h45')
  await sheet.getByLabel('Chuyển cho').fill('Phòng Khoa giáo - Văn xã')
  await sheet.getByLabel('Ghi chú trong sổ').fill('Bản giấy gửi sau')
  await sheet.getByLabel('Ghi chú trong sổ').press('Tab')
  await axeClean(clerk, 'the arrival of a letter')
  await clerk.keyboard.press('Escape')
  await clerk.getByRole('button', { name: 'Xác nhận và vào sổ' }).click()
  const registered = clerk.getByRole('region', { name: 'Đã vào sổ văn bản đến' })
  const doubts = clerk.getByRole('dialog', { name: /chỗ cần xem lại/ })
  const twin = clerk.getByRole('dialog', { name: 'Văn bản này có thể đã có' })
  await registered.or(doubts).or(twin).first().waitFor()
  if (await doubts.isVisible()) await doubts.getByRole('button', { name: 'Xác nhận và vào sổ' }).click()
  await registered.or(twin).first().waitFor()
  // Only where the journey is made a second time in one office (TAICHO_URL); a fresh one has no twin.
  if (process.env['TAICHO_URL'] && await twin.isVisible()) { await twin.getByRole('button', { name: 'Vẫn vào sổ' }).click(); complaints(clerk) }
  await registered.waitFor()
  await clerk.goto(office.base + at)
  await main(clerk).getByText('Phòng Khoa giáo - Văn xã').first().waitFor()
  await main(clerk).getByText('07:45 21/11/2025').first().waitFor()
  await clerk.getByRole('button', { name: /^Việc khác/ }).click()
  const stamp = await download(clerk, (await clerk.getByRole('link', { name: 'In dấu đến' }).getAttribute('href'))!)
  expect(stamp.mediaType).toMatch(/svg/)
  expect(stamp.bytes.toString('utf8')).toMatch(/ĐẾN/)
  await clerk.keyboard.press('Escape')
})

test('an appendix is pinned to it and goes where the letter goes', async () => {
  await main(clerk).getByLabel('Thêm phụ lục').setInputFiles({ name: 'phu-luc-diem-cach-ly.txt', mimeType: 'text/plain', buffer: Buffer.from('Phụ lục: danh sách điểm cách ly theo từng xã.') })
  await main(clerk).getByRole('link', { name: 'phu-luc-diem-cach-ly.txt' }).waitFor()
})

test('the commune refuses with a reason, is sent it again, and receives it into its own register', async () => {
  const send = async (): Promise<void> => {
    await clerk.goto(office.base + at)
    await menu(clerk, 'Gửi cho đơn vị')
    const sheet = clerk.getByRole('dialog', { name: 'Gửi văn bản cho đơn vị' })
    await sheet.getByRole('combobox').fill('UBND xã Sơn Dương')
    await clerk.getByRole('option', { name: 'UBND xã Sơn Dương' }).first().click()
    await sheet.getByRole('combobox').press('Escape')
    await sheet.getByRole('button', { name: 'Gửi cho đơn vị' }).click()
    await clerk.getByText(/Đã gửi 1 đơn vị/).first().waitFor()
  }
  await send()
  communeClerk = await office.enterAs('vanthu.sonduong')
  await communeClerk.goto(`${office.base}/van-ban?so=hop-thu`)
  const line = (page: Page) => main(page).getByRole('listitem').filter({ hasText: number }).first()
  await line(communeClerk).getByRole('button', { name: 'Từ chối' }).click()
  const refusing = communeClerk.getByRole('dialog', { name: 'Từ chối tiếp nhận' })
  await refusing.getByRole('textbox').fill('Thiếu trang cuối của phụ lục')
  await axeClean(communeClerk, 'refusing a letter')
  await refusing.getByRole('button', { name: 'Từ chối' }).click()
  await communeClerk.getByText('Đã từ chối tiếp nhận.').first().waitFor()
  await clerk.goto(office.base + at)
  await main(clerk).getByText(/từ chối.*Thiếu trang cuối của phụ lục/).first().waitFor()
  await send()
  await communeClerk.goto(`${office.base}/van-ban?so=hop-thu`)
  await line(communeClerk).getByRole('button', { name: 'Tiếp nhận, vào sổ' }).click()
  await communeClerk.getByText(/Đã vào sổ, số đến \d+/).first().waitFor()
  await communeClerk.goto(office.base + at)
  await main(communeClerk).getByRole('link', { name: 'phu-luc-diem-cach-ly.txt' }).waitFor()
  await axeClean(communeClerk, 'a received letter')
})

test('the letter goes out as edXML and comes in as edXML at another office, read and compared like any paper', async () => {
  await clerk.goto(office.base + at)
  await clerk.getByRole('button', { name: /^Việc khác/ }).click()
  const out = await download(clerk, (await clerk.getByRole('link', { name: 'Tải gói edXML' }).getAttribute('href'))!)
  expect(out.bytes.toString('utf8').slice(0, 400)).toMatch(/<\?xml[\s\S]*edXML/)
  await take(communeClerk, 'goi-871.edxml', out.bytes, 'application/xml')
  const sent = communeClerk.getByRole('region', { name: 'Đang nhận' }).getByRole('listitem').filter({ hasText: 'goi-871.edxml' })
  await sent.getByRole('button', { name: 'Đọc' }).click()
  await communeClerk.waitForURL(/\/doc$/)
  await expect.poll(() => communeClerk.getByRole('textbox', { name: 'Số, ký hiệu' }).first().inputValue()).toMatch(/871-CV\/TU/)
  await communeClerk.goto(office.base + at)
  await communeClerk.getByRole('button', { name: /^Việc khác/ }).click()
  const status = await download(communeClerk, (await communeClerk.getByRole('link', { name: 'Thông điệp trạng thái' }).getAttribute('href'))!)
  expect(status.bytes.toString('utf8')).toMatch(/03/)
})

test('the head of a commune asks back about a duty and mends the question; both stay in the story', async () => {
  communeHead = await office.enterAs('sonduong')
  await communeHead.goto(`${office.base}/viec-cua-toi`)
  await communeHead.getByRole('region', { name: 'Phải làm' }).getByRole('listitem').getByRole('link').first().click()
  const duty = communeHead.getByRole('article')
  await duty.getByRole('heading', { level: 2 }).waitFor()
  const id = new URL(communeHead.url()).pathname.split('/').pop()!
  await communeHead.goto(`${office.base}/nhiem-vu/${id}`)
  await main(communeHead).getByRole('button', { name: 'Bước khác' }).first().waitFor()
  const ask = main(communeHead).getByRole('button', { name: 'Hỏi lại' }).first()
  if (!await ask.isVisible()) await main(communeHead).getByRole('button', { name: 'Bước khác' }).first().click()
  await ask.click()
  const form = communeHead.getByRole('form', { name: 'Hỏi lại' })
  await form.getByRole('textbox').fill('Điểm cách ly của thị trấn cũ tính cho xã nào?')
  await form.getByRole('button', { name: 'Gửi câu hỏi' }).click()
  await main(communeHead).getByText('Điểm cách ly của thị trấn cũ tính cho xã nào?').first().waitFor()
  await main(communeHead).getByRole('button', { name: 'Đính chính' }).first().click()
  const mend = communeHead.getByRole('dialog', { name: 'Đính chính' })
  await mend.getByLabel('Nội dung đúng').fill('Điểm cách ly của thị trấn Sơn Dương cũ tính cho xã nào?')
  await mend.getByLabel('Lý do đính chính').fill('Ghi rõ tên thị trấn')
  await axeClean(communeHead, 'correcting a step')
  await mend.getByRole('button', { name: 'Ghi đính chính' }).click()
  await main(communeHead).getByText('Điểm cách ly của thị trấn Sơn Dương cũ tính cho xã nào?').first().waitFor()
  await main(communeHead).getByText(/Ghi rõ tên thị trấn/).first().waitFor()
})

test('the chairman signs a paper and gives its duties in the same step, after reading in words what will be given', async () => {
  chair = await office.enterAs('chutich')
  const { id } = (await (await chair.request.post(`${office.base}/api/directives/drafts`, { data: { upperId: null }, headers: { 'x-taicho-csrf': '1', origin: office.base } })).json()) as { id: string }
  const draft = (await (await chair.request.get(`${office.base}/api/directives/${id}/draft`)).json()) as { version: number; draft: Record<string, unknown> }
  const item = { id: crypto.randomUUID(), label: '1.', text: 'UBND xã Sơn Dương rà soát điểm cách ly, bổ sung người phục vụ.', assignees: ['UBND xã Sơn Dương'], coordinators: [], deadlines: [], deadlines_norm: [], heading: false, items: [] }
  const saved = await chair.request.put(`${office.base}/api/directives/${id}/draft`, { data: { version: draft.version, draft: { ...draft.draft, subject: 'rà soát điểm cách ly', addressees: ['UBND xã Sơn Dương'], items: [item] } }, headers: { 'x-taicho-csrf': '1', origin: office.base } })
  expect(saved.status()).toBe(200)
  await chair.goto(`${office.base}/van-ban/${id}/soan?xem=giao`)
  await main(chair).getByRole('status').filter({ hasText: /Giao 1 đơn vị, 1 nhiệm vụ/ }).waitFor()
  await axeClean(chair, 'giving duties with a draft')
  await chair.getByRole('button', { name: /^Ký, ban hành/ }).first().click()
  const sheet = chair.getByRole('dialog', { name: 'Ký, cấp số và ban hành' })
  await sheet.getByText(/Giao 1 đơn vị, 1 nhiệm vụ/).waitFor()
  const anyway = sheet.getByRole('checkbox', { name: /Ký dù còn điều chưa xử lý/ })
  if (await anyway.isVisible()) await anyway.check()
  await axeClean(chair, 'signing with duties')
  await sheet.getByRole('button', { name: 'Ký, ban hành' }).click()
  await chair.getByText(/Đã ban hành .*giao 1 việc/).first().waitFor()
  at = `/van-ban/${id}`
  await chair.waitForURL(office.base + at)
  await main(chair).getByText(/Đã giao 1 việc cho 1 đơn vị/).first().waitFor()
})

test('the clerk makes a certified copy with its number and its block', async () => {
  await clerk.goto(office.base + at)
  await menu(clerk, 'Lập bản sao')
  const sheet = clerk.getByRole('dialog', { name: 'Lập bản sao' })
  await sheet.getByLabel('Nơi nhận').fill('Sở Y tế')
  await axeClean(clerk, 'making a copy')
  await sheet.getByRole('button', { name: 'Lập bản sao' }).click()
  const made = main(clerk).getByRole('link', { name: /\/SY-/ })
  await made.waitFor({ timeout: 30_000 })
  const pdf = await download(clerk, (await made.getAttribute('href'))!)
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
})

test('the chairman calls the paper back; the commune reads why and answers that it knows, and the sender sees the answer', async () => {
  await chair.goto(office.base + at)
  await menu(chair, 'Thu hồi, thay thế, đính chính')
  const sheet = chair.getByRole('dialog', { name: 'Thu hồi, thay thế, đính chính' })
  await sheet.getByRole('radio', { name: /^Thu hồi/ }).check()
  await sheet.getByLabel('Lý do').fill('Gửi nhầm bản chưa thẩm định')
  await axeClean(chair, 'calling a paper back')
  await sheet.getByRole('button', { name: 'Thu hồi' }).click()
  await main(chair).getByText('Văn bản này đã bị thu hồi').waitFor()
  await communeClerk.goto(`${office.base}/van-ban?so=hop-thu`)
  await main(communeClerk).getByRole('listitem').filter({ hasText: 'Gửi nhầm bản chưa thẩm định' }).getByRole('button', { name: 'Xem và xác nhận' }).first().click()
  await communeClerk.waitForURL(office.base + at)
  await main(communeClerk).getByRole('button', { name: 'Xác nhận đã biết' }).click()
  await communeClerk.getByText('Đã xác nhận với nơi gửi.').first().waitFor()
  await chair.goto(office.base + at)
  await main(chair).getByText('1/1 đơn vị đã nhận xác nhận là biết.').waitFor()
  await axeClean(chair, 'a recalled paper')
  const duties = (await (await chair.request.get(`${office.base}/api/directives/${at.split('/').pop()}`)).json()) as { given: { obligationId: string }[] }
  await expect.poll(async () => ((await (await chair.request.get(`${office.base}/api/obligations/${duties.given[0]!.obligationId}`)).json()) as { work: string }).work, { timeout: 20_000 }).toBe('closed')
})

test('a paper with a secrecy mark is turned away with the law and the way out; its line alone can be entered', async () => {
  await take(clerk, 'mat.txt', Buffer.from(letter.replace('*\n', '*\nTỐI MẬT\n')), 'text/plain')
  await clerk.getByRole('region', { name: 'Đang nhận' }).getByText(/độ mật “tối mật”.*không được lưu giữ bí mật nhà nước/).waitFor()
  await clerk.getByRole('button', { name: 'Vào sổ văn bản mật' }).click()
  const sheet = clerk.getByRole('dialog', { name: 'Vào sổ văn bản mật' })
  await sheet.getByLabel('Tác giả').fill('Tỉnh ủy Tuyên Quang')
  await axeClean(clerk, 'the line of a secret paper')
  await sheet.getByRole('button', { name: 'Vào sổ', exact: true }).click()
  await clerk.getByText(/Đã vào sổ, số đến \d+\./).first().waitFor()
})

test('the settings of the registers are set by the clerk and stand above the register; on a phone nothing is pushed out of sight', async () => {
  await clerk.goto(`${office.base}/van-ban/so`)
  const book = clerk.getByRole('region', { name: 'Sổ đăng ký văn bản đến' })
  await book.getByLabel('Tên sổ').fill('Sổ công văn đến')
  await axeClean(clerk, 'settings of the registers')
  await book.getByRole('button', { name: 'Lưu' }).click()
  await clerk.getByText('Đã lưu.').first().waitFor()
  await clerk.goto(`${office.base}/van-ban?so=den`)
  await main(clerk).getByText('Sổ công văn đến').first().waitFor()
  const small = await office.enterAs('vanthu', phone)
  for (const place of ['/van-ban/so', at, '/van-ban?so=den']) {
    await small.goto(office.base + place)
    await main(small).getByRole('heading', { level: 1 }).first().waitFor()
    await fitsTheWindow(small, place)
  }
  for (const page of [clerk, communeClerk, communeHead, chair]) expect(complaints(page)).toEqual([])
})

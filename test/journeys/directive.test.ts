import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ExcelJS from 'exceljs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeClean, complaints, download, openOffice, type Office } from '../support/browser.ts'

/**
 * From the paper to the printed register, through the screens only: clerk, chief of the office, head of a commune, each signed in beside the others.
 * The real directives lie outside the repository; without them the same journey is made on a letter of our own words.
 */
const folder = path.join(process.env['TAICHO_SHARED'] ?? path.join(import.meta.dirname, '../../../shared'), 'directives/source')
const real = existsSync(folder)
if (!real) console.warn(`The real directives are not here (${folder}): the journey is made on a letter of our own words only.`)

type Paper = { readonly name: string; readonly text: string; readonly number: RegExp | null }
const upper: Paper = {
  name: 'tinh-uy-635.txt', number: /635-CV\/TU/,
  text: `TỈNH ỦY TUYÊN QUANG\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nTuyên Quang, ngày 24 tháng 8 năm 2021\n\n*\nSố 635 - CV/TU\n\nVề công tác triển khai các biện pháp\ncấp bách phòng, chống dịch\n\nKính gửi: - Ủy ban nhân dân tỉnh,\n- Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy.\n\nThường trực Tỉnh ủy yêu cầu các cơ quan, đơn vị thực hiện một số nội dung sau:\n\n1. Ủy ban nhân dân tỉnh chỉ đạo chuẩn bị đủ chỗ cách ly, vật tư và nhân lực theo từng tình huống.\n\n2. Các huyện ủy, thành ủy phân công cấp ủy viên phụ trách từng địa bàn, báo cáo Thường trực Tỉnh ủy kết quả thực hiện.\n\nNơi nhận:\n- Như kính gửi,\n- Lưu Văn phòng Tỉnh ủy.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\n\n\nLý Hồng Thái\n`,
}
const ownLetter: Paper = {
  name: 'huyen-uy-632.txt', number: /632-CV\/HU/,
  text: `ĐẢNG BỘ TỈNH TUYÊN QUANG\nHUYỆN ỦY SƠN DƯƠNG\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nSơn Dương, ngày 31 tháng 8 năm 2021\n\n*\nSố 632 - CV/HU\n\nVề việc chuẩn bị nơi cách ly\nvà rà soát người về địa phương\n\nVĂN PHÒNG HĐND-UBND HUYỆN SƠN DƯƠNG\nĐẾN Số: 1172\nNgày 06/9/2021\n\nKính gửi: - Ủy ban nhân dân huyện,\n- Các chi, đảng bộ cơ sở.\n\nThực hiện Công văn số 635-CV/TU ngày 24/8/2021 của Thường trực Tỉnh ủy về công tác triển khai các biện pháp cấp bách phòng, chống dịch; Thường trực Huyện ủy yêu cầu các cơ quan, đơn vị thực hiện tốt một số nội dung sau:\n\n1. Ủy ban nhân dân huyện chuẩn bị nơi cách ly tập trung, bảo đảm chỗ nghỉ, nước sạch và người phục vụ.\n\n2. Ban Tuyên giáo Huyện ủy chủ trì phối hợp với UBND huyện thông tin kịp thời, đúng sự thật về tình hình dịch trên địa bàn.\n\n3. Các chi, đảng bộ cơ sở rà soát người từ vùng có dịch trở về, lập danh sách theo từng thôn, tổ dân phố.\n\nNơi nhận:\n- Như kính gửi,\n- Lưu Văn phòng Huyện ủy.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\n\n\nLò Văn Kiên\n`,
}
const source = (name: string, number: RegExp | null): Paper => ({ name, number, text: readFileSync(path.join(folder, name), 'utf8') })
const letter = real ? source('002_son_duong_632-cv-hu_2021-08-31.txt', /632-CV\/HU/) : ownLetter
const others = real ? [source('000_lai_chau_cv_bcsd_2021-07.txt', null), source('001_thai_binh_cong_dien_2021-08.txt', null), source('003_dien_bien_cong_dien_khan_2021-05-10.txt', null)] : []

let office: Office
let clerk: Page
let chief: Page
let head: Page
let communeClerk: Page
/** Address of Sơn Dương's letter, and of the commune's implementing document. */
let letterAt = ''
let ours = ''

beforeAll(async () => { office = await openOffice() }, 150_000)
afterAll(async () => { await office?.close() })

/** The duties of Sơn Dương's letter in My work. */
const duties = (page: Page) => page.getByRole('region', { name: 'Phải làm' }).getByRole('listitem').getByRole('link').filter({ hasText: '632-CV/HU' })

const answer = (page: Page) => page.getByRole('main').getByRole('heading', { level: 1 }).first()

/** Uploads one paper, opens it beside its reading, and gives the address of the document. */
async function takeIn(page: Page, paper: Paper): Promise<string> {
  await page.getByRole('navigation', { name: 'Các phòng việc' }).getByRole('link', { name: 'Văn bản' }).first().click()
  await page.getByLabel('Nhận văn bản').setInputFiles({ name: paper.name, mimeType: 'text/plain', buffer: Buffer.from(paper.text) })
  const sent = page.getByRole('region', { name: 'Đang nhận' }).getByRole('listitem').filter({ hasText: paper.name })
  await sent.getByRole('button', { name: 'Đọc' }).click()
  await page.waitForURL(/\/van-ban\/[0-9a-f-]+\/doc$/)
  await page.getByRole('button', { name: 'Xác nhận và vào sổ' }).waitFor()
  return new URL(page.url()).pathname.replace(/\/doc$/, '')
}
/** Confirms what was read; doubts, if any, are taken upon oneself in so many words. Gives the arrival number. */
async function confirm(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Xác nhận và vào sổ' }).click()
  const registered = page.getByRole('region', { name: 'Đã vào sổ văn bản đến' })
  const doubts = page.getByRole('dialog', { name: /chỗ cần xem lại/ })
  const twin = page.getByRole('dialog', { name: 'Văn bản này có thể đã có' })
  await registered.or(doubts).or(twin).first().waitFor()
  if (await doubts.isVisible()) await doubts.getByRole('button', { name: 'Xác nhận và vào sổ' }).click()
  await registered.or(twin).first().waitFor()
  // Only where the journey is made a second time in one office (TAICHO_URL); a fresh one has no twin.
  if (process.env['TAICHO_URL'] && await twin.isVisible()) await twin.getByRole('button', { name: 'Vẫn vào sổ' }).click()
  await registered.waitFor()
  return Number(await registered.getByRole('status').locator('b').innerText())
}

test('a clerk takes in the letter of the provincial Party committee; it gets the next arrival number', async () => {
  clerk = await office.enterAs('vanthu')
  await takeIn(clerk, upper)
  await expect.poll(() => clerk.getByRole('textbox', { name: 'Số, ký hiệu' }).first().inputValue()).toMatch(upper.number!)
  expect(await confirm(clerk)).toBeGreaterThan(0)
})

test('the four directives are taken in, read, confirmed and registered, one after the other, each with its own arrival number', async () => {
  let last = 0
  for (const paper of others) {
    await takeIn(clerk, paper)
    const number = await confirm(clerk)
    expect(number, paper.name).toBeGreaterThan(last)
    last = number
  }
  letterAt = await takeIn(clerk, letter)
  await expect.poll(() => clerk.getByRole('textbox', { name: 'Số, ký hiệu' }).first().inputValue()).toMatch(letter.number!)
})

test('the letter of Sơn Dương is known as carrying out 635-CV/TU, and the stamp of the office that had it before, 1172 of 6/9/2021, stands apart', async () => {
  const head = clerk.getByRole('region', { name: 'Phần đầu' })
  const carried = head.locator('dl > div').filter({ has: clerk.getByText('Thực hiện', { exact: true }).and(clerk.locator('dt')) })
  await carried.getByRole('link', { name: 'có trong sổ ✓' }).waitFor()
  expect(await carried.getByRole('textbox', { name: 'số', exact: true }).first().inputValue()).toMatch(/635-CV\/TU/)
  const stamp = head.getByRole('figure')
  expect(await stamp.getByRole('textbox', { name: 'Số đến' }).inputValue()).toBe('1172')
  expect(await stamp.getByRole('textbox', { name: 'Ngày đến' }).inputValue()).toMatch(/^0?6\/0?9\/2021$/)
  await axeClean(clerk, 'the reading screen')
  const own = await confirm(clerk)
  expect(own).not.toBe(1172)
  await clerk.goto(office.base + letterAt)
  await answer(clerk).waitFor()
  await expect.poll(() => clerk.getByRole('main').innerText()).toMatch(/1172/)
  await axeClean(clerk, 'the page of the document')
})

test('the chief of the office assigns its clauses to the commune, after reading in words what will be sent', async () => {
  chief = await office.enterAs('chanhvp')
  await chief.goto(office.base + letterAt)
  await chief.getByRole('button', { name: 'Giao việc' }).click()
  await chief.getByRole('textbox', { name: /Bút phê/ }).fill('Giao UBND xã Sơn Dương triển khai ngay, báo cáo kết quả.')
  const clauses = chief.getByRole('region', { name: 'Ai làm gì, khi nào' }).getByRole('listitem').filter({ has: chief.getByRole('combobox', { name: 'Hạn' }) })
  expect(await clauses.count()).toBeGreaterThanOrEqual(3)
  await give(chief, 0, 'UBND xã Sơn Dương')
  await give(chief, 1, 'UBND xã Sơn Dương')
  await axeClean(chief, 'assigning')
  await chief.getByRole('main').getByRole('status').filter({ hasText: /Giao .*đơn vị/ }).waitFor()
  await chief.getByRole('main').getByRole('button', { name: 'Giao việc' }).click()
  await chief.getByRole('dialog', { name: 'Giao việc?' }).getByRole('button', { name: 'Giao việc' }).click()
  await chief.waitForURL(office.base + letterAt)
  await expect.poll(() => chief.getByRole('main').innerText()).toMatch(/Đã giao \d+ việc cho \d+ đơn vị/)

  async function give(page: Page, at: number, unit: string): Promise<void> {
    const clause = clauses.nth(at)
    const sheet = clause.getByRole('dialog', { name: 'Thêm đơn vị làm' })
    await clause.getByRole('button', { name: /Thêm đơn vị làm/ }).click()
    await sheet.getByRole('combobox').fill(unit)
    await page.getByRole('option', { name: unit }).first().click()
    await page.keyboard.press('Escape')
    await clause.getByRole('button', { name: /Thêm đơn vị làm/ }).filter({ hasNotText: 'chưa giao ai' }).waitFor()
  }
})

test('the commune receives the letter in its own register and acknowledges the work in its list', async () => {
  communeClerk = await office.enterAs('vanthu.sonduong')
  await communeClerk.goto(`${office.base}/van-ban?so=hop-thu`)
  await communeClerk.getByRole('main').getByRole('listitem').filter({ hasText: '632-CV/HU' }).first().getByRole('button', { name: 'Tiếp nhận, vào sổ' }).click()
  await communeClerk.getByText(/Đã vào sổ, số đến \d+/).first().waitFor()
  head = await office.enterAs('sonduong')
  await head.goto(`${office.base}/viec-cua-toi`)
  await duties(head).first().waitFor()
  expect(await duties(head).count()).toBe(2)
  await axeClean(head, 'My work')
  // Acknowledging ranks the list anew: each time the first line that is still to be acknowledged is opened.
  for (let left = 2; left > 0; left--) {
    await head.goto(`${office.base}/viec-cua-toi`)
    await duties(head).filter({ hasText: 'chưa nhận' }).first().click()
    await head.getByRole('article').getByRole('button', { name: 'Tiếp nhận' }).click()
    await head.getByRole('article').getByText('đang làm').first().waitFor()
  }
  await axeClean(head, 'a duty beside the list')
})

test('the commune drafts its implementing document; the matrix shows every clause above against ours, and one left out is put in by a press', async () => {
  await head.goto(office.base + letterAt)
  await head.getByRole('button', { name: 'Soạn văn bản triển khai' }).click()
  await head.waitForURL(/\/van-ban\/[0-9a-f-]+\/soan/)
  ours = new URL(head.url()).pathname.replace(/\/soan$/, '')
  await head.getByRole('article', { name: 'Văn bản theo thể thức' }).waitFor()
  await axeClean(head, 'drafting')
  // One clause is taken out of the draft: the matrix must say so, and mend it.
  await head.locator('[id^="item-"]').last().hover()
  await head.getByRole('button', { name: 'Bỏ mục', exact: true }).last().click()
  await head.getByRole('status').filter({ hasText: 'Đã lưu' }).waitFor()
  await head.getByRole('link', { name: 'Ma trận' }).click()
  const matrix = head.getByRole('region', { name: 'Ma trận triển khai' })
  await matrix.getByRole('rowheader').first().waitFor()
  await matrix.getByRole('button', { name: 'Thêm vào dự thảo' }).first().waitFor()
  await axeClean(head, 'the coverage matrix')
  for (let left = await matrix.getByRole('button', { name: 'Thêm vào dự thảo' }).count(); left > 0; left--) {
    await matrix.getByRole('button', { name: 'Thêm vào dự thảo' }).first().click()
    await expect.poll(() => matrix.getByRole('button', { name: 'Thêm vào dự thảo' }).count()).toBe(left - 1)
  }
  await matrix.getByRole('button', { name: /: thực hiện đủ$/ }).first().click()
  await head.getByText('Cấp trên, mục').first().waitFor()
})

test('the head of the commune signs: the paper takes its number from the outgoing register and can be had as PDF and DOCX', async () => {
  // What the program could not know it left in brackets, and does not let a paper be signed with: the clerk fills it in.
  await head.getByRole('link', { name: 'Soạn', exact: true }).click()
  await head.getByRole('article', { name: 'Văn bản theo thể thức' }).waitFor()
  for (const name of ['Nội dung mục', 'Kết thúc']) for (const field of await head.getByRole('textbox', { name }).all()) {
    const words = await field.evaluate((e) => ('value' in e ? String((e as { value: unknown }).value) : String(e.textContent)))
    if (/\[[^\]]+\]/.test(words)) await field.fill(words.replaceAll('[tên đơn vị]', 'Các thôn trên địa bàn xã').replaceAll('[ngày báo cáo]', '25/12/2026'))
  }
  await head.keyboard.press('Tab')
  await head.getByRole('status').filter({ hasText: 'Đã lưu' }).waitFor()
  await head.getByRole('button', { name: 'Ký, ban hành' }).click()
  const sheet = head.getByRole('dialog', { name: 'Ký, cấp số và ban hành' })
  const anyway = sheet.getByRole('checkbox', { name: /Ký dù còn điều chưa xử lý/ })
  if (await anyway.isVisible()) await anyway.check()
  await sheet.getByRole('button', { name: 'Ký, ban hành' }).click()
  await head.waitForURL(office.base + ours)
  await answer(head).filter({ hasText: /\d+\// }).waitFor()
  const pdf = await download(head, `/api/directives/${ours.split('/').pop()}/paper?form=pdf`)
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  const docx = await download(head, `/api/directives/${ours.split('/').pop()}/paper?form=docx`)
  expect(docx.bytes.subarray(0, 2).toString()).toBe('PK')
  await axeClean(head, 'the issued document')
})

test('the commune reports from its list; the giver reads the report and accepts it', async () => {
  await head.goto(`${office.base}/viec-cua-toi`)
  await duties(head).first().click()
  await head.getByRole('article').getByRole('heading', { level: 2 }).waitFor()
  const duty = new URL(head.url()).pathname.split('/').pop()!
  await head.getByRole('article').getByRole('button', { name: 'Báo cáo' }).first().click()
  await head.getByRole('textbox', { name: /Kết quả thực hiện/ }).fill('Đã bố trí 40 chỗ cách ly tại trường trung học cơ sở, phân công 6 người phục vụ.')
  await head.getByRole('button', { name: 'Gửi báo cáo' }).click()
  await head.getByText('Đã gửi báo cáo, chờ xác nhận.').first().waitFor()

  await chief.goto(`${office.base}/viec-cua-toi/${duty}?danh=confirm`)
  await chief.getByRole('article').getByText('Đã bố trí 40 chỗ cách ly').first().waitFor()
  await axeClean(chief, 'a report that waits for the giver')
  await chief.getByRole('article').getByRole('button', { name: 'Xác nhận hoàn thành' }).click()
  await chief.getByRole('form', { name: 'Xác nhận hoàn thành' }).getByRole('button', { name: 'Xác nhận hoàn thành' }).click()
  await chief.getByText('Đã xác nhận hoàn thành.').first().waitFor()
  const now = (await (await chief.request.get(`${office.base}/api/obligations/${duty}`)).json()) as { work: string; finish?: string }
  expect(now.work).toBe('accepted')
  await chief.goto(office.base + letterAt)
  await expect.poll(() => chief.getByRole('main').innerText(), { timeout: 10_000 }).toMatch(/đã xác nhận/)
})

test('the register is printed and exported with the arrival number of our office and the letter in one line', async () => {
  await clerk.goto(`${office.base}/van-ban?so=den`)
  const register = clerk.getByRole('region', { name: 'Sổ văn bản đến' })
  await register.getByRole('row').filter({ hasText: '632-CV/HU' }).first().waitFor()
  await axeClean(clerk, 'the register of incoming documents')
  const pdf = await download(clerk, (await register.getByRole('link', { name: 'In sổ (PDF)' }).getAttribute('href'))!)
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  const xlsx = await download(clerk, (await register.getByRole('link', { name: 'Xuất XLSX' }).getAttribute('href'))!)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(xlsx.bytes as never)
  const lines: string[] = []
  book.worksheets[0]!.eachRow((row) => { lines.push((row.values as unknown[]).map((value) => (value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value))).join(' | ')) })
  expect(lines.find((line) => line.includes('632-CV/HU')), lines.join('\n')).toBeDefined()
  for (const page of [clerk, chief, head, communeClerk]) expect(complaints(page)).toEqual([])
})

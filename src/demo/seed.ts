import { audit } from '../platform/audit/index.ts'
import { atMoment } from '../platform/clock.ts'
import { addDays, dayOf, instantOf, type PlainDate } from '../platform/dates.ts'
import { asSystem, database, readAs, sql, type StaffSession } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import { searchable } from '../platform/text.ts'
import { actOnObligation, dueDay, noDue } from '../obligations/index.ts'
import { confirmDirective, createDraft, directivesTasks, getDirective, getDraft, issueDirective, saveDraft, uploadDirectives } from '../directives/index.ts'
import { createAuthUser, permissionsOf, type Auth, type DemoAccount, type PostKind } from '../sign-in/index.ts'
import { tellTheField } from './field.ts'
import { scanOf } from './scan.ts'
import { healthReport, partyTelegram, propagandaLetter, stateItems } from './papers.ts'
import { nameOf } from './people.ts'
import { demoPosts, fullCommunes, offices } from './province.ts'

export const demoProvince = '08'
export const demoPassword = 'trinh-dien-2026'

export const demoAccounts = async (): Promise<DemoAccount[]> => demoPosts.map((p) => ({ email: p.email, name: p.person, post: p.title, organisation: officeName(p.office), hint: p.hint, password: demoPassword }))
const officeName = (key: string): string => (key.startsWith('xa:') ? `UBND xã ${key.slice(3)}` : (offices.find((o) => o.key === key)?.name ?? key))

type Placed = { id: string; name: string; head: StaffSession }
type Town = { ids: Map<string, Placed>; communes: Placed[]; posts: Map<string, StaffSession> }

/**
 * The demonstration province: its offices, people, papers and a week of work. Everything after the directory goes through the rooms' own
 * commands, as a person's would, at the moments it is said to have happened. Does nothing when the province is there.
 */
export async function seedDemo(auth: Auth, now: string, say: (message: string) => void): Promise<void> {
  const { rows } = await database().systemPool.query('select 1 from province where id = $1', [demoProvince])
  if (rows.length > 0) return
  say('Đang dựng tỉnh trình diễn… (building the demonstration province)')
  const today = dayOf(now)
  const town = await buildDirectory(auth, today)
  await tellTheWeek(town, today, now)
  await tellTheField({ chair: town.posts.get('chutich@demo.taicho.vn')!, meovac: town.posts.get('meovac@demo.taicho.vn')! }, today, now)
}

const session = (o: { id: string; name: string }, kind: PostKind, title: string, person: string): StaffSession => ({
  provinceId: demoProvince, accountId: newId(), postId: newId(), organisationId: o.id, name: person, postTitle: title, organisationName: o.name, permissions: new Set(permissionsOf[kind]), area: [], language: 'vi', requestId: newId(),
})

async function buildDirectory(auth: Auth, today: PlainDate): Promise<Town> {
  const { rows: units } = await database().systemPool.query<{ id: string; code: string; name: string; full_name: string }>(`select id, code, name, full_name from unit where level = 'commune' and province_unit_id = '2025:08' and valid_to is null order by code`)
  const from = '2025-07-01'
  const ids = new Map<string, Placed>()
  const organisations: Record<string, unknown>[] = []
  const versions: Record<string, unknown>[] = []
  const posts: { who: StaffSession; kind: PostKind; rank: number; email: string; authUser: string | null }[] = []
  const communes: Placed[] = []
  let person = 0

  const place = (o: { key: string; name: string; short: string | null; line: string; kind: string; parent: string | null; code: string | null; unit: string | null; headTitle: string | null }): Placed => {
    const id = newId()
    organisations.push({ province_id: demoProvince, id, line: o.line, kind: o.kind, code: o.code, valid_from: from })
    versions.push({ province_id: demoProvince, organisation_id: id, valid_from: from, name: o.name, short_name: o.short, parent_id: o.parent, unit_id: o.unit, search: searchable(`${o.name} ${o.short ?? ''}`) })
    const named = demoPosts.find((p) => p.kind === 'head' && officeName(p.office) === o.name)
    const head = session({ id, name: o.name }, 'head', named?.title ?? o.headTitle ?? 'Thủ trưởng', named?.person ?? nameOf(person++))
    posts.push({ who: head, kind: 'head', rank: 10, email: named?.email ?? `${head.accountId}@khong-dang-nhap.invalid`, authUser: named ? named.email : null })
    const placed = { id, name: o.name, head }
    ids.set(o.key, placed)
    return placed
  }

  const titles: Record<string, string> = { tinh_uy: 'Bí thư', van_phong_cap_uy: 'Chánh Văn phòng', ban_dang: 'Trưởng ban', ubnd_tinh: 'Chủ tịch', so_nganh: 'Giám đốc', ban_tinh: 'Chánh Thanh tra', cong_an_tinh: 'Giám đốc', quan_su_tinh: 'Chỉ huy trưởng', mttq_tinh: 'Chủ tịch', bao_dai: 'Tổng Biên tập', cdc: 'Giám đốc', benh_vien: 'Giám đốc' }
  for (const o of offices) place({ ...o, parent: o.parent ? ids.get(o.parent)!.id : null, unit: '2025:08', headTitle: titles[o.kind] ?? null })
  for (const u of units) {
    const committee = place({ key: `xa:${u.name}`, name: `UBND ${u.full_name.replace(/^./, (c) => c.toLowerCase())}`, short: null, line: 'government', kind: 'ubnd_xa', parent: ids.get('ubnd_tinh')!.id, code: `H60.${u.code}`, unit: u.id, headTitle: 'Chủ tịch' })
    communes.push(committee)
    if (!fullCommunes.includes(u.name)) continue
    place({ key: `du:${u.name}`, name: `Đảng ủy ${u.full_name.replace(/^./, (c) => c.toLowerCase())}`, short: null, line: 'party', kind: 'dang_uy_xa', parent: ids.get('tinh_uy')!.id, code: null, unit: u.id, headTitle: 'Bí thư' })
    place({ key: `tyt:${u.name}`, name: `Trạm Y tế ${u.full_name.replace(/^./, (c) => c.toLowerCase())}`, short: null, line: 'health', kind: 'tram_y_te', parent: committee.id, code: null, unit: u.id, headTitle: 'Trưởng trạm' })
  }
  for (const p of demoPosts.filter((x) => x.kind !== 'head')) {
    const who = session(ids.get(p.office)!, p.kind, p.title, p.person)
    posts.push({ who, kind: p.kind, rank: 50, email: p.email, authUser: p.email })
  }

  const authIds = new Map<string, string>()
  for (const p of demoPosts) authIds.set(p.email, await createAuthUser(auth, { name: p.person, email: p.email, password: demoPassword }))
  await asSystem(demoProvince, async (db) => {
    await db.insertInto('province').values({ id: demoProvince, name: 'Tuyên Quang', unit_id: '2025:08' }).execute()
    await sql`insert into organisation (province_id, id, line, kind, code, valid_from) select province_id, id, line, kind, code, valid_from from jsonb_to_recordset(${JSON.stringify(organisations)}::jsonb) as r(province_id text, id uuid, line text, kind text, code text, valid_from date)`.execute(db)
    await sql`insert into organisation_version (province_id, organisation_id, valid_from, name, short_name, parent_id, unit_id, search) select province_id, organisation_id, valid_from, name, short_name, parent_id, unit_id, search from jsonb_to_recordset(${JSON.stringify(versions)}::jsonb) as r(province_id text, organisation_id uuid, valid_from date, name text, short_name text, parent_id uuid, unit_id text, search text)`.execute(db)
    const rows = posts.map((p) => ({ id: p.who.postId, org: p.who.organisationId, kind: p.kind, title: p.who.postTitle, rank: p.rank, account: p.who.accountId, name: p.who.name, email: p.email, auth: p.authUser ? authIds.get(p.authUser) : `none:${p.who.accountId}`, holding: newId() }))
    const from_rows = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, org uuid, kind text, title text, rank int, account uuid, name text, email text, auth text, holding uuid)`
    await sql`insert into post (province_id, id, organisation_id, kind, title, rank, valid_from) select ${demoProvince}, id, org, kind, title, rank, ${from} from ${from_rows}`.execute(db)
    await sql`insert into account (province_id, id, auth_user_id, name, email) select ${demoProvince}, account, auth, name, email from ${from_rows}`.execute(db)
    await sql`insert into post_holding (province_id, id, post_id, account_id, from_at) select ${demoProvince}, holding, id, account, ${instantOf(from)}::timestamptz from ${from_rows}`.execute(db)
    await audit(db, { action: 'demo.built', kind: 'province', id: demoProvince, detail: { organisations: organisations.length, day: today } })
  })
  return { ids, communes, posts: new Map(posts.map((p) => [p.email, p.who])) }
}

async function tellTheWeek(town: Town, today: PlainDate, now: string): Promise<void> {
  const clerk = town.posts.get('vanthu@demo.taicho.vn')!
  const office = town.posts.get('chanhvp@demo.taicho.vn')!
  const chair = town.posts.get('chutich@demo.taicho.vn')!
  const arrived = addDays(today, -6)
  const issued = addDays(today, -5)

  // The telegram arrives on paper and is scanned; the clerk confirms what was read.
  const telegramId = await atMoment(instantOf(arrived, '16:10'), async () => {
    const { files } = await uploadDirectives(clerk, [{ name: 'Công điện 12-CĐ-TU (bản quét).pdf', mediaType: 'application/pdf', field: 'file', bytes: await scanOf(partyTelegram(arrived)) }])
    const id = files[0]!.id!
    await directivesTasks['directives.read']!({ provinceId: demoProvince, documentId: id }, { attempt: 1, lastAttempt: true, log: () => undefined })
    const view = await getDirective(clerk, id)
    // What the clerk puts right after the scanner: the subject and the issuer of the heading.
    const value = { ...view.working!.value, issuer: 'Ban Thường vụ Tỉnh ủy Tuyên Quang', title: 'về việc chủ động phòng, chống dịch bệnh đường hô hấp trên địa bàn tỉnh' }
    await confirmDirective(clerk, id, { version: view.workingVersion, working: { ...view.working!, value }, arrivedAt: instantOf(arrived, '16:05'), forwardedTo: 'Chủ tịch UBND tỉnh', note: null, evenIfDuplicate: false })
    return id
  })

  // The committee carries it out with a telegram of its own, which the chairman signs.
  const { obligations } = await atMoment(instantOf(issued, '09:30'), async () => {
    const { id } = await createDraft(office, { upperId: telegramId, system: 'state', type: 'công điện' })
    const drafted = await getDraft(office, id)
    const items = stateItems(issued)
    const draft = {
      ...drafted.draft, type: 'công điện', subject: 'thực hiện các biện pháp phòng, chống dịch bệnh đường hô hấp trên địa bàn tỉnh', urgency: 'khẩn' as const, place: 'Tuyên Quang', telegraphedBy: 'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG',
      addressees: ['Giám đốc các sở, Thủ trưởng các ban, ngành tỉnh', 'Chủ tịch Ủy ban nhân dân các xã, phường'],
      items: items.map((item, i) => ({ id: newId(), label: `${i + 1}.`, text: item.text, assignees: [...item.assignees], coordinators: [], deadlines: [...item.deadlines], deadlines_norm: [], heading: false, items: [] })),
      closing: ['Văn phòng Ủy ban nhân dân tỉnh theo dõi, đôn đốc việc thực hiện Công điện này, tổng hợp báo cáo Chủ tịch Ủy ban nhân dân tỉnh hằng tuần.'],
      signer: { ...drafted.draft.signer, capacity: 'head' as const, onBehalfOf: null, headPosition: null, position: 'CHỦ TỊCH', name: chair.name },
    }
    const saved = await saveDraft(office, id, drafted.version, draft)
    const communes = town.communes.map((c) => c.id)
    const byName = new Map([...town.ids.values()].map((p) => [p.name, p.id]))
    const rows = draft.items.map((item, i) => {
      const plan = items[i]!
      const owners = plan.to === 'communes' ? communes : plan.to.map((n) => byName.get(n)!)
      return { clauseId: item.id, ownerIds: owners, coordinatorIds: i === 3 ? [town.ids.get('so_tai_chinh')!.id] : [], due: plan.due === 'none' ? noDue : dueDay(addDays(issued, plan.due)), rhythm: plan.daily ? { every: 'day' as const, times: [plan.daily], from: addDays(issued, 4), until: null } : null, figures: [] }
    })
    return issueDirective(chair, id, { version: saved.version, date: issued, sendTo: [...communes, ...[...town.ids.values()].filter((p) => p.head.postTitle === 'Giám đốc').map((p) => p.id)], rows, copies: null, acceptFindings: true })
  })
  if (obligations === 0) throw new Error('the demonstration directive gave no obligation')

  await workOfTheUnits(town, chair, issued, today, now)

  // A report that orders nothing is registered like any other paper.
  await atMoment(instantOf(addDays(today, -2), '10:05'), async () => {
    const { files } = await uploadDirectives(clerk, [{ name: 'Báo cáo 412.txt', mediaType: 'text/plain', field: 'file', bytes: Buffer.from(healthReport(addDays(today, -2))) }])
    const view = await getDirective(clerk, files[0]!.id!)
    await confirmDirective(clerk, view.id, { version: view.workingVersion, arrivedAt: instantOf(addDays(today, -2), '10:00'), forwardedTo: 'Chánh Văn phòng UBND tỉnh', note: null, evenIfDuplicate: false })
  })

  // On the clerk's desk now: a scan still to be confirmed. The job reads it.
  await uploadDirectives(clerk, [{ name: 'Công văn 318 (bản quét).pdf', mediaType: 'application/pdf', field: 'file', bytes: await scanOf(propagandaLetter(addDays(today, -1))) }])
}

/** How the units took it: most work, some late, some silent, one returns, one raises an obstacle. The mixture is fixed, so that the demonstration is the same for everybody. */
async function workOfTheUnits(town: Town, chair: StaffSession, issued: PlainDate, today: PlainDate, now: string): Promise<void> {
  const mine = (who: StaffSession) => readAs(who, async (db) => (await sql<{ id: string; document: string; seq: number; periodic: boolean; due: string | null }>`
    select o.id, o.directive_id as document, c.seq, o.rhythm is not null as periodic, o.due_at as due from obligation o join obligation_clause c on c.province_id = o.province_id and c.id = o.clause_id
    where o.province_id = ${demoProvince} and o.owner_org = ${who.organisationId}::uuid order by c.seq`.execute(db as never)).rows)
  const at = (day: PlainDate, time: string): string => { const i = instantOf(day, time); return i < now ? i : now }
  const silent = new Set(['UBND xã Lũng Cú', 'UBND xã Khâu Vai', 'UBND xã Sơn Vĩ', 'UBND xã Tát Ngà', 'UBND xã Bạch Đích'])

  for (const [n, commune] of town.communes.entries()) {
    if (silent.has(commune.name)) continue
    const duties = await mine(commune.head)
    const [team, tracing, plan] = duties
    // Every sixth commune acknowledges late in the evening, the others in the morning.
    await atMoment(at(issued, n % 6 === 0 ? '21:40' : '10:30'), async () => { for (const d of duties) await actOnObligation(commune.head, d.id, { type: 'acknowledge' }) })
    if (commune.name === 'UBND xã Mèo Vạc') {
      await atMoment(at(addDays(issued, 1), '14:20'), () => actOnObligation(commune.head, plan!.id, { type: 'raise_obstacle', obstacle: 'Chưa có kinh phí sửa nhà văn hóa thôn làm điểm cách ly tạm thời.', need: 'Đề nghị Sở Tài chính hướng dẫn sử dụng nguồn dự phòng ngân sách xã.' }))
      continue
    }
    if (n % 9 !== 4) await atMoment(at(addDays(issued, 1), n % 5 === 0 ? '20:15' : '15:00'), () => actOnObligation(commune.head, team!.id, { type: 'report', note: `Đã kiện toàn Ban Chỉ đạo, ${3 + (n % 9)} tổ cộng đồng, phân công cán bộ phụ trách từng thôn.`, figures: [], evidence: [] }))
    if (n % 3 === 0 && n % 9 !== 4) await atMoment(at(addDays(issued, 2), '09:10'), () => actOnObligation(chair, team!.id, { type: 'accept' }))
    // Yesterday's figures: four communes in five have sent them.
    if (n % 5 !== 2) await atMoment(at(addDays(issued, 4), '15:30'), () => actOnObligation(commune.head, tracing!.id, { type: 'report', period: `${addDays(issued, 4)}T16:00`, note: `Truy vết ${n % 4} trường hợp, lấy mẫu ${(n % 4) * 3}; không có ca mới.`, figures: [], evidence: [] }))
    if (n === 8 || n === 26) await atMoment(at(addDays(issued, 2), '09:30'), () => actOnObligation(chair, team!.id, { type: 'send_back', reason: 'Danh sách phân công chưa có số điện thoại của người phụ trách.' }))
  }

  const health = town.ids.get('so_y_te')!.head
  const [supplies] = await mine(health)
  await atMoment(at(issued, '09:50'), () => actOnObligation(health, supplies!.id, { type: 'acknowledge', note: 'Giao Phòng Nghiệp vụ Y chủ trì.' }))
  await atMoment(at(addDays(issued, 3), '16:40'), () => actOnObligation(health, supplies!.id, { type: 'request_extension', due: dueDay(addDays(today, 2)), reason: 'Chờ báo giá vật tư theo Nghị quyết 79/NQ-CP.' }))

  const education = town.ids.get('so_giao_duc')!.head
  const [schools] = await mine(education)
  await atMoment(at(issued, '11:05'), () => actOnObligation(education, schools!.id, { type: 'acknowledge' }))
  await atMoment(at(addDays(issued, 2), '17:05'), () => actOnObligation(education, schools!.id, { type: 'report', note: 'Đã có văn bản gửi 100% trường học; lập nhóm trực báo cáo hằng ngày.', figures: [], evidence: [] }))
  await atMoment(at(addDays(issued, 3), '08:15'), () => actOnObligation(chair, schools!.id, { type: 'accept', note: 'Làm tốt, kịp thời.' }))

  const police = town.ids.get('cong_an_tinh')!.head
  const [order] = await mine(police)
  await atMoment(at(issued, '13:30'), () => actOnObligation(police, order!.id, { type: 'query', question: 'Đề nghị nêu rõ số điểm tiêm chủng cần bố trí lực lượng.' }))

  const media = town.ids.get('bao_dai')!.head
  const [news] = await mine(media)
  await atMoment(at(addDays(issued, 1), '08:20'), () => actOnObligation(media, news!.id, { type: 'return', reason: 'unclear', note: 'Chưa rõ phần việc của Sở Văn hóa và của Báo; đề nghị tách.' }))
}

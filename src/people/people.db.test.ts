import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { givenOrganisation, ownDatabase, refused, type GivenOrganisation } from '../../test/support/given.ts'
import { asStaff, asSystem, readAs, sql, type StaffSession } from '../platform/db/index.ts'
// The rooms that hang records on a person say so when they are plugged in; without them a merge is refused, as it should be.
import '../server/rooms.ts'
import { newId } from '../platform/ids.ts'
import { addNumber, changePerson, comparePersons, createPerson, decidePair, endNumber, giveReceipt, looksByReceipt, mergeTwo, revealPerson, undoMerge } from './commands.ts'
import { findPersons, getPerson, getPersonsMasked, listLooks, listPairs, listRepairs } from './queries.ts'
import { createHousehold, eraseDue, findOrCreatePerson, findOrCreatePersons, giveReach, keepUntil, mergePersons, readBirth, registerPersonChild, registerRetention, setUnit, type NewPerson } from './index.ts'

const db = ownDatabase()
const born = (t: string) => readBirth(t)!
const citizen = (value: string) => [{ kind: 'citizen' as const, value }]
const body = { sex: null, birth: '', numbers: [], phones: [], unitId: null, address: '', nationality: '', ethnicity: '', occupation: '' }
const A = '2025:A'; const B = '2025:B'
let communeA: GivenOrganisation; let tracerA: StaffSession; let tracerB: StaffSession; let cdc: StaffSession; let party: StaffSession
let serial = 0
const fresh = (): string => `0081900${String(++serial).padStart(5, '0')}`
const make = (who: StaffSession, p: NewPerson) => asStaff(who, (t) => findOrCreatePerson(t, p))

beforeAll(async () => {
  await db().systemPool.query(`insert into unit (id, code, level, type, name, full_name, valid_from, search) values ('${A}', 'A', 'commune', 'commune', 'A', 'Xã A', '2025-07-01', 'xa a'), ('${B}', 'B', 'commune', 'commune', 'B', 'Xã B', '2025-07-01', 'xa b')`)
  communeA = await givenOrganisation('Trạm Y tế xã A', { line: 'health', kind: 'tram_y_te', unitId: A })
  const communeB = await givenOrganisation('Trạm Y tế xã B', { line: 'health', kind: 'tram_y_te', unitId: B })
  tracerA = await communeA.post('staff'); tracerB = await communeB.post('staff')
  cdc = await (await givenOrganisation('Trung tâm Kiểm soát bệnh tật tỉnh', { line: 'health', kind: 'cdc' })).post('staff')
  party = await (await givenOrganisation('Đảng ủy xã A', { line: 'party', kind: 'dang_uy_xa', unitId: A })).post('head')
})

describe('writing somebody down', () => {
  test('the same number and birth date use the record that is there, whoever asks and from whichever commune', async () => {
    const id = fresh()
    const first = await make(tracerA, { name: 'Trần Thị Hòa', birth: born('3/2/1990'), identifiers: citizen(id), unitId: A })
    expect(first).toMatchObject({ created: true, match: { answer: 'different' } })
    await refused(readAs(tracerB, (t) => getPerson(t, tracerB, first.personId)), 'person.unknown')
    const again = await make(tracerB, { name: 'TRAN THI HOA', birth: born('03/02/1990'), identifiers: citizen(id), phones: ['0912 345 678'] })
    expect(again).toMatchObject({ created: false, personId: first.personId, match: { answer: 'same' } })
    // Recognised by what it typed, commune B works with this person from now on, and what it knew more was learnt.
    expect((await readAs(tracerB, (t) => getPerson(t, tracerB, first.personId))).phones).toBe(1)
  })
  test('a likeness never stops the saving: the person is written down and the pair is laid before people', async () => {
    const p = { name: 'Hoàng Thị Mai', birth: born('3/2/1991'), unitId: A, phones: ['0912000111'] }
    const [a, b] = [await make(tracerA, p), await make(tracerA, { ...p, name: 'Hoang Thi Mai' })]
    expect([a.created, b.created, b.match.answer]).toEqual([true, true, 'review'])
    const { pairs } = await readAs(tracerA, (t) => listPairs(t, 'open', 50))
    expect(pairs.find((x) => [x.a.id, x.b.id].includes(b.personId))?.evidence.map((e) => e.level)).toContain('same_day')
  })
  test('two people are never recognised as one by a name alone', async () => {
    const [a, b] = [await make(tracerA, { name: 'Nguyễn Văn Nam', unitId: A }), await make(tracerA, { name: 'Nguyễn Văn Nam', unitId: A })]
    expect(a.personId).not.toBe(b.personId)
    expect(b.match.answer).toBe('different')
  })
  test('a number with a digit missing still finds the person, for somebody to look at', async () => {
    const id = fresh()
    const a = await make(tracerA, { name: 'Lường Văn Ún', birth: born('5/6/1980'), identifiers: citizen(id), unitId: A })
    const b = await make(tracerA, { name: 'Lường Văn Ún', birth: born('5/6/1980'), identifiers: citizen(id.slice(0, 8) + id.slice(9)), unitId: A })
    expect([b.created, b.match.answer, b.personId === a.personId]).toEqual([true, 'review', false])
  })
  test('a list given twice changes nothing the second time, and one person twice in a list is one person (T34)', async () => {
    const list: NewPerson[] = Array.from({ length: 30 }, (_, i) => ({ name: `Vàng A ${['Páo', 'Dơ', 'Sùng'][i % 3]!}`, birth: born(`${1 + (i % 28)}/4/19${70 + (i % 20)}`), identifiers: citizen(fresh()), unitId: A }))
    list.push({ ...list[0]!, name: list[0]!.name.toUpperCase() })
    const first = await asStaff(tracerA, (t) => findOrCreatePersons(t, list))
    expect(first.filter((r) => r.created).length).toBe(30)
    expect(first.at(-1)!.personId).toBe(first[0]!.personId)
    const before = (await db().systemPool.query('select count(*)::int as n from person')).rows[0].n
    const second = await asStaff(tracerA, (t) => findOrCreatePersons(t, list))
    expect(second.map((r) => r.personId)).toEqual(first.map((r) => r.personId))
    expect(second.every((r) => !r.created)).toBe(true)
    expect((await db().systemPool.query('select count(*)::int as n from person')).rows[0].n).toBe(before)
  })
  test('prepared columns are what the lines say', async () => {
    const id = fresh()
    const { personId } = await createPerson(tracerA, { ...body, name: 'Đặng Thị Ánh', birth: '1/2/1999', numbers: [{ kind: null, value: id }], phones: ['0987 654 321'], unitId: A })
    await addNumber(tracerA, personId, { kind: 'cmnd', value: '012 345 678' })
    const { rows } = await db().systemPool.query(`select p.name_plain, p.name_masked, p.given_plain, p.numbers, p.phones, p.number_masked, (select count(*)::int from person_identifier i where i.person_id = p.id) as lines from person p where id = $1`, [personId])
    expect(rows[0]).toEqual({ name_plain: 'dang thi anh', name_masked: 'Đ. T. Á.', given_plain: 'anh', numbers: [`citizen:${id}`, 'cmnd:012345678'], phones: ['+84987654321'], number_masked: `•••${id.slice(-3)}`, lines: 2 })
  })
  test('a former number stays with the person and still finds them', async () => {
    const { personId } = await createPerson(tracerA, { ...body, name: 'Bùi Văn Khởi', birth: '1/2/1979', numbers: [{ kind: 'cmnd', value: '070999888' }], unitId: A })
    const full = await revealPerson(tracerA, personId, 'điều tra dịch tễ')
    await endNumber(tracerA, personId, full.numbers[0]!.id, 'Đã đổi thẻ căn cước')
    expect((await readAs(tracerA, (t) => findPersons(t, '070 999 888', 10))).people.map((p) => p.id)).toEqual([personId])
    expect((await make(tracerA, { name: 'Bùi Văn Khởi', birth: born('1/2/1979'), identifiers: [{ kind: 'cmnd', value: '070999888' }] })).personId).toBe(personId)
  })
  test('what contradicts the number is a warning on it, and goes when the record is put right', async () => {
    const { personId } = await createPerson(tracerA, { ...body, name: 'Sùng Thị Máy', sex: 'male', birth: '1/2/1988', numbers: [{ kind: null, value: `008188${String(++serial).padStart(6, '0')}` }], unitId: A })
    const full = await revealPerson(tracerA, personId, 'điều tra dịch tễ')
    expect(full.numbers[0]!.warnings.map((w) => w.code)).toEqual(['sex'])
    await changePerson(tracerA, personId, { version: full.version, sex: 'female' })
    expect((await revealPerson(tracerA, personId, 'điều tra dịch tễ')).numbers[0]!.warnings).toEqual([])
  })
  test('two people changing one record: the later one is told and nothing is lost', async () => {
    const { personId } = await createPerson(tracerA, { ...body, name: 'Quàng Văn Tọa', unitId: A })
    await changePerson(tracerA, personId, { version: 1, address: 'Bản Huổi Lướng' })
    await refused(changePerson(tracerA, personId, { version: 1, address: 'Bản khác' }), 'person.changed_meanwhile')
  })
  test('a person born tomorrow, without a name or in no commune is refused with the reason', async () => {
    await refused(createPerson(tracerA, { ...body, name: ' ' }), 'person.name_empty')
    await refused(createPerson(tracerA, { ...body, name: 'A B', birth: '32/1/1990' }), 'person.birth_unreadable')
    await refused(createPerson(tracerA, { ...body, name: 'A B', birth: '1/1/2190' }), 'person.birth_in_future')
    await refused(createPerson(tracerA, { ...body, name: 'A B', unitId: '2025:nowhere' }), 'person.unit_unknown')
  })
})

describe('who sees whom', () => {
  test('a commune sees its own people and those handed over, nothing else, by any way', async () => {
    const { personId } = await createPerson(tracerA, { ...body, name: 'Lò Thị Kín', birth: '9/9/1995', phones: ['0355111222'], unitId: A })
    for (const look of [() => readAs(tracerB, (t) => getPerson(t, tracerB, personId)), () => revealPerson(tracerB, personId, 'xem thử cho biết'), () => changePerson(tracerB, personId, { version: 1, address: 'x' }), () => giveReceipt(tracerB, personId)]) await refused(look() as Promise<unknown>, 'person.unknown')
    for (const q of ['lo thi kin', '0355111222']) expect((await readAs(tracerB, (t) => findPersons(t, q, 10))).people).toEqual([])
    expect(await readAs(tracerB, (t) => getPersonsMasked(t, [personId]))).toEqual([])
    for (const table of ['person', 'person_phone', 'person_event', 'person_pair']) expect([table, (await readAs(tracerB, (t) => sql`select 1 from ${sql.table(table)} x where x::text like ${`%${personId}%`}`.execute(t as never))).rows]).toEqual([table, []])
    await asStaff(tracerA, (t) => giveReach(t, { personId, organisationId: tracerB.organisationId, why: 'handed_over' }))
    expect((await readAs(tracerB, (t) => findPersons(t, 'lo thi kin', 10))).people.map((p) => p.id)).toEqual([personId])
    expect((await readAs(tracerB, (t) => findPersons(t, 'lo thi kin', 10))).people[0]!.name).toBe('L. T. K.')
  })
  test('a commune cannot give itself the reach of a person it does not see', async () => {
    const { personId } = await createPerson(tracerA, { ...body, name: 'Mùa A Chứ', unitId: A })
    await expect(asStaff(tracerB, (t) => giveReach(t, { personId, organisationId: tracerB.organisationId, why: 'work' }))).rejects.toThrow(/row-level security/)
    await expect(asStaff(tracerB, (t) => sql`select person_recognise(${personId}::uuid, 'citizen:1', '1990-01-01', ${newId()}::uuid) as ok`.execute(t))).resolves.toMatchObject({ rows: [{ ok: false }] })
  })
  test('a Party office reads no person, whatever it asks', async () => {
    await expect(asStaff(party, (t) => sql`select * from person_candidates('{1}', '{1}', 5)`.execute(t))).rejects.toThrow(/person.write/)
    expect((await readAs(party, (t) => sql`select count(*)::int as n from person`.execute(t as never))).rows).toEqual([{ n: 0 }])
    await refused(createPerson(party, { ...body, name: 'A B' }), 'permission.missing')
  })
  test('a person whose commune nobody knows is seen by who wrote them down and by the province, and waits to be put right (T35)', async () => {
    const { personId } = await createPerson(tracerA, { ...body, name: 'Cà Văn Lạ' })
    expect((await readAs(tracerA, (t) => listRepairs(t, 200))).people.map((p) => p.id)).toContain(personId)
    expect((await readAs(cdc, (t) => listRepairs(t, 200))).people.map((p) => p.id)).toContain(personId)
    expect((await readAs(tracerB, (t) => listRepairs(t, 200))).people.map((p) => p.id)).not.toContain(personId)
    await asStaff(tracerA, (t) => setUnit(t, personId, B))
    expect((await readAs(tracerA, (t) => listRepairs(t, 200))).people.map((p) => p.id)).not.toContain(personId)
    // Moved to commune B, commune A goes on working with the person.
    for (const who of [tracerA, tracerB]) expect((await readAs(who, (t) => getPerson(t, who, personId))).person.unit?.name).toBe('Xã B')
  })
  test('a contact who lives in another commune is seen by both', async () => {
    const { personId } = await make(tracerA, { name: 'Giàng Thị Dợ', birth: born('1/1/1993'), unitId: B })
    for (const who of [tracerA, tracerB]) expect((await readAs(who, (t) => getPerson(t, who, personId))).person.id).toBe(personId)
  })
  test('an organisation without a place and without the work sees nothing (T36)', async () => {
    const nowhere = await (await givenOrganisation('Tổ không địa bàn', { line: 'field', kind: 'to_covid' })).post('field')
    expect((await readAs(nowhere, (t) => findPersons(t, 'nguyen van nam', 10))).people).toEqual([])
  })
  test('every look is on record with its purpose, and the resident may ask who it was', async () => {
    const { personId } = await createPerson(tracerA, { ...body, name: 'Vì Thị Soi', birth: '2/2/1992', unitId: A })
    await refused(revealPerson(tracerA, personId, ' '), 'person.purpose_missing')
    await revealPerson(tracerA, personId, 'gọi hẹn lấy mẫu')
    await revealPerson(cdc, personId, 'điều tra ổ dịch')
    const { code } = await giveReceipt(tracerA, personId)
    const looks = await looksByReceipt(code.toLowerCase())
    expect(looks.map((l) => [l.organisation, l.purpose])).toEqual([['Trung tâm Kiểm soát bệnh tật tỉnh', 'điều tra ổ dịch'], ['Trạm Y tế xã A', 'gọi hẹn lấy mẫu']])
    expect(await readAs(tracerA, (t) => listLooks(t, personId))).toHaveLength(2)
    await refused(looksByReceipt('AAAAA-BBBBB-CCCCC-DDDDD'), 'receipt.unknown')
    expect((await db().systemPool.query('select code_hash from person_receipt where person_id = $1', [personId])).rows[0].code_hash).not.toContain(code)
  })
  test('what was shown is not kept as the answer of a command', async () => {
    const { personId } = await createPerson(tracerA, { ...body, name: 'Tòng Văn Giấu', unitId: A })
    await revealPerson({ ...tracerA, commandId: newId(), step: { value: 0 } }, personId, 'gọi hẹn lấy mẫu')
    expect((await db().systemPool.query(`select count(*)::int as n from applied_command where answer::text like '%Giấu%'`)).rows[0].n).toBe(0)
  })
})

describe('finding', () => {
  test('a person is found without accents, by part of the name with the year, by phone and by card', async () => {
    const id = fresh()
    const { personId } = await createPerson(tracerA, { ...body, name: 'Nguyễn Thị Khuyên', birth: '14/8/1987', numbers: [{ kind: null, value: id }], phones: ['0169 765 4321'], unitId: A })
    for (const q of ['nguyen thi khuyen', 'thi khuyen', 'Nguyễn Khuyên', 'khuyên 1987', 'KHUYÊN 14/8/1987', id, `${id.slice(0, 3)} ${id.slice(3)}`, '0397654321', '01697654321', `${id}||NGUYỄN THỊ KHUYÊN|14081987|Nữ|Xã A|01012021`])
      expect([q, (await readAs(tracerA, (t) => findPersons(t, q, 10))).people.map((p) => p.id)]).toEqual([q, [personId]])
    for (const q of ['nguyen thi khuyen 1988', 'le khuyen', '0397654322']) expect([q, (await readAs(tracerA, (t) => findPersons(t, q, 10))).people]).toEqual([q, []])
    await refused(readAs(tracerA, (t) => findPersons(t, 'x', 10)), 'person.search_too_short')
  })
})

describe('merging', () => {
  const everything = async (): Promise<string> => {
    // Everything but the journal, the keys (a superset is harmless) and the counters of change.
    const { rows } = await db().systemPool.query(`select 'p' as t, (to_jsonb(p) - 'version' - 'changed_at')::text as row from person p union all select 'i', to_jsonb(i)::text from person_identifier i union all select 'f', to_jsonb(f)::text from person_phone f
      union all select 'r', to_jsonb(r)::text from person_reach r union all select 'c', to_jsonb(c)::text from fake_contact c union all select 'x', (to_jsonb(x) - 'bits')::text from person_pair x order by 1, 2`)
    return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
  }
  const contact = (personId: string, onDay: string) => db().systemPool.query(`insert into fake_contact values ('08', gen_random_uuid(), $1, $2, 'A')`, [personId, onDay])
  beforeAll(async () => {
    const owner = await db().ownerClient()
    await owner.query(`create table fake_contact (province_id text not null, id uuid not null, person_id uuid not null, on_day date not null, created_by text not null, primary key (province_id, id), foreign key (province_id, person_id) references person); grant select, insert, update on fake_contact to taicho_system; grant select, insert on fake_contact to taicho_app`)
    await owner.end()
  })

  test('a merge fails as a whole where a room has not told how its lines follow (T32)', async () => {
    const [a, b] = [await make(tracerA, { name: 'Thào A Chừ', unitId: A }), await make(tracerA, { name: 'Thào A Chư', unitId: A })]
    const before = await everything()
    await expect(mergeTwo(tracerA, { keptId: a.personId, goneId: b.personId, reason: 'cùng người' })).rejects.toThrow(/fake_contact/)
    expect(await everything()).toBe(before)
    registerPersonChild({ table: 'fake_contact', column: 'person_id' })
  })
  test('two exposures of one person on two days are both kept, with who wrote them (T31, T33)', async () => {
    const [a, b] = [await make(tracerA, { name: 'Lý Thị Sinh', birth: born('1/3/1985'), unitId: A, phones: ['0912111222'] }), await make(cdc, { name: 'Ly Thi Sinh', identifiers: citizen(fresh()), unitId: A })]
    await contact(a.personId, '2026-11-01'); await contact(b.personId, '2026-11-05'); await contact(b.personId, '2026-11-06')
    const { moved, mergeId } = await mergeTwo(tracerA, { keptId: a.personId, goneId: b.personId, reason: 'cùng số điện thoại, đã gọi hỏi' })
    expect((await db().systemPool.query('select on_day, created_by from fake_contact where person_id = $1 order by 1', [a.personId])).rows).toEqual([{ on_day: '2026-11-01', created_by: 'A' }, { on_day: '2026-11-05', created_by: 'A' }, { on_day: '2026-11-06', created_by: 'A' }])
    expect(moved).toBe(3)
    const journal = (await db().systemPool.query('select counts from person_merge where id = $1', [mergeId])).rows[0].counts as { table: string; kept: number; gone: number }[]
    expect(journal.find((c) => c.table === 'fake_contact')).toMatchObject({ kept: 1, gone: 2 })
    // The other record stands for the kept one: old links still lead to the person.
    expect(await readAs(tracerA, (t) => getPersonsMasked(t, [b.personId]))).toMatchObject([{ id: a.personId }])
    expect((await readAs(tracerA, (t) => getPerson(t, tracerA, b.personId))).mergedFrom).toBe(b.personId)
    expect((await readAs(tracerA, (t) => getPerson(t, tracerA, a.personId))).numbers).toBe(1)
  })
  test('undoing a merge leaves everything exactly as it was', async () => {
    const [a, b, c] = [
      await make(tracerA, { name: 'Phàn Thị Mẩy', birth: born('1985'), unitId: A, identifiers: citizen(fresh()) }),
      await make(tracerA, { name: 'Phan Thi May', birth: born('1/3/1985'), sex: 'female', address: 'Thôn 2', phones: ['0912333444'], identifiers: [{ kind: 'cmnd', value: '070111222' }] }),
      await make(tracerA, { name: 'Phàn Thị Mảy', unitId: A }),
    ]
    await contact(a.personId, '2026-11-01'); await contact(b.personId, '2026-11-02'); await contact(c.personId, '2026-11-03')
    const start = await everything()
    const first = await mergeTwo(tracerA, { keptId: b.personId, goneId: c.personId, reason: 'cùng người' })
    const between = await everything()
    const second = await mergeTwo(tracerA, { keptId: a.personId, goneId: b.personId, reason: 'cùng người' })
    const full = await revealPerson(tracerA, a.personId, 'kiểm tra sau khi gộp')
    expect([full.birth, full.sex, full.numbers.length, full.phones.length]).toEqual([born('1/3/1985'), 'female', 2, 1])
    expect((await db().systemPool.query('select merged_into from person where id = $1', [c.personId])).rows[0].merged_into).toBe(a.personId)
    await refused(undoMerge(tracerA, first.mergeId, 'nhầm'), 'merge.not_last')
    await undoMerge(tracerA, second.mergeId, 'nhầm người')
    expect(await everything()).toBe(between)
    await undoMerge(tracerA, first.mergeId, 'nhầm người')
    expect(await everything()).toBe(start)
    await refused(undoMerge(tracerA, first.mergeId, 'nhầm người'), 'merge.undone_already')
  })
  test('what was written after the merge stays where it was written when the merge is undone', async () => {
    const [a, b] = [await make(tracerA, { name: 'Chảo Láo Tả', unitId: A }), await make(tracerA, { name: 'Chảo Láo Tà', unitId: A })]
    const { mergeId } = await mergeTwo(tracerA, { keptId: a.personId, goneId: b.personId, reason: 'cùng người' })
    await contact(a.personId, '2026-11-09')
    await changePerson(tracerA, a.personId, { version: (await readAs(tracerA, (t) => getPerson(t, tracerA, a.personId))).version, address: 'Thôn sau khi gộp' })
    await undoMerge(tracerA, mergeId, 'hai người')
    expect((await db().systemPool.query('select count(*)::int as n from fake_contact where person_id = $1', [a.personId])).rows[0].n).toBe(1)
    expect((await revealPerson(tracerA, a.personId, 'kiểm tra')).address).toBe('Thôn sau khi gộp')
  })
  test('two records marked as two people are not merged and not proposed again', async () => {
    const p = { name: 'Nông Thị Vân', birth: born('7/7/1977'), unitId: A }
    const [a, b] = [await make(tracerA, p), await make(tracerA, p)]
    await decidePair(tracerA, { aId: b.personId, bId: a.personId, answer: 'not_same', reason: 'hai chị em họ' })
    await refused(mergeTwo(tracerA, { keptId: a.personId, goneId: b.personId, reason: 'x' }), 'merge.marked_not_same')
    await changePerson(tracerA, b.personId, { version: 1, address: 'Thôn 9' })
    const { pairs } = await readAs(tracerA, (t) => listPairs(t, 'open', 200))
    expect(pairs.filter((x) => [x.a.id, x.b.id].sort().join() === [a.personId, b.personId].sort().join())).toEqual([])
    await refused(decidePair(tracerA, { aId: a.personId, bId: b.personId, answer: 'not_same', reason: '' }), 'pair.decided_already')
  })
  test('a record is not merged twice, nobody is merged with themselves, and a commune merges only people it sees', async () => {
    const [a, b] = [await make(tracerA, { name: 'Ma Thị Én', unitId: A }), await make(tracerA, { name: 'Ma Thị Yến', unitId: A })]
    await refused(mergeTwo(tracerA, { keptId: a.personId, goneId: a.personId, reason: 'x' }), 'merge.same_record')
    await refused(mergeTwo(tracerA, { keptId: a.personId, goneId: b.personId, reason: ' ' }), 'merge.reason_missing')
    await mergeTwo(tracerA, { keptId: a.personId, goneId: b.personId, reason: 'cùng người' })
    await refused(mergeTwo(tracerA, { keptId: a.personId, goneId: b.personId, reason: 'cùng người' }), 'merge.same_record')
    await refused(mergeTwo(tracerB, { keptId: a.personId, goneId: b.personId, reason: 'cùng người' }), 'person.unknown')
  })
  test('a pair side by side is a look at both, with a preview of what would move', async () => {
    const p = { name: 'Hà Thị Lan', birth: born('8/8/1988'), unitId: A }
    const [a, b] = [await make(tracerA, p), await make(tracerA, { ...p, phones: ['0912555666'] })]
    const view = await comparePersons(tracerA, { aId: a.personId, bId: b.personId, purpose: 'rà soát hồ sơ trùng' })
    expect([view.a.name, view.answer, view.counts.find((c) => c.vi === 'số điện thoại')]).toMatchObject(['Hà Thị Lan', 'review', { kept: 0, gone: 1 }])
    for (const x of [a, b]) expect((await readAs(tracerA, (t) => listLooks(t, x.personId))).map((l) => l.purpose)).toEqual(['rà soát hồ sơ trùng'])
  })
  test('a merge inside another room’s transaction falls with it', async () => {
    const [a, b] = [await make(tracerA, { name: 'Đèo Văn Ngã', unitId: A }), await make(tracerA, { name: 'Đèo Văn Ngà', unitId: A })]
    const before = await everything()
    await expect(asStaff(tracerA, async (t) => { await mergePersons(t, { keptId: a.personId, goneId: b.personId, reason: 'cùng người' }); throw new Error('sau đó hỏng') })).rejects.toThrow('sau đó hỏng')
    expect(await everything()).toBe(before)
  })
  test('every table that names a person has told how it follows', async () => {
    const { listPersonChildren } = await import('./merge.ts')
    const { rows } = await db().systemPool.query<{ t: string; c: string }>(`select child_table as t, child_column as c from person_children() where child_table like 'person%' or child_table = 'household'`)
    const told = new Set(listPersonChildren().map((c) => `${c.table}.${c.column}`))
    expect(rows.map((r) => `${r.t}.${r.c}`).filter((r) => !told.has(r))).toEqual([])
    expect(rows.length).toBeGreaterThan(8)
  })
})

describe('keeping and forgetting', () => {
  test('after its day a record names nobody, the figures stay, and a room that still needs a person keeps them', async () => {
    const [gone, held, longer] = [
      await make(tracerA, { name: 'Xồng Bá Quên', birth: born('15/5/1955'), sex: 'male', identifiers: citizen(fresh()), phones: ['0912777888'], address: 'Bản Na Ngoi', unitId: A }),
      await make(tracerA, { name: 'Xồng Bá Giữ', unitId: A }), await make(tracerA, { name: 'Xồng Bá Lâu', unitId: A }),
    ]
    await createHouseholdOf([gone.personId, held.personId])
    await db().systemPool.query(`update person set retain_until = '2026-01-01' where id = any($1)`, [[gone.personId, held.personId, longer.personId]])
    await asSystem('08', (t) => keepUntil(t as never, [longer.personId], '2030-01-01'))
    registerRetention({ room: 'test', holds: async (_db, ids) => ids.filter((id) => id === held.personId) })
    expect(await eraseDue('08', '2026-11-24')).toEqual({ erased: 1, held: 1 })
    const { rows } = await db().systemPool.query('select name, numbers, phones, address, sex, birth_date, birth_precision, unit_id from person where id = $1', [gone.personId])
    expect(rows[0]).toEqual({ name: '', numbers: [], phones: [], address: null, sex: 'male', birth_date: '1955-01-01', birth_precision: 'year', unit_id: A })
    for (const table of ['person_identifier', 'person_phone', 'person_block']) expect([table, (await db().systemPool.query(`select count(*)::int as n from ${table} where person_id = $1`, [gone.personId])).rows[0].n]).toEqual([table, 0])
    const everywhere = await db().systemPool.query(`select (select count(*)::int from person_event where detail::text like '%Quên%') + (select count(*)::int from audit_event where detail::text like '%Quên%') + (select count(*)::int from applied_command where answer::text like '%Quên%') as n`)
    expect(everywhere.rows[0].n).toBe(0)
    expect(await eraseDue('08', '2026-11-24')).toEqual({ erased: 0, held: 1 })
    await refused(revealPerson(tracerA, gone.personId, 'xem lại').then((p) => { if (p.name !== '') throw new Error('named'); return changePerson(tracerA, gone.personId, { version: p.version, name: 'X' }) }), 'person.erased')
  })
  const createHouseholdOf = (ids: string[]) => asStaff(tracerA, (t) => createHousehold(t, { unitId: A, address: 'Bản Na Ngoi', personIds: ids }))
})

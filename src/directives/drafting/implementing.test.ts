import { describe, expect, test, vi } from 'vitest'
import { checkDraft, coverage, openingOf, proposeImplementing, unitBlank, writeDocx, type Clause, type ReceivingOrgan, type UpperForDrafting } from './index.ts'
import { orRefuse } from '../../platform/refusal.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 90_000 })

const clause = (id: string, text: string, more: Partial<Clause> = {}): Clause => ({ id, label: `${id}.`, text, assignees: [], coordinators: [], deadlines: [], subtasks: [], ...more })
const upper: UpperForDrafting = {
  type: 'công điện', number: '05/CĐ-UBND', date: '2026-03-05', issuer: 'Chủ tịch Ủy ban nhân dân tỉnh', subject: 'Về việc tập trung khoanh vùng, xử lý dứt điểm ổ dịch', urgency: 'hỏa tốc',
  clauses: [
    clause('1', 'Giám đốc Sở Y tế chủ trì truy vết người tiếp xúc gần.', { assignees: ['Giám đốc Sở Y tế'] }),
    clause('2', 'Ủy ban nhân dân các xã, phường kiện toàn tổ phản ứng nhanh, trực 24/24 giờ, hoàn thành trước ngày 10/3/2026.', { assignees: ['Ủy ban nhân dân các xã, phường'], deadlines: [{ text: 'trước ngày 10/3/2026', by: '2026-03-10' }] }),
    clause('3', 'Tuyên truyền đến từng hộ dân: a) Bằng tiếng Mông trên loa truyền thanh; b) Tại chợ phiên.', { subtasks: [{ label: 'a)', text: 'Bằng tiếng Mông trên loa truyền thanh;', assignees: [], deadlines: [] }, { label: 'b)', text: 'Tại chợ phiên.', assignees: [], deadlines: [] }] }),
  ],
  reporting: [{ from: 'UBND các xã, phường', to: ['Sở Y tế'], when: 'trước ngày 12/3/2026', by: '2026-03-12', what: 'kết quả' }],
}
const commune: ReceivingOrgan = {
  system: 'state', name: 'Ủy ban nhân dân xã Mường Lống', parent: null, abbreviation: 'UBND', unit: 'VX', place: 'Mường Lống', orderedBy: 'Ủy ban nhân dân xã', addressees: ['Trạm Y tế xã', 'Trưởng các bản'], gatheredBy: 'Trạm Y tế xã',
  filing: 'VT, YT', signer: { capacity: 'collective', onBehalfOf: 'Ủy ban nhân dân', position: 'Chủ tịch', name: null }, addressedAs: { names: ['UBND xã Mường Lống'], groups: ['UBND các xã, phường'] },
}
const party: ReceivingOrgan = { ...commune, system: 'party', name: 'Đảng ủy xã Mường Lống', parent: 'Đảng bộ tỉnh Sơn Hà', abbreviation: 'ĐU', orderedBy: 'Ban Thường vụ Đảng ủy', filing: 'Đảng ủy', signer: { capacity: 'collective', onBehalfOf: 'Ban Thường vụ', position: 'Phó Bí thư', name: null } }
const propose = (type?: string, organ = commune) => orRefuse(proposeImplementing(upper, organ, '2026-03-06', type))

describe('văn bản triển khai', () => {
  test('opens with the upper paper as the State cites it, and with a comma before the day as the Party does', () => {
    expect(orRefuse(openingOf(upper, commune, '2026-03-06'))).toBe('Thực hiện Công điện số 05/CĐ-UBND ngày 05/3/2026 của Chủ tịch Ủy ban nhân dân tỉnh về việc tập trung khoanh vùng, xử lý dứt điểm ổ dịch; Ủy ban nhân dân xã yêu cầu các cơ quan, đơn vị thực hiện các nội dung sau:')
    expect(orRefuse(openingOf({ ...upper, type: 'công văn', number: '88-CV/TU', issuer: 'Thường trực Tỉnh ủy', date: '2026-11-18', subject: null }, party, '2026-11-24')))
      .toBe('Thực hiện Công văn số 88-CV/TU, ngày 18/11/2026 của Thường trực Tỉnh ủy; Ban Thường vụ Đảng ủy yêu cầu các cơ quan, đơn vị thực hiện các nội dung sau:')
  })
  test('what the upper paper does not say is left out of the opening', () => {
    expect(orRefuse(openingOf({ ...upper, number: null, date: null, issuer: null, subject: null }, commune, '2026-03-06'))).toMatch(/^Thực hiện Công điện; Ủy ban nhân dân xã yêu cầu/u)
  })
  test('carries the items that bind the organ, without the upper actor, and leaves out what binds others', () => {
    const p = propose()
    expect(p.leftOut).toEqual(['1'])
    expect(p.origins).toEqual([{ label: '1.', clause: '2' }, { label: '2.', clause: '3' }])
    expect(p.draft.items[0]!.text).toBe(`${unitBlank} kiện toàn tổ phản ứng nhanh, trực 24/24 giờ, hoàn thành trước ngày 10/3/2026.`)
    expect(p.draft.items[1]).toEqual({ label: '2.', text: `${unitBlank} tuyên truyền đến từng hộ dân:`, items: [{ label: 'a)', text: 'Bằng tiếng Mông trên loa truyền thanh;' }, { label: 'b)', text: 'Tại chợ phiên.' }] })
  })
  test('has no number and no day, and cannot be issued until a person names the units', () => {
    const { draft } = propose()
    expect([draft.number, draft.date, draft.symbol]).toEqual([null, null, 'UBND-VX'])
    const stops = checkDraft(draft).filter((f) => f.severity === 'refuse')
    expect(stops.map((f) => f.refusal.code)).toEqual(['drafting.placeholder', 'drafting.placeholder'])
    const named = { ...draft, items: draft.items.map((i) => ({ ...i, text: i.text.replace(unitBlank, 'Trưởng các bản') })) }
    expect(checkDraft(named)).toEqual([])
  })
  test('asks for reports a day before its own are due, and suggests deadlines that leave that day', () => {
    const p = propose()
    expect(p.draft.closing[0]).toBe('Các cơ quan, đơn vị báo cáo kết quả thực hiện về Ủy ban nhân dân xã (qua Trạm Y tế xã) trước ngày 11/3/2026 để tổng hợp, báo cáo Chủ tịch Ủy ban nhân dân tỉnh.')
    expect(p.notes).toContainEqual({ kind: 'deadline', clause: '2', upper: 'trước ngày 10/3/2026', suggested: '2026-03-09' })
    expect(p.notes).toContainEqual({ kind: 'no_deadline', clause: '3' })
    expect(p.notes).toContainEqual({ kind: 'reporting', upper: '2026-03-12', suggested: '2026-03-11' })
  })
  test('a limit already past is not suggested again', () => {
    const late = orRefuse(proposeImplementing(upper, commune, '2026-03-20'))
    expect(late.notes).toContainEqual({ kind: 'deadline', clause: '2', upper: 'trước ngày 10/3/2026', suggested: null })
    expect(late.draft.closing[0]).toContain('[ngày báo cáo]')
  })
  test('goes to its addressees and back up to the issuer, in the form of its own system', () => {
    expect(propose().draft.recipients).toEqual(['Như trên', 'Chủ tịch Ủy ban nhân dân tỉnh (để báo cáo)'])
    expect(propose('công văn', party).draft.symbol).toBe('CV/ĐU')
    expect(propose('kế hoạch').draft.symbol).toBe('KH-UBND')
    expect(propose('kế hoạch').draft.items.map((i) => i.label)).toEqual(['I.', 'II.', 'III.'])
    expect(proposeImplementing(upper, commune, '2026-03-06', 'hợp đồng')).toMatchObject({ ok: false })
  })
  test('the proposal covers every item it carries and can be drawn', async () => {
    const { draft, origins } = propose()
    const below = draft.items.map((i, at) => clause(`n${at}`, [i.text, ...(i.items ?? []).map((x) => x.text)].join(' '), { deadlines: upper.clauses.find((c) => c.id === origins[at]!.clause)!.deadlines }))
    const c = coverage(upper, [{ id: 'n', date: null, issuer: null, clauses: below }], commune.addressedAs)
    expect(c.items.map((i) => i.state)).toEqual(['out_of_scope', 'carried', 'carried'])
    expect((await writeDocx(draft)).length).toBeGreaterThan(4000)
  })
})

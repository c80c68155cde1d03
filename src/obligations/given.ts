import { givenOrganisation, type GivenOrganisation } from '../../test/support/given.ts'
import { asStaff, type StaffSession } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import { createObligations, type GivenClause } from './give.ts'
import { noDue, type Due, type FigureSlot, type Rhythm, type Urgency } from './rules.ts'

/** Builders for tests against the database: the province committee, two communes, and duties between them. */
export type Scene = { readonly tinhUy: GivenOrganisation; readonly chief: StaffSession; readonly muongPhang: GivenOrganisation; readonly chair: StaffSession; readonly thanhNua: GivenOrganisation; readonly neighbour: StaffSession }
export async function givenScene(): Promise<Scene> {
  const tinhUy = await givenOrganisation('Tỉnh ủy', { line: 'party', kind: 'tinh_uy' })
  const muongPhang = await givenOrganisation('UBND xã Mường Phăng')
  const thanhNua = await givenOrganisation('UBND xã Thanh Nưa')
  return { tinhUy, chief: await tinhUy.post('head', 'Lò Văn Chiến'), muongPhang, chair: await muongPhang.post('head', 'Quàng Thị Hoa'), thanhNua, neighbour: await thanhNua.post('head', 'Cà Văn Sơn') }
}

export type GivenDuty = { owners: readonly GivenOrganisation[]; due?: Due; rhythm?: Rhythm | null; text?: string; clause?: Partial<GivenClause>; figures?: readonly FigureSlot[]; urgency?: Urgency; coordinators?: readonly GivenOrganisation[]; directiveId?: string; number?: string; upperGivers?: readonly string[] }
export async function givenDuties(giver: StaffSession, duty: GivenDuty): Promise<{ directiveId: string; clauseId: string; ids: string[] }> {
  const directiveId = duty.directiveId ?? newId()
  const clauseId = duty.clause?.id ?? newId()
  const made = await asStaff(giver, (db) => createObligations(db, {
    id: directiveId, number: duty.number ?? '07-CĐ/TU', title: 'tăng cường phòng, chống dịch', issuer: giver.organisationName, date: '2026-11-24', urgency: duty.urgency ?? 'none', giver: giver.organisationId, giverOutside: false, upperGivers: duty.upperGivers ?? [],
  }, [{ id: clauseId, seq: 1, label: '1', text: duty.text ?? 'Rà soát người về từ vùng dịch; lập danh sách gửi Trạm Y tế.', due: duty.due ?? noDue, rhythm: duty.rhythm ?? null, owners: duty.owners.map((o) => o.id), coordinators: (duty.coordinators ?? []).map((o) => o.id), ...(duty.figures ? { figures: duty.figures } : {}), ...duty.clause }]))
  return { directiveId, clauseId, ids: made.map((m) => m.id) }
}

import { isPlainDate, type PlainDate } from '../../platform/dates.ts'
import { accept, refuse, type Decision } from '../../platform/refusal.ts'
import { fold, nfc, searchable } from '../../platform/text.ts'
import type { UnitsRefusal } from '../refusals.ts'
import { findKind, kinds, lines, type Family, type Line } from './kinds.ts'
import { describe } from './names.ts'
import type { OrganisationVersion } from './organisations.ts'
import { findPlaces } from './places.ts'
import { existsOn, type UnitIndex } from './units.ts'

/** Bảng nhập: cells as text, rows as they stand in the sheet (row 1 is the first). */
export type Sheet = { readonly name: string; readonly rows: readonly (readonly string[])[] }
export type Field = 'name' | 'shortName' | 'kind' | 'line' | 'parent' | 'unit' | 'code' | 'email' | 'phone' | 'from' | 'to' | 'head'
export const mostRows = 20_000
const headerRows = 15

/** Headers as the provinces write them; compared folded. Longest first where one begins another. */
const headers: Readonly<Record<Field, readonly string[]>> = {
  name: ['ten co quan don vi', 'ten co quan', 'ten don vi', 'ten to chuc', 'ten phong ban', 'co quan don vi', 'ten day du', 'don vi', 'co quan', 'ten', 'name', 'organisation', 'organization'],
  shortName: ['ten viet tat', 'viet tat', 'ten ngan', 'ten rut gon', 'short name'],
  kind: ['loai co quan', 'loai hinh', 'loai don vi', 'loai', 'kind', 'type'],
  line: ['khoi', 'tuyen', 'he thong', 'line'],
  parent: ['co quan cap tren', 'don vi cap tren', 'co quan chu quan', 'don vi chu quan', 'truc thuoc', 'thuoc co quan', 'cap tren', 'thuoc', 'parent'],
  unit: ['don vi hanh chinh', 'dia ban', 'xa phuong', 'ma dvhc', 'ma don vi hanh chinh', 'noi dong', 'unit', 'area'],
  code: ['ma dinh danh dien tu', 'ma dinh danh', 'ma co quan', 'ma don vi', 'ma so', 'ma', 'code'],
  email: ['thu dien tu', 'hop thu', 'email', 'e mail'],
  phone: ['so dien thoai', 'dien thoai', 'sdt', 'phone', 'tel'],
  from: ['ngay thanh lap', 'hieu luc tu', 'tu ngay', 'ngay bat dau', 'bat dau', 'valid from', 'from'],
  to: ['ngay ket thuc', 'ngay giai the', 'den ngay', 'het hieu luc', 'ket thuc', 'valid to', 'to'],
  head: ['chuc danh nguoi dung dau', 'chuc vu nguoi dung dau', 'nguoi dung dau', 'thu truong', 'head'],
}
export const fields = Object.keys(headers) as Field[]

export type Mapping = { readonly headerRow: number; readonly columns: Readonly<Partial<Record<Field, number>>>; /** Headers of the sheet, by column. */ readonly found: readonly string[]; readonly unused: readonly string[] }

const fieldOf = (header: string): { field: Field; weight: number } | undefined => {
  const text = searchable(header)
  if (text === '' || /^(?:stt|so tt|tt|ghi chu|note)$/.test(text)) return undefined
  let best: { field: Field; weight: number } | undefined
  for (const field of fields) for (const known of headers[field]) {
    const weight = text === known ? 100 + known.length : known.includes(' ') && text.includes(known) ? 50 + known.length : 0
    if (weight > (best?.weight ?? 0)) best = { field, weight }
  }
  return best
}

/** Finds the header row and which column is what, whatever the order and however the headers are written. */
export function readMapping(sheet: Sheet): Decision<Mapping, UnitsRefusal> {
  let best: Mapping | undefined, bestCount = 0
  let anyText: readonly string[] = []
  for (let r = 0; r < Math.min(headerRows, sheet.rows.length); r++) {
    const row = sheet.rows[r]!
    if (anyText.length === 0 && row.filter((c) => c.trim() !== '').length > 1) anyText = row.filter((c) => c.trim() !== '')
    const columns: Partial<Record<Field, { at: number; weight: number }>> = {}
    row.forEach((cell, at) => {
      const hit = fieldOf(cell)
      if (hit && hit.weight > (columns[hit.field]?.weight ?? 0)) columns[hit.field] = { at, weight: hit.weight }
    })
    const used = Object.values(columns).map((c) => c.at)
    if (columns.name === undefined || used.length <= bestCount) continue
    bestCount = used.length
    best = {
      headerRow: r + 1, columns: Object.fromEntries(Object.entries(columns).map(([f, c]) => [f, c.at])), found: row.map((c) => c.trim()),
      unused: row.filter((c, i) => c.trim() !== '' && !used.includes(i) && !/^(?:stt|so tt|tt)$/.test(searchable(c))),
    }
  }
  if (best) return accept(best)
  return refuse(anyText.length > 0 ? { code: 'import.no_name_column', headers: [...anyText].slice(0, 12) } : { code: 'import.no_header', looked: Math.min(headerRows, sheet.rows.length) })
}

/** What is wrong, or to be looked at, in one row. */
export type RowIssue =
  | { readonly code: 'row.name_missing' }
  | { readonly code: 'row.kind_unknown'; readonly written: string }
  | { readonly code: 'row.parent_unknown'; readonly written: string }
  | { readonly code: 'row.parent_ambiguous'; readonly written: string; readonly count: number }
  | { readonly code: 'row.parent_loop'; readonly written: string }
  | { readonly code: 'row.parent_has_error'; readonly written: string; readonly parentRow: number }
  | { readonly code: 'row.unit_unknown'; readonly written: string }
  | { readonly code: 'row.unit_ambiguous'; readonly written: string; readonly meant: readonly string[] }
  | { readonly code: 'row.date_unreadable'; readonly written: string }
  | { readonly code: 'row.dates_reversed'; readonly from: PlainDate; readonly to: PlainDate }
  | { readonly code: 'row.duplicate'; readonly otherRow: number }
  | { readonly code: 'row.email_wrong'; readonly written: string }
  | { readonly code: 'row.changed_before'; readonly last: PlainDate; readonly on: PlainDate }
/** Said beside a row that is taken nevertheless. */
export type RowNote = { readonly code: 'note.kind_guessed'; readonly kind: string } | { readonly code: 'note.unit_guessed'; readonly unit: string } | { readonly code: 'note.kind_kept'; readonly kind: string }

/** An organisation of now, as the import compares it. */
export type Existing = OrganisationVersion & { readonly code: string | null; readonly email: string | null; readonly phone: string | null }
export type Planned = {
  readonly name: string; readonly shortName: string | null; readonly kind: string; readonly line: Line; readonly unitId: string | null; readonly code: string | null; readonly email: string | null; readonly phone: string | null; readonly head: string | null
  /** Either an existing organisation or another row of the sheet. */
  readonly parent: { readonly id: string } | { readonly row: number } | null
  readonly from: PlainDate; readonly to: PlainDate | null
}
export type Change = { readonly field: 'name' | 'shortName' | 'parent' | 'unit' | 'email' | 'phone' | 'code' | 'to'; readonly before: string | null; readonly after: string | null }
export type RowPlan =
  | { readonly row: number; readonly action: 'error'; readonly name: string; readonly issues: readonly RowIssue[] }
  | { readonly row: number; readonly action: 'new'; readonly name: string; readonly planned: Planned; readonly notes: readonly RowNote[] }
  | { readonly row: number; readonly action: 'changed' | 'closed'; readonly name: string; readonly id: string; readonly planned: Planned; readonly changes: readonly Change[]; readonly notes: readonly RowNote[] }
  | { readonly row: number; readonly action: 'unchanged'; readonly name: string; readonly id: string }
export type ImportPlan = { readonly mapping: Mapping; readonly rows: readonly RowPlan[]; /** In force, and not named in the sheet. */ readonly absent: readonly { readonly id: string; readonly name: string }[]; readonly counts: Readonly<Record<RowPlan['action'] | 'absent', number>> }

export type ImportContext = { readonly on: PlainDate; readonly existing: readonly Existing[]; readonly units: UnitIndex; readonly provinceUnitId: string }

/** `31/12/2025`, `2025-12-31`, `12/2025`, or a day count of a spreadsheet. Undefined when it is none of them. */
export function readDay(text: string): PlainDate | undefined {
  const t = text.trim()
  let m = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(t)
  let day = m ? `${m[3]}-${m[2]!.padStart(2, '0')}-${m[1]!.padStart(2, '0')}` : undefined
  m = /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/.exec(t)
  if (m) day = `${m[1]}-${m[2]}-${m[3]}`
  if (!day && /^\d{5}(?:\.\d+)?$/.test(t)) day = new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(t)) * 86_400_000).toISOString().slice(0, 10)
  return day !== undefined && isPlainDate(day) ? day : undefined
}

const kindByWords = new Map(kinds.flatMap((x) => [[searchable(x.kind.replaceAll('_', ' ')), x.kind], [searchable(x.vi), x.kind], [searchable(x.en), x.kind]] as const))
const lineByWords: Readonly<Record<string, Line>> = { dang: 'party', 'khoi dang': 'party', 'chinh quyen': 'government', 'nha nuoc': 'government', hdnd: 'council', 'mat tran': 'front', 'doan the': 'mass', 'luc luong vu trang': 'armed', 'vu trang': 'armed', 'quan su cong an': 'armed', 'y te': 'health', 'giao duc': 'education', 'doanh nghiep': 'enterprise', 'bao chi': 'media', 'thuc dia': 'field', khac: 'other' }
const lineOf = (written: string): Line | undefined => lineByWords[searchable(written)] ?? lines.find((l) => l === searchable(written))

/** The kind that a name says: “Ủy ban nhân dân xã Tân Trào” → ubnd_xa. */
export function kindOfName(name: string): string {
  const said = describe(name)
  const family: Family = said.family
  return (kinds.find((x) => x.family === family && x.level !== null && x.level === said.level) ?? kinds.find((x) => x.family === family && x.level === null) ?? kinds.find((x) => x.family === family && (said.level === null || said.level === x.level)) ?? kinds.find((x) => x.family === family))?.kind ?? 'khac'
}

const identity = (name: string): string => fold(nfc(name)).replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
const clean = (text: string | undefined): string => nfc(text ?? '').replace(/\s+/g, ' ').trim()
const orNull = (text: string): string | null => (text === '' ? null : text)

/** What an import would do, row by row. Nothing is written by it; the same sheet over the same organisations gives the same plan. */
export function planImport(sheet: Sheet, context: ImportContext): Decision<ImportPlan, UnitsRefusal> {
  const mapped = readMapping(sheet)
  if (!mapped.ok) return mapped
  const { headerRow, columns } = mapped.value
  const body = sheet.rows.slice(headerRow).map((cells, i) => ({ row: headerRow + 1 + i, cells })).filter((r) => r.cells.some((c) => c.trim() !== ''))
  if (body.length > mostRows) return refuse({ code: 'import.too_large', rows: body.length, most: mostRows })
  const cell = (cells: readonly string[], field: Field): string => { const at = columns[field]; return at === undefined ? '' : clean(cells[at]) }

  const current = context.existing.filter((e) => existsOn(e, context.on))
  const byCode = new Map(current.flatMap((e) => (e.code === null ? [] : [[e.code, e] as const])))
  const byName = new Map<string, Existing[]>()
  for (const e of current) { const key = identity(e.name); const l = byName.get(key); if (l) l.push(e); else byName.set(key, [e]) }
  const nameOf = new Map(current.map((e) => [e.id, e.name]))

  type Draft = { row: number; name: string; issues: RowIssue[]; notes: RowNote[]; planned: Omit<Planned, 'parent'>; parentText: string; match: Existing | undefined; given: ReadonlySet<Field> }
  const drafts: Draft[] = body.map(({ row, cells }) => {
    const issues: RowIssue[] = [], notes: RowNote[] = []
    const name = cell(cells, 'name')
    if (name === '') issues.push({ code: 'row.name_missing' })
    const kindText = cell(cells, 'kind')
    let kind = kindText === '' ? undefined : findKind(kindText)?.kind ?? kindByWords.get(searchable(kindText))
    if (kindText !== '' && kind === undefined) {
      const guess = kindOfName(kindText)
      if (guess === 'khac') issues.push({ code: 'row.kind_unknown', written: kindText }); else kind = guess
    }
    if (kind === undefined) { kind = kindOfName(name); if (kindText === '' && name !== '') notes.push({ code: 'note.kind_guessed', kind }) }
    const day = (field: 'from' | 'to'): PlainDate | null => {
      const text = cell(cells, field)
      if (text === '') return null
      const read = readDay(text)
      if (read === undefined) issues.push({ code: 'row.date_unreadable', written: text })
      return read ?? null
    }
    const from = day('from'), to = day('to')
    if (from !== null && to !== null && to < from) issues.push({ code: 'row.dates_reversed', from, to })
    const email = cell(cells, 'email')
    if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) issues.push({ code: 'row.email_wrong', written: email })
    const unitText = cell(cells, 'unit')
    const unitId = unitText === '' ? unitOfName(name, kind, context, notes) : unitOfText(unitText, context, issues)
    const code = orNull(cell(cells, 'code'))
    const line = lineOf(cell(cells, 'line')) ?? findKind(kind)?.line ?? 'other'
    const given = new Set(fields.filter((f) => columns[f] !== undefined))
    return { row, name, issues, notes, parentText: cell(cells, 'parent'), match: undefined, given, planned: { name, shortName: orNull(cell(cells, 'shortName')), kind, line, unitId, code, email: orNull(email), phone: orNull(cell(cells, 'phone')), head: orNull(cell(cells, 'head')), from: from ?? context.on, to } }
  })

  const rowsByName = new Map<string, Draft[]>()
  for (const d of drafts) if (d.name !== '') { const key = identity(d.name); const l = rowsByName.get(key); if (l) l.push(d); else rowsByName.set(key, [d]) }
  // One row, one organisation: the same name under the same parent twice is a mistake of the sheet.
  for (const same of rowsByName.values()) {
    for (let i = 1; i < same.length; i++) {
      const twin = same.slice(0, i).find((other) => identity(other.parentText) === identity(same[i]!.parentText) && other.planned.unitId === same[i]!.planned.unitId && (other.planned.code === null || other.planned.code === same[i]!.planned.code))
      if (twin) same[i]!.issues.push({ code: 'row.duplicate', otherRow: twin.row })
    }
  }
  for (const d of drafts) {
    if (d.name === '') continue
    const candidates = (d.planned.code !== null && byCode.has(d.planned.code)) ? [byCode.get(d.planned.code)!] : byName.get(identity(d.name)) ?? []
    const byUnit = d.planned.unitId === null || candidates.length < 2 ? candidates : candidates.filter((c) => sameUnit(c.unitId, d.planned.unitId, context))
    const byParent = d.parentText === '' || byUnit.length < 2 ? byUnit : byUnit.filter((c) => c.parentId !== null && identity(nameOf.get(c.parentId) ?? '') === identity(d.parentText))
    d.match = byParent.length === 1 ? byParent[0] : undefined
  }

  const parents = new Map<Draft, Planned['parent']>()
  for (const d of drafts) {
    if (d.parentText === '') { parents.set(d, null); continue }
    const key = identity(d.parentText)
    const inSheet = (rowsByName.get(key) ?? []).filter((x) => x !== d)
    const existing = byCode.get(d.parentText) ? [byCode.get(d.parentText)!] : byName.get(key) ?? []
    const near = <T>(list: T[], unitOf: (x: T) => string | null): T[] => { const inUnit = list.filter((x) => sameUnit(unitOf(x), d.planned.unitId, context)); return list.length > 1 && inUnit.length > 0 ? inUnit : list }
    const rows = near(inSheet, (x) => x.planned.unitId), olds = near(existing, (x) => x.unitId)
    if (rows.length === 1) parents.set(d, rows[0]!.match ? { id: rows[0]!.match.id } : { row: rows[0]!.row })
    else if (rows.length === 0 && olds.length === 1) parents.set(d, { id: olds[0]!.id })
    else if (rows.length === 0 && olds.length === 0) d.issues.push({ code: 'row.parent_unknown', written: d.parentText })
    else d.issues.push({ code: 'row.parent_ambiguous', written: d.parentText, count: Math.max(rows.length, olds.length) })
  }
  const byRow = new Map(drafts.map((d) => [d.row, d]))
  markLoops(drafts, parents, byRow, current)
  // A row under a row with an error cannot stand either.
  for (let again = true; again;) {
    again = false
    for (const d of drafts) {
      const p = parents.get(d)
      if (d.issues.length > 0 || !p || !('row' in p)) continue
      const parent = byRow.get(p.row)
      if (parent && parent.issues.length > 0) { d.issues.push({ code: 'row.parent_has_error', written: d.parentText, parentRow: parent.row }); again = true }
    }
  }

  const rows = drafts.map((d): RowPlan => {
    const planned: Planned = { ...d.planned, parent: parents.get(d) ?? null }
    if (d.match && d.issues.length === 0) {
      const changes = changesOf(d.match, planned, d.given, nameOf, byRow)
      if (changes.length > 0 && d.match.validFrom > context.on) d.issues.push({ code: 'row.changed_before', last: d.match.validFrom, on: context.on })
      else {
        if (d.given.has('kind') && d.match.kind !== planned.kind) d.notes.push({ code: 'note.kind_kept', kind: d.match.kind })
        const notes = d.notes.filter((n) => n.code === 'note.kind_kept')
        if (changes.length === 0) return { row: d.row, action: 'unchanged', name: d.name, id: d.match.id }
        return { row: d.row, action: changes.some((c) => c.field === 'to') ? 'closed' : 'changed', name: d.name, id: d.match.id, planned, changes, notes }
      }
    }
    return d.issues.length > 0 ? { row: d.row, action: 'error', name: d.name, issues: d.issues } : { row: d.row, action: 'new', name: d.name, planned, notes: d.notes }
  })
  const named = new Set(rows.flatMap((r) => ('id' in r ? [r.id] : [])))
  const absent = current.filter((e) => !named.has(e.id)).map((e) => ({ id: e.id, name: e.name }))
  const count = (action: RowPlan['action']) => rows.filter((r) => r.action === action).length
  return accept({ mapping: mapped.value, rows, absent, counts: { new: count('new'), changed: count('changed'), closed: count('closed'), unchanged: count('unchanged'), error: count('error'), absent: absent.length } })
}

/** Only the columns that the sheet has are compared: a missing column says nothing, an empty cell in it says “none”. */
function changesOf(e: Existing, p: Planned, given: ReadonlySet<Field>, nameOf: ReadonlyMap<string, string>, byRow: ReadonlyMap<number, { name: string }>): Change[] {
  const changes: Change[] = []
  const differ = (field: Change['field'], before: string | null, after: string | null) => { if ((before ?? '') !== (after ?? '')) changes.push({ field, before, after }) }
  differ('name', e.name, p.name)
  if (given.has('shortName')) differ('shortName', e.shortName, p.shortName)
  if (given.has('parent')) differ('parent', e.parentId === null ? null : nameOf.get(e.parentId) ?? e.parentId, p.parent === null ? null : 'id' in p.parent ? nameOf.get(p.parent.id) ?? p.parent.id : byRow.get(p.parent.row)?.name ?? null)
  if (given.has('unit')) differ('unit', e.unitId, p.unitId)
  if (given.has('email')) differ('email', e.email, p.email)
  if (given.has('phone')) differ('phone', e.phone, p.phone)
  if (given.has('code') && p.code !== null) differ('code', e.code, p.code)
  if (p.to !== null) differ('to', e.validTo, p.to)
  return changes
}

const sameUnit = (a: string | null, b: string | null, context: ImportContext): boolean => {
  if (a === null || b === null) return a === b
  const [x, y] = [context.units.byId.get(a), context.units.byId.get(b)]
  return a === b || x !== undefined && y !== undefined && x.code === y.code && x.level === y.level
}

/** The area that a name says (“UBND xã Tân Trào”); the province for bodies of the province; none where it says none. */
function unitOfName(name: string, kind: string, context: ImportContext, notes: RowNote[]): string | null {
  const said = describe(name)
  const level = said.level === 'district' || said.level === 'commune' || said.level === 'province' ? said.level : findKind(kind)?.level ?? null
  if (said.place !== null && (level === 'commune' || level === 'district')) {
    const hits = findPlaces(context.units, said.place, context.on, { within: context.provinceUnitId, level })
    if (hits.length > 0 && hits[0]!.confidence > 0.85 && (hits.length === 1 || hits[1]!.confidence < hits[0]!.confidence)) {
      notes.push({ code: 'note.unit_guessed', unit: context.units.byId.get(hits[0]!.unitId)!.fullName })
      return hits[0]!.unitId
    }
  }
  return level === 'province' ? context.provinceUnitId : null
}
function unitOfText(text: string, context: ImportContext, issues: RowIssue[]): string | null {
  if (/^\d{2,5}$/.test(text)) {
    const unit = context.units.byCode.get(text)?.find((u) => existsOn(u, context.on))
    if (!unit) issues.push({ code: 'row.unit_unknown', written: text })
    return unit?.id ?? null
  }
  const hits = findPlaces(context.units, text, context.on, { within: context.provinceUnitId })
  const [best, next] = hits
  if (!best || best.confidence < 0.7) { issues.push({ code: 'row.unit_unknown', written: text }); return null }
  if (next && next.confidence === best.confidence) { issues.push({ code: 'row.unit_ambiguous', written: text, meant: hits.filter((h) => h.confidence === best.confidence).slice(0, 4).map((h) => context.units.byId.get(h.unitId)!.fullName) }); return null }
  return best.unitId
}

/** A row must not end up below itself, through other rows or through organisations that exist. */
function markLoops(drafts: readonly { row: number; parentText: string; issues: RowIssue[]; match: Existing | undefined }[], parents: ReadonlyMap<object, Planned['parent']>, byRow: ReadonlyMap<number, object>, current: readonly Existing[]): void {
  const above = new Map<string, string | null>(current.map((e) => [e.id, e.parentId]))
  const keyOf = (d: { row: number; match: Existing | undefined }): string => d.match?.id ?? `row ${d.row}`
  for (const d of drafts) { const p = parents.get(d); if (p !== undefined) above.set(keyOf(d), p === null ? null : 'id' in p ? p.id : keyOf(byRow.get(p.row) as { row: number; match: Existing | undefined })) }
  for (const d of drafts) {
    const start = keyOf(d)
    const seen = new Set<string>()
    for (let at: string | null | undefined = above.get(start); at; at = above.get(at)) {
      if (at === start) { d.issues.push({ code: 'row.parent_loop', written: d.parentText }); break }
      if (seen.has(at)) break
      seen.add(at)
    }
  }
}

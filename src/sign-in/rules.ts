/** Quyền hạn: what each kind of post may do. Decided here once; routes, commands and row-level security all ask for these names. */
export type PostKind = 'head' | 'deputy' | 'office' | 'clerk' | 'staff' | 'inspector' | 'field' | 'admin'

export type Permission =
  | 'document.read' | 'document.register' | 'document.assign' | 'document.draft' | 'document.sign'
  | 'obligation.read' | 'obligation.act' | 'obligation.give' | 'obligation.inspect' | 'obligation.reward'
  | 'units.read' | 'units.manage' | 'accounts.manage' | 'settings.manage' | 'audit.own' | 'audit.read'
  | FieldPermission

/**
 * Thực địa: the work with persons. Given by the kind of post AND the kind of organisation (`fieldWorkOf`), because a Party office or a company
 * needs figures, not names.
 */
export type FieldPermission =
  | 'person.read' | 'person.reveal' | 'person.write' | 'person.merge' | 'case.write' | 'trace.write' | 'test.write'
  | 'quarantine.write' | 'quarantine.sign' | 'zone.read' | 'zone.decide' | 'protocol.read' | 'protocol.switch' | 'declaration.handle' | 'import.lines'

const work: readonly Permission[] = ['document.read', 'obligation.read', 'units.read']

/**
 * head/deputy: người đứng đầu, cấp phó · office: chánh văn phòng · clerk: văn thư (keeps the registers, NĐ 30/2020 Điều 36)
 * staff: chuyên viên · inspector: kiểm tra, giám sát (reads and inspects, changes nothing) · field: đội ở cơ sở · admin: quản trị (no documents).
 */
export const permissionsOf: Readonly<Record<PostKind, readonly Permission[]>> = {
  head: [...work, 'document.assign', 'document.draft', 'document.sign', 'obligation.act', 'obligation.give', 'obligation.inspect', 'obligation.reward', 'audit.own'],
  deputy: [...work, 'document.assign', 'document.draft', 'document.sign', 'obligation.act', 'obligation.give', 'obligation.inspect', 'audit.own'],
  office: [...work, 'document.register', 'document.assign', 'document.draft', 'obligation.act', 'obligation.give', 'audit.own'],
  clerk: [...work, 'document.register', 'document.draft'],
  staff: [...work, 'document.draft', 'obligation.act'],
  inspector: [...work, 'obligation.inspect', 'audit.own'],
  field: ['obligation.read', 'obligation.act', 'units.read'],
  admin: ['units.read', 'units.manage', 'accounts.manage', 'settings.manage', 'audit.own', 'audit.read'],
}

/** Who an organisation is, as far as work with persons goes. `wholeProvince`: its area is the province, not a commune. */
export type FieldOrganisation = { readonly line: string; readonly kind: string; readonly wholeProvince: boolean }

/** Everybody on the staff may read which rules apply and which level an area has: both are public orders. */
const everybody: readonly FieldPermission[] = ['zone.read', 'protocol.read']
const fieldWork: Readonly<Record<PostKind, readonly FieldPermission[]>> = {
  head: ['person.read', 'person.reveal', 'person.write', 'person.merge', 'case.write', 'trace.write', 'test.write', 'quarantine.write', 'quarantine.sign', 'zone.decide', 'declaration.handle', 'import.lines'],
  deputy: ['person.read', 'person.reveal', 'person.write', 'person.merge', 'case.write', 'trace.write', 'test.write', 'quarantine.write', 'quarantine.sign', 'zone.decide', 'declaration.handle', 'import.lines'],
  office: ['person.read', 'person.reveal', 'declaration.handle'],
  clerk: [],
  staff: ['person.read', 'person.reveal', 'person.write', 'person.merge', 'case.write', 'trace.write', 'test.write', 'quarantine.write', 'declaration.handle', 'import.lines'],
  inspector: ['person.read'],
  field: ['person.read', 'person.reveal', 'person.write', 'trace.write', 'test.write', 'quarantine.write', 'declaration.handle'],
  admin: [],
}
/** People's committees, their steering committees and hamlets order quarantine and run the response in their area (Law on Infectious Diseases 2007, art. 49–50; NĐ 101/2010). */
const committees = new Set(['ubnd_tinh', 'ubnd_huyen', 'ubnd_xa', 'ban_chi_dao', 'thon'])

/** Work with persons that a post may do, by its kind and its organisation. Nothing for Party, front, enterprises, press: they read figures. */
export function fieldWorkOf(kind: PostKind, organisation: FieldOrganisation): readonly FieldPermission[] {
  if (kind === 'admin') return everybody
  const health = organisation.line === 'health'
  if (!health && organisation.line !== 'field' && !committees.has(organisation.kind)) return everybody
  // A level of an area is decided by a committee or its steering committee; health proposes. A rule is switched for a whole province only.
  const own = fieldWork[kind].filter((p) => p !== 'zone.decide' || committees.has(organisation.kind))
  const leads = (kind === 'head' || kind === 'deputy') && organisation.wholeProvince
  return [...everybody, ...own, ...(leads ? (['protocol.switch'] as const) : [])]
}

/** Everything a post may do. */
export const permissionsFor = (kind: PostKind, organisation: FieldOrganisation): ReadonlySet<Permission> => new Set([...permissionsOf[kind], ...fieldWorkOf(kind, organisation)])

/** Passwords: at least 12 characters, not one character over and over. Length before composition rules (NIST SP 800-63B, 3.1.1). */
export const isGoodPassword = (password: string): boolean => password.length >= 12 && password.length <= 128 && new Set(password).size >= 5

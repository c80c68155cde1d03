/** Quyền hạn: what each kind of post may do. Decided here once; routes, commands and row-level security all ask for these names. */
export type PostKind = 'head' | 'deputy' | 'office' | 'clerk' | 'staff' | 'inspector' | 'field' | 'admin'

export type Permission =
  | 'document.read' | 'document.register' | 'document.assign' | 'document.draft' | 'document.sign'
  | 'obligation.read' | 'obligation.act' | 'obligation.give' | 'obligation.inspect' | 'obligation.reward'
  | 'units.read' | 'units.manage' | 'accounts.manage' | 'settings.manage' | 'audit.own' | 'audit.read'

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

/** Passwords: at least 12 characters, not one character over and over. Length before composition rules (NIST SP 800-63B, 3.1.1). */
export const isGoodPassword = (password: string): boolean => password.length >= 12 && password.length <= 128 && new Set(password).size >= 5

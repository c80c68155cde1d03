import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject } from 'vitest'
import { asSystem, connect, database, useDatabase, type Database, type StaffSession } from '../../src/platform/db/index.ts'
import { useFileFolder } from '../../src/platform/files/index.ts'
import { newId } from '../../src/platform/ids.ts'
import { Refused } from '../../src/platform/refusal.ts'
import { searchable } from '../../src/platform/text.ts'
import { permissionsFor, type PostKind } from '../../src/sign-in/index.ts'

/** A database of its own for a test file, copied from the migrated template. Answers a getter. */
export function ownDatabase(): () => Database {
  let db: Database
  let files: string | undefined
  const name = `t_${randomBytes(6).toString('hex')}`
  const { host, user, template } = inject('database')
  beforeAll(async () => {
    const admin = new pg.Client({ host, user, database: 'postgres' })
    await admin.connect()
    // Two workers may copy at once: the template must have no other user, so they take turns.
    await admin.query('select pg_advisory_lock(77)')
    try { await admin.query(`create database ${name} template ${template}`) } finally { await admin.query('select pg_advisory_unlock(77)'); await admin.end() }
    db = connect({ host, port: 5432, user, database: name }, { app: 8, system: 3, auth: 3 })
    useDatabase(db)
    files = mkdtempSync(path.join(tmpdir(), 'taicho-files-'))
    useFileFolder(files)
    await db.systemPool.query(`insert into province (id, name) values ('08', 'Tỉnh Tuyên Quang'), ('11', 'Tỉnh Điện Biên')`)
  })
  afterAll(async () => {
    await db.close()
    useDatabase(undefined)
    const admin = new pg.Client({ host, user, database: 'postgres' })
    await admin.connect()
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
    if (files) rmSync(files, { recursive: true, force: true })
  })
  return () => db
}

export type GivenOrganisation = { readonly id: string; readonly name: string; readonly provinceId: string; readonly post: (kind: PostKind, person?: string) => Promise<StaffSession> }

/** An organisation with posts and people, named only where it matters to the test. */
export async function givenOrganisation(name: string, options: { provinceId?: string; line?: string; kind?: string; parentId?: string; validFrom?: string; unitId?: string } = {}): Promise<GivenOrganisation> {
  const province_id = options.provinceId ?? '08'
  const id = newId()
  const valid_from = options.validFrom ?? '2020-01-01'
  await asSystem(province_id, async (db) => {
    await db.insertInto('organisation').values({ province_id, id, line: options.line ?? 'government', kind: options.kind ?? 'ubnd_xa', valid_from }).execute()
    await db.insertInto('organisation_version').values({ province_id, organisation_id: id, valid_from, name, parent_id: options.parentId ?? null, unit_id: options.unitId ?? null, search: searchable(name) }).execute()
  })
  return { id, name, provinceId: province_id, post: (kind, person = `Người của ${name}`) => givenPost({ id, name, provinceId: province_id, line: options.line ?? 'government', kind: options.kind ?? 'ubnd_xa' }, kind, person) }
}

const titles: Record<PostKind, string> = { head: 'Người đứng đầu', deputy: 'Cấp phó', office: 'Chánh Văn phòng', clerk: 'Văn thư', staff: 'Chuyên viên', inspector: 'Cán bộ kiểm tra', field: 'Tổ viên', admin: 'Quản trị' }

async function givenPost(org: { id: string; name: string; provinceId: string; line: string; kind: string }, kind: PostKind, person: string): Promise<StaffSession> {
  const postId = newId(); const accountId = newId()
  await asSystem(org.provinceId, async (db) => {
    await db.insertInto('post').values({ province_id: org.provinceId, id: postId, organisation_id: org.id, kind, title: titles[kind], valid_from: '2020-01-01' }).execute()
    await db.insertInto('account').values({ province_id: org.provinceId, id: accountId, auth_user_id: `test-${accountId}`, name: person, email: `${accountId}@example.vn` }).execute()
    await db.insertInto('post_holding').values({ province_id: org.provinceId, id: newId(), post_id: postId, account_id: accountId, from_at: '2020-01-01T00:00:00Z' }).execute()
  })
  const { rows } = await database().systemPool.query<{ area: string[] }>('select area_of($1, $2, current_date) as area', [org.provinceId, org.id])
  const area = rows[0]!.area
  return { provinceId: org.provinceId, accountId, postId, organisationId: org.id, name: person, postTitle: titles[kind], organisationName: org.name, permissions: permissionsFor(kind, { line: org.line, kind: org.kind, wholeProvince: area[0] === '*' }), area, language: 'vi', requestId: newId() }
}

/** Expects a command to be refused with a code. */
export async function refused(work: Promise<unknown>, code: string): Promise<void> {
  const outcome = await work.then((v) => ({ value: v }), (e: unknown) => e)
  expect(outcome instanceof Refused ? outcome.refusal.code : outcome).toBe(code)
}

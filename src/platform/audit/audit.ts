import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { DB } from '../db/schema.ts'
import type { Statement, StaffSession } from '../db/index.ts'

/** One line of the audit trail (nhật ký), in the transaction of the act. `purpose` is required where a named person is looked at. */
export type AuditLine = { readonly action: string; readonly kind: string; readonly id: string; readonly purpose?: string; readonly detail?: Record<string, unknown> }

/** Lines of several people who share one transaction, sealed in one go, as a prepared statement. The last of its transaction. */
export const auditGroupStatement = (lines: readonly { readonly who: StaffSession; readonly line: AuditLine }[]): Statement => ({
  name: 'audit.group', text: 'select audit_append_group($1::jsonb)', values: [JSON.stringify(lines.map(({ who, line }, i) => ({
    i, province: who.provinceId, organisation: who.organisationId, post: who.postId, account: who.accountId, action: line.action, kind: line.kind, id: line.id, purpose: line.purpose, detail: line.detail ?? {}, request: who.requestId,
  })))],
})

/** Call it last in the transaction: writers of one organisation wait for each other from here to the commit. */
export async function audit(db: Pick<Kysely<DB>, 'getExecutor'> & { who?: { requestId: string } }, line: AuditLine): Promise<void> {
  await sql`select audit_append(${line.action}, ${line.kind}, ${line.id}, ${line.purpose ?? null}, ${JSON.stringify(line.detail ?? {})}::jsonb, ${db.who?.requestId ?? null})`.execute(db as Kysely<DB>)
}

export type AuditVerdict = { chains: number; events: number; broken: { chainId: string; seq: number; why: 'hash' | 'link' | 'gap' | 'head' }[]; heads: { chainId: string; seq: number; hash: string }[] }

/** Walks every chain: each row's hash, its link to the row before, no gap, and the head. Runs as owner or system. */
export async function verifyAudit(db: Pick<Kysely<DB>, 'getExecutor'>, provinceId?: string): Promise<AuditVerdict> {
  const rows = await sql<{ chainId: string; seq: number; why: 'hash' | 'link' | 'gap' | 'head' }>`
    with e as (
      select *, lag(hash) over w as before_hash, lag(seq) over w as before_seq
      from audit_event where ${provinceId ?? null}::text is null or province_id = ${provinceId ?? null}
      window w as (partition by province_id, chain_id order by seq))
    select chain_id as "chainId", seq, case
        when seq <> coalesce(before_seq, 0) + 1 then 'gap'
        when previous_hash <> coalesce(before_hash, '\\x'::bytea) then 'link'
        else 'hash' end as why
    from e where seq <> coalesce(before_seq, 0) + 1 or previous_hash <> coalesce(before_hash, '\\x'::bytea)
       or hash <> audit_hash(previous_hash, province_id, chain_id, seq, at, account_id, post_id, action, subject_kind, subject_id, purpose, detail, request_id)
    union all
    select c.chain_id, c.seq, 'head' from audit_chain c
    where (${provinceId ?? null}::text is null or c.province_id = ${provinceId ?? null})
      and not exists (select 1 from audit_event e where e.province_id = c.province_id and e.chain_id = c.chain_id and e.seq = c.seq and e.hash = c.hash)
    order by 1, 2 limit 100`.execute(db as Kysely<DB>)
  const heads = await sql<{ chainId: string; seq: number; hash: string }>`
    select chain_id as "chainId", seq, encode(hash, 'hex') as hash from audit_chain where ${provinceId ?? null}::text is null or province_id = ${provinceId ?? null} order by 1`.execute(db as Kysely<DB>)
  return { chains: heads.rows.length, events: heads.rows.reduce((n, h) => n + h.seq, 0), broken: rows.rows, heads: heads.rows }
}

import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import nodemailer from 'nodemailer'
import type { Config } from '../platform/config.ts'
import { asSystem, sql } from '../platform/db/index.ts'
import { noticeText, type NoticeFacts, type NoticeKind } from './rules.ts'

export type Mail = { readonly to: string; readonly subject: string; readonly text: string; readonly id: string }
export type Post = (mail: Mail) => Promise<void>

/** By SMTP where a server is set; otherwise into the outbox folder beside the data, one file per message, as any mail program opens it. */
export function postOf(config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataFolder'>): Post {
  if (config.smtpUrl !== undefined) {
    const transport = nodemailer.createTransport(config.smtpUrl)
    return async (m) => { await transport.sendMail({ from: config.mailFrom, to: m.to, subject: m.subject, text: m.text, messageId: `<${m.id}@taicho>` }) }
  }
  const folder = path.join(config.dataFolder, 'outbox')
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true })
  return async (m) => {
    const made = await transport.sendMail({ from: config.mailFrom, to: m.to, subject: m.subject, text: m.text, messageId: `<${m.id}@taicho>` })
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, `${m.id}.eml`), made.message as Buffer)
  }
}

type Row = { id: string; kind: NoticeKind; facts: NoticeFacts; organisation: string; emails: { email: string; language: 'vi' | 'en' }[]; obligation_id: string | null }

/**
 * Sends what has not been sent, oldest first, and marks each message as it goes: a run that is cut off repeats one message at most.
 * Receivers: the organisation's own address, else the head, deputies, office and clerk who hold a post now.
 */
export async function sendPendingMail(provinceId: string, post: Post, origin: string, at: string): Promise<{ sent: number; nobody: number }> {
  let sent = 0
  let nobody = 0
  for (;;) {
    const rows = await asSystem(provinceId, async (db) => (await sql<Row>`
      select n.id, n.kind, n.facts, n.obligation_id, coalesce(v.name, '') as organisation,
        case when v.email is not null then jsonb_build_array(jsonb_build_object('email', v.email, 'language', 'vi')) else coalesce((
          select jsonb_agg(distinct jsonb_build_object('email', a.email, 'language', a.language)) from post p join post_holding h on h.province_id = p.province_id and h.post_id = p.id and h.until_at is null
          join account a on a.province_id = h.province_id and a.id = h.account_id and a.disabled_at is null
          where p.province_id = n.province_id and p.organisation_id = n.organisation_id and p.kind in ('head', 'deputy', 'office', 'clerk') and (n.post_id is null or p.id = n.post_id)), '[]') end as emails
      from obligation_notice n left join lateral (select name, email from organisation_version v where v.province_id = n.province_id and v.organisation_id = n.organisation_id order by v.valid_from desc limit 1) v on true
      where n.province_id = ${provinceId} and n.mailed_at is null order by n.at, n.id limit 200`.execute(db)).rows)
    if (rows.length === 0) return { sent, nobody }
    for (const r of rows) {
      if (r.emails.length === 0) nobody++
      for (const [i, to] of r.emails.entries()) {
        const text = noticeText(r.kind, r.facts)[to.language]
        const link = `${origin}${r.obligation_id === null ? '/viec-cua-toi' : `/nhiem-vu/${r.obligation_id}`}`
        await post({ id: `${r.id}-${i}`, to: to.email, subject: `[Tại Chỗ] ${text.slice(0, 120)}`, text: `${r.organisation}\n\n${text}\n\n${link}\n` })
        sent++
      }
      await asSystem(provinceId, async (db) => { await sql`update obligation_notice set mailed_at = ${at} where province_id = ${provinceId} and id = ${r.id}::uuid`.execute(db) })
    }
  }
}

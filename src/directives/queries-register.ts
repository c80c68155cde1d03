import { sql, type RawBuilder } from 'kysely'
import { readAs, type Reads, type StaffSession } from '../platform/db/index.ts'
import { dayOf, formatDay, instantOf, type PlainDate } from '../platform/dates.ts'
import type { Download } from '../platform/http/index.ts'
import { writeTable, writeTablePdf, type TableSpec } from '../platform/print/index.ts'
import type { DeskLine, InboxLine, RegisterLine, RegisterName } from './contract.ts'
import { handlingRegister, incomingRegister, outgoingRegister } from './drafting/index.ts'
import { bookOf } from './queries-books.ts'
import { clockOf, registerQuery } from './rules.ts'
import type { AnyRefusal } from '../platform/refusal.ts'
import { asEntry, asRef, asRefusal, entryColumns, nameOf, nowInstant, refColumns, refJoin, refuseWith, run, type EntryRow, type RefRow } from './store.ts'

export type RegisterFilter = { year?: number | undefined; month?: number | undefined; q?: string | undefined; urgency?: string | undefined; issuer?: string | undefined }
/** One print of a register: more lines than this are chosen by month. */
export const longestPrint = 20_000

/** First and last instant of the year, or of the month in it, in Viet Nam. */
function spanOf(f: RegisterFilter, today: PlainDate): { from: string; until: string; first: PlainDate; last: PlainDate } {
  const year = f.year ?? Number(today.slice(0, 4))
  const from: PlainDate = `${year}-${String(f.month ?? 1).padStart(2, '0')}-01`
  const [y, m] = f.month === undefined ? [year + 1, 1] : f.month === 12 ? [year + 1, 1] : [year, f.month + 1]
  const next: PlainDate = `${y}-${String(m).padStart(2, '0')}-01`
  return { from: instantOf(from), until: instantOf(next), first: from, last: new Date(Date.parse(`${next}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10) }
}

type LineRow = EntryRow & RefRow & {
  entryId: string; entryNumber: number; entryAt: string; signer: string | null; urgency: RegisterLine['urgency']; secrecy: RegisterLine['secrecy']; recipients: string[] | null; delivery: RegisterLine['delivery']; handled: boolean
  total: number | null; done: number | null; late: number | null; answeredBy: string | null; lead: string | null; dueOn: string | null
}

/** Duties counted per document of the page in one question, and the answers issued to them. */
const extras = (direction: 'in' | 'out'): RawBuilder<unknown> => sql`left join lateral (select count(*)::int as total, count(*) filter (where o.work = 'accepted')::int as done, count(*) filter (where o.finish = 'late' or (o.finished_at is null and o.due_at < now() and o.work in ('assigned', 'doing', 'redo')))::int as late,
      (min(o.due_at) filter (where o.work not in ('waived', 'closed')) at time zone 'Asia/Ho_Chi_Minh')::date as due
    from obligation o where o.province_id = d.province_id and o.directive_id = d.id and o.giver_org = current_organisation() and o.parent_id is null) w on true
  left join lateral (select string_agg(x.number, ', ' order by x.issued_on) as numbers from document_upper u join document x on x.province_id = u.province_id and x.id = u.document_id
    where ${direction === 'in'} and u.province_id = d.province_id and u.upper_id = d.id and x.state = 'issued' and x.organisation_id = current_organisation()) ans on true
  left join lateral (select ${nameOf(sql`i.province_id`, sql`i.lead_id`)} as lead, i.due_on as due, true as there from instruction i where ${direction === 'in'} and i.province_id = d.province_id and i.document_id = d.id and i.organisation_id = current_organisation() order by i.seq desc limit 1) ins on true`

/** A count goes no further than this: nobody reads past it, and a screen says "more than". */
export const countedTo = 10_000

/** From so many lines on a search walks the register in its order until the page is full; fewer are fetched by their words and sorted. */
const many = 2_000

/** Dòng của trang: by the order of the register, or by its words where something is looked for. */
async function linesOf(db: Reads, who: StaffSession, register: RegisterName, f: RegisterFilter, page: { found: number; after: { at: string; number: number } | null; limit: number; oldestFirst?: boolean }): Promise<RegisterLine[]> {
  const direction = register === 'out' ? 'out' as const : 'in' as const
  const now = nowInstant()
  const order = page.oldestFirst ? sql`e.at, e.number` : sql`e.at desc, e.number desc`
  const span = spanOf(f, dayOf(now))
  const query = registerQuery(who.organisationId, f.q, f.issuer)
  const lines = query === null
    ? sql`select e.* from register_entry e where ${ownLines(direction, span, f.urgency)} and ${page.after === null ? sql`true` : sql`(e.at, e.number) < (${page.after.at}::timestamptz, ${page.after.number})`} order by ${order} limit ${page.limit}`
    : sql`select e.* from ${page.found > many ? sql`register_found_many` : sql`register_found_few`}(${direction}, ${span.from}::timestamptz, ${span.until}::timestamptz, ${query}::tsquery, ${f.urgency ?? null}, ${page.after?.at ?? null}::timestamptz, ${page.after?.number ?? null}, ${page.oldestFirst ?? false}, ${page.limit}) f
        join register_entry e on e.province_id = current_province() and e.id = f.id`
  const rows = await run<LineRow>(db, sql`with page as materialized (${lines})
    select ${entryColumns}, e.id as "entryId", e.number as "entryNumber", e.at as "entryAt", d.signer, d.urgency, d.secrecy, d.confirmed -> 'distribution' as recipients, ${refColumns},
      (select v.state from delivery v where v.province_id = d.province_id and v.document_id = d.id and v.organisation_id = current_organisation()) as delivery,
      e.handled_at is not null as handled, w.total, w.done, w.late, ans.numbers as "answeredBy", ins.lead, coalesce(ins.due, w.due) as "dueOn"
    from page e join document d on d.province_id = e.province_id and d.id = e.document_id ${refJoin} ${extras(direction)} order by ${order}`)
  return rows.map((r): RegisterLine => ({
    document: asRef(r), entry: asEntry({ id: r.entryId, direction: r.direction, series: r.series, number: r.entryNumber, at: r.entryAt, arrivedAt: r.arrivedAt, paperNumber: r.paperNumber, paperArrivedOn: r.paperArrivedOn, forwardedTo: r.forwardedTo, forwardedAt: r.forwardedAt, handleBy: r.handleBy, copies: r.copies, note: r.note, voidedAt: r.voidedAt, voidReason: r.voidReason }),
    signer: r.signer, urgency: r.urgency, secrecy: r.secrecy, recipients: r.recipients === null ? null : r.recipients.join('; '), clock: direction === 'in' && r.voidedAt === null ? clockOf(r.handleBy, r.handled, now) : 'none', delivery: r.delivery,
    progress: (r.total ?? 0) > 0 ? { total: r.total ?? 0, done: r.done ?? 0, late: r.late ?? 0 } : null, answeredBy: r.answeredBy, lead: r.lead ?? r.forwardedTo, dueOn: r.dueOn,
  }))
}

const ownLines = (direction: 'in' | 'out', span: { from: string; until: string }, urgency: string | undefined): RawBuilder<unknown> => sql`e.province_id = current_province() and e.organisation_id = current_organisation() and e.direction = ${direction}
  and e.at >= ${span.from}::timestamptz and e.at < ${span.until}::timestamptz and ${urgency === undefined ? sql`true` : sql`e.urgency = ${urgency}`}`

async function countOf(db: Reads, who: StaffSession, register: RegisterName, f: RegisterFilter, most: number): Promise<number> {
  const direction = register === 'out' ? 'out' as const : 'in' as const
  const span = spanOf(f, dayOf(nowInstant()))
  const query = registerQuery(who.organisationId, f.q, f.issuer)
  const [row] = await run<{ n: number }>(db, query === null ? sql`select count(*)::int as n from (select 1 from register_entry e where ${ownLines(direction, span, f.urgency)} limit ${most}) x`
    : sql`select register_count(${direction}, ${span.from}::timestamptz, ${span.until}::timestamptz, ${query}::tsquery, ${f.urgency ?? null}, ${most}) as n`)
  return row!.n
}

const afterOf = (after: string | undefined): { at: string; number: number } | null => {
  const m = /^([0-9T:.Z-]{20,30})\|(\d{1,9})$/.exec(after ?? '')
  return m ? { at: m[1]!, number: Number(m[2]) } : null
}

export const listRegister = (who: StaffSession, register: RegisterName, q: RegisterFilter & { after?: string | undefined; limit: number }) => readAs(who, async (db) => {
  const now = nowInstant()
  // The whole register is counted by its index alone; only a search stops early.
  const most = registerQuery(who.organisationId, q.q, q.issuer) === null ? 1_000_000 : countedTo
  const counted = await countOf(db, who, register, q, most + 1)
  const lines = await linesOf(db, who, register, q, { found: counted, after: afterOf(q.after), limit: q.limit + 1 })
  const shown = lines.slice(0, q.limit)
  const last = shown.at(-1)
  const direction = register === 'out' ? 'out' : 'in'
  const year = spanOf({ year: q.year }, dayOf(now))
  const mine = sql`e.province_id = current_province() and e.organisation_id = current_organisation() and e.direction = ${direction}`
  const inYear = sql`${mine} and e.voided_at is null and e.at >= ${year.from}::timestamptz and e.at < ${year.until}::timestamptz`
  const [summary] = await run<{ registered: number; today: number; urgent: number; overdue: number; toConfirm: number; toReceive: number; drafts: number; first: string | null; last: string | null }>(db, sql`
    with waiting as (select count(*) filter (where urgency is not null)::int as urgent, count(*) filter (where handle_by < ${now}::timestamptz)::int as overdue from register_entry e where ${inYear} and e.handled_at is null)
    select (select count(*)::int from register_entry e where ${inYear}) as registered, (select count(*)::int from register_entry e where ${mine} and e.voided_at is null and e.at >= ${instantOf(dayOf(now))}::timestamptz) as today, waiting.urgent,
      case when ${direction} = 'in' then waiting.overdue else 0 end as overdue,
      (select count(*)::int from document where province_id = current_province() and organisation_id = current_organisation() and state in ('to_confirm', 'unreadable', 'reading')) as "toConfirm",
      (select count(*)::int from delivery where province_id = current_province() and organisation_id = current_organisation() and state = '01') as "toReceive",
      (select count(*)::int from document where province_id = current_province() and organisation_id = current_organisation() and state = 'draft') as drafts,
      (select min(e.at) from register_entry e where ${mine}) as first, (select max(e.at) from register_entry e where ${mine}) as last from waiting`)
  const book = await bookOf(db, direction)
  const { first, last: newest, ...figures } = summary!
  const years = first === null || newest === null ? [] : Array.from({ length: Number(dayOf(newest).slice(0, 4)) - Number(dayOf(first).slice(0, 4)) + 1 }, (_, k) => Number(dayOf(newest).slice(0, 4)) - k)
  return { lines: shown, next: lines.length > q.limit && last ? `${last.entry.at}|${last.entry.number}` : null, total: Math.min(counted, most), isMore: counted > most, summary: figures, years, book }
})

/** Sổ in ra giấy hoặc XLSX, in the columns of Phụ lục IV, oldest first. A struck-out line stays, with its reason in the notes. */
export const exportRegister = (who: StaffSession, register: RegisterName, q: RegisterFilter & { form: 'xlsx' | 'pdf' }): Promise<Download> => readAs(who, async (db) => {
  const now = nowInstant()
  const count = await countOf(db, who, register, q, longestPrint + 1)
  if (count > longestPrint) refuseWith({ code: 'register.too_long', most: longestPrint })
  const lines = await linesOf(db, who, register, q, { found: count, after: null, limit: longestPrint, oldestFirst: true })
  const span = spanOf(q, dayOf(now))
  const book = await bookOf(db, register === 'out' ? 'out' : 'in')
  const spec = tableOf(register, lines, { name: register === 'handling' ? null : book?.name ?? null, keptBy: book?.keeper ? [book.keeper.title, book.keeper.person].filter((t) => t !== null).join(', ') : null, organisation: { parent: null, name: who.organisationName }, cutoff: now, from: span.first, to: span.last, language: who.language })
  const name = `${{ in: 'so-van-ban-den', out: 'so-van-ban-di', handling: 'so-theo-doi-giai-quyet' }[register]}-${span.first.slice(0, q.month === undefined ? 4 : 7)}`
  return q.form === 'xlsx' ? { bytes: await writeTable(spec), mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', name: `${name}.xlsx` }
    : { bytes: writeTablePdf(spec), mediaType: 'application/pdf', name: `${name}.pdf`, inline: true }
})

type Header = Parameters<typeof incomingRegister>[0]
function tableOf(register: RegisterName, lines: readonly RegisterLine[], header: Header): TableSpec {
  const typeAndTitle = (l: RegisterLine): string => l.secrecy !== null ? l.secrecy.toUpperCase() : [capital(l.document.type), l.document.title].filter((t) => t !== null && t !== '').join(': ')
  const vi = header.language !== 'en'
  const note = (l: RegisterLine): string | null => [
    l.entry.voided === null ? null : `${vi ? 'Hủy' : 'Voided'}: ${l.entry.voided.reason}`,
    l.entry.paperNumber === null ? null : `${vi ? 'Dấu đến trên giấy' : 'Stamp on the paper'}: ${l.entry.paperNumber}${l.entry.paperArrivedOn === null ? '' : `, ${formatDay(l.entry.paperArrivedOn)}`}`, l.entry.note,
  ].filter((t) => t !== null).join('. ') || null
  switch (register) {
    case 'in': return incomingRegister(header, lines.map((l) => ({
      arrivedOn: dayOf(l.entry.arrivedAt ?? l.entry.at), arrivalNumber: l.entry.number, author: l.document.issuer ?? '', numberAndSymbol: l.document.number, date: l.document.date, typeAndSubject: typeAndTitle(l), receiver: l.lead, forwardedOn: l.entry.forwardedTo === null ? null : dayOf(l.entry.forwardedAt ?? l.entry.at), signature: null, note: note(l),
    })))
    case 'out': return outgoingRegister(header, lines.map((l) => ({
      numberAndSymbol: l.document.number ?? '', date: l.document.date ?? dayOf(l.entry.at), typeAndSubject: typeAndTitle(l), signer: l.signer ?? '', recipients: l.recipients ?? '', keptBy: l.entry.forwardedTo, copies: l.entry.copies, forwardedOn: dayOf(l.entry.at), signature: null, note: note(l),
    })))
    case 'handling': return handlingRegister(header, lines.map((l) => ({
      arrivalNumber: l.entry.number, document: [capital(l.document.type), l.document.number === null ? null : `số ${l.document.number}`, l.document.date === null ? null : `ngày ${formatDay(l.document.date)}`, l.document.issuer === null ? null : `của ${l.document.issuer}`].filter((t) => t !== null).join(' '),
      receiver: l.lead, due: l.dueOn === null ? null : formatDay(l.dueOn), progress: l.progress === null ? null : vi ? `${l.progress.done}/${l.progress.total} nhiệm vụ đã xác nhận${l.progress.late > 0 ? `, ${l.progress.late} quá hạn` : ''}` : `${l.progress.done} of ${l.progress.total} accepted${l.progress.late > 0 ? `, ${l.progress.late} late` : ''}`, answeredBy: l.answeredBy, note: note(l),
    })))
  }
}
const capital = (text: string | null): string | null => (text === null ? null : text.charAt(0).toUpperCase() + text.slice(1))

/** Trên bàn: what the clerk has yet to finish. */
export const listDesk = (who: StaffSession, q: { view: 'incoming' | 'drafts'; after?: string | undefined; limit: number }) => readAs(who, async (db) => {
  const states = q.view === 'drafts' ? ['draft'] : ['reading', 'unreadable', 'to_confirm']
  const after = /^([0-9T:.Z-]{20,30})\|([0-9a-f-]{36})$/.exec(q.after ?? '')
  type Row = { id: string; state: DeskLine['state']; name: string | null; type: string | null; number: string | null; issuer: string | null; date: string | null; title: string | null; urgency: DeskLine['urgency']; doubts: number; tasks: number
    refusal: AnyRefusal | null; createdAt: string; by: string | null; implements: string | null; duplicate: boolean; items: number | null }
  const rows = await run<Row>(db, sql`select d.id, d.state, d.file_name as name, d.type, d.number, d.issuer, d.issued_on as date, d.title, d.urgency, d.doubts, d.task_count as tasks, d.refusal, d.created_at as "createdAt",
      (select name from account a where a.province_id = d.province_id and a.id = d.created_by) as by, (select string_agg(coalesce(x.number, x.title), ', ' order by u.seq) from document_upper u join document x on x.province_id = u.province_id and x.id = u.upper_id where u.province_id = d.province_id and u.document_id = d.id) as implements,
      (exists (select 1 from document x where x.province_id = d.province_id and x.id <> d.id and x.state in ('registered', 'issued') and (x.file_sha256 = d.file_sha256 or x.number_key = d.number_key and (x.issued_on = d.issued_on or x.issued_on is null or d.issued_on is null)))) as duplicate,
      jsonb_array_length(d.draft -> 'items') as items
    from document d where d.province_id = current_province() and d.organisation_id = current_organisation() and d.state = any(${states}::text[])
      and (${after === null} or (d.created_at, d.id) < (${after?.[1] ?? null}::timestamptz, ${after?.[2] ?? null}::uuid)) order by d.created_at desc, d.id desc limit ${q.limit + 1}`)
  const lines = rows.slice(0, q.limit).map((r): DeskLine => ({
    id: r.id, state: r.state, name: r.name, type: r.type, number: r.number, issuer: r.issuer, date: r.date, title: r.title, urgency: r.urgency, doubts: r.state === 'draft' ? 0 : r.doubts, tasks: r.items ?? r.tasks,
    refusal: r.refusal === null ? null : asRefusal(r.refusal), createdAt: r.createdAt, by: r.by, implements: r.implements, duplicate: r.state === 'to_confirm' && r.duplicate,
  }))
  const last = lines.at(-1)
  return { lines, next: rows.length > q.limit && last ? `${last.createdAt}|${last.id}` : null }
})

/** Văn bản gửi đến đơn vị tôi. */
export const listInbox = (who: StaffSession, q: { only: 'waiting' | 'all'; after?: string | undefined; limit: number }) => readAs(who, async (db) => {
  const after = /^([0-9T:.Z-]{20,30})\|([0-9a-f-]{36})$/.exec(q.after ?? '')
  const rows = await run<RefRow & { fromId: string; fromName: string | null; sentAt: string; delivery: '01'; stateAt: string; reason: string | null; urgency: RegisterLine['urgency']; obligations: number; act: InboxLine['act'] }>(db, sql`select ${refColumns}, v.sent_by as "fromId", ${nameOf(sql`v.province_id`, sql`v.sent_by`)} as "fromName",
      v.sent_at as "sentAt", v.state as delivery, v.state_at as "stateAt", v.reason, d.urgency, act.act, (select count(*)::int from obligation o where o.province_id = d.province_id and o.directive_id = d.id and o.owner_org = current_organisation() and o.parent_id is null) as obligations
    from delivery v join document d on d.province_id = v.province_id and d.id = v.document_id ${refJoin}
    left join lateral (select jsonb_build_object('kind', x.kind, 'reason', x.reason, 'at', x.at) as act from document_act x where v.act_seq is not null and v.act_seen_at is null and x.province_id = v.province_id and x.document_id = v.document_id and x.seq = v.act_seq) act on true
    where v.province_id = current_province() and v.organisation_id = current_organisation() and (${q.only === 'all'} or v.state = '01' and d.state in ('registered', 'issued') or v.act_seq is not null and v.act_seen_at is null)
      and (${after === null} or (v.sent_at, v.document_id) < (${after?.[1] ?? null}::timestamptz, ${after?.[2] ?? null}::uuid)) order by v.sent_at desc, v.document_id desc limit ${q.limit + 1}`)
  const lines = rows.slice(0, q.limit).map((r) => ({ document: asRef(r), from: { id: r.fromId, name: r.fromName ?? '' }, sentAt: r.sentAt, state: r.delivery, stateAt: r.stateAt, urgency: r.urgency, reason: r.reason, obligations: r.obligations, act: r.act }))
  const last = rows.slice(0, q.limit).at(-1)
  return { lines, next: rows.length > q.limit && last ? `${last.sentAt}|${last.id}` : null }
})

import type { ReactNode } from 'react'
import { dayOf, formatDay, formatInstant } from '../../../platform/dates.ts'
import { formatMoment, formatNumber } from '../../../web/format.ts'
import { useWords } from '../../../web/language.ts'
import { useGo } from '../../../web/navigate.ts'
import { DataTable, type Column } from '../../../web/parts/index.ts'
import type { More } from '../../../web/parts/SeeMore.tsx'
import type { RegisterLine, RegisterName } from '../../contract.ts'
import { useNaming } from '../naming.ts'
import { directivesWords } from '../words.ts'
import { registerWords } from './words.ts'
import css from './Registers.module.css'

/** One register as a table: the columns of Nghị định 30/2020/NĐ-CP, Phụ lục IV, in its order. */
export function RegisterTable({ register, lines, more, empty }: { register: RegisterName; lines: readonly RegisterLine[]; more: More; empty: ReactNode }) {
  const t = useWords(registerWords)
  const w = useWords(directivesWords)
  const naming = useNaming()
  const go = useGo()
  const entryNote = (line: RegisterLine): ReactNode => (
    <>
      {line.entry.voided && <span className="late">{t.voided(line.entry.voided.reason)}</span>}
      {line.entry.note}
      {line.entry.paperNumber && <small className={css.second}>{t.paperStamp(line.entry.paperNumber, line.entry.paperArrivedOn ? formatDay(line.entry.paperArrivedOn) : '–')}</small>}
    </>
  )
  const progress = (line: RegisterLine): ReactNode => line.progress && line.progress.total > 0 && (
    <>{t.progressOf(line.progress.done, line.progress.total)}{line.progress.late > 0 && <span className={`late ${css.second}`}>{t.progressLate(line.progress.late)}</span>}</>
  )
  const subject: Column<RegisterLine> = {
    key: 'subject', head: t.subject, isName: true,
    cell: ({ document, urgency, secrecy, entry }) => (
      <span data-void={entry.voided ? '' : undefined} className={css.subject}>
        {urgency && <b className={css.urgency}>{w.urgency[urgency]}</b>}{secrecy ? <><b className={css.urgency}>{t.secrecyNames[secrecy]}</b>{t.lineOnly}</> : <><span className={css.type}>{document.type}</span> {document.title ?? w.untitled}</>}
      </span>
    ),
  }
  const due = ({ entry, clock }: RegisterLine): ReactNode => entry.handleBy && clock !== 'none' && <span className={clock === 'late' ? 'late' : clock === 'soon' ? css.soon : undefined}>{clock === 'done' ? formatDay(dayOf(entry.handleBy)) : formatMoment(entry.handleBy)}</span>
  const number: Column<RegisterLine> = { key: 'number', head: register === 'out' ? t.symbol : t.number, width: register === 'out' ? '8rem' : '3.75rem', cell: (line) => <b className={register === 'out' ? 'nowrap' : css.big}>{register === 'out' ? line.document.number : formatNumber(line.entry.number)}</b> }
  const columns: readonly Column<RegisterLine>[] = register === 'in' ? [
    { key: 'arrived', head: t.arrived, width: '6rem', cell: ({ entry }) => formatDay(dayOf(entry.arrivedAt ?? entry.at)) },
    number,
    { key: 'issuer', head: t.issuer, width: '9.5rem', cell: ({ document }) => document.issuer },
    { key: 'symbol', head: t.symbol, width: '7.5rem', cell: ({ document }) => <span className="nowrap">{document.number ?? w.unnumbered}</span> },
    { key: 'date', head: t.date, width: '6rem', cell: ({ document }) => document.date && formatDay(document.date) },
    subject,
    { key: 'forwarded', head: t.forwarded, width: '8rem', cell: ({ entry, lead }) => entry.forwardedTo ?? lead },
    { key: 'due', head: t.due, width: '7rem', cell: (line) => <>{due(line)}<span className={css.second}>{progress(line)}</span></> },
    { key: 'note', head: t.note, width: '7rem', cell: entryNote },
  ] : register === 'out' ? [
    number,
    { key: 'date', head: t.date, width: '6rem', cell: ({ document }) => document.date && formatDay(document.date) },
    subject,
    { key: 'signer', head: t.signer, width: '9rem', cell: ({ signer }) => signer },
    { key: 'recipients', head: t.recipients, width: '11rem', cell: ({ recipients }) => <span className={css.three}>{recipients}</span> },
    { key: 'copies', head: t.copies, width: '4rem', align: 'number', cell: ({ entry }) => entry.copies === null ? '' : formatNumber(entry.copies) },
    { key: 'sent', head: t.sentOn, width: '6rem', cell: ({ entry }) => formatDay(dayOf(entry.at)) },
    { key: 'progress', head: t.progress, width: '6rem', cell: progress },
    { key: 'note', head: t.note, width: '8rem', cell: entryNote },
  ] : [
    number,
    { key: 'described', head: t.described, isName: true, cell: ({ document, urgency }) => <span className={css.subject}>{urgency && <b className={css.urgency}>{w.urgency[urgency]}</b>}{naming.full(document)}<small className={css.second}>{document.title}</small></span> },
    { key: 'lead', head: t.lead, width: '12rem', cell: ({ entry, lead }) => lead ?? entry.forwardedTo },
    { key: 'due', head: t.due, width: '8rem', cell: due },
    { key: 'progress', head: t.progress, width: '8rem', cell: progress },
    { key: 'answer', head: t.answer, width: '10rem', cell: ({ answeredBy }) => answeredBy },
    { key: 'note', head: t.note, width: '9rem', cell: entryNote },
  ]
  return (
    <div className={css.register}>
      <DataTable
        caption={t.tabs[register === 'in' ? 'den' : register === 'out' ? 'di' : 'giai-quyet']} columns={columns} rows={lines} keyOf={(line) => line.entry.id} hrefOf={(line) => `/van-ban/${line.document.id}`}
        onOpen={(line) => go(`/van-ban/${line.document.id}`)} empty={empty} more={more} wide
      />
      {lines[0] && <p className="print-only small">{formatInstant(lines[0].entry.at)}</p>}
    </div>
  )
}

import { defineWords } from '../../words/words.ts'
import { useWords } from '../language.ts'
import css from './TwoMarks.module.css'

/** Where the work stands: a shape and a word. The names are those of the obligations room. */
export type WorkMark = 'assigned' | 'doing' | 'reported' | 'accepted' | 'returned' | 'redo' | 'suspended' | 'waived' | 'closed'
/** Where the deadline stands. Whole days, and hours where days are 0; `on_time` and `late` are about work that is finished. */
export type TimeMark =
  | { readonly kind: 'none' }
  | { readonly kind: 'left'; readonly days: number }
  | { readonly kind: 'today'; readonly until?: string | null | undefined }
  | { readonly kind: 'overdue'; readonly days: number; readonly hours?: number | undefined }
  | { readonly kind: 'on_time' }
  | { readonly kind: 'late'; readonly days: number; readonly hours?: number | undefined }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'not_due' }

export const markWords = defineWords({
  vi: {
    work: { assigned: 'chưa nhận', doing: 'đang làm', reported: 'đã báo cáo', accepted: 'đã xác nhận', returned: 'trả lại', redo: 'làm lại', suspended: 'tạm dừng', waived: 'được miễn', closed: 'đã đóng' },
    none: 'không hạn', left: (n: number) => `còn ${n} ngày`, today: (at: string) => (at ? `hôm nay, ${at}` : 'hôm nay'),
    overdue: (n: number) => `quá hạn ${n} ngày`, overdueHours: (n: number) => `quá hạn ${n} giờ`, overdueNow: 'vừa quá hạn', onTime: 'đúng hạn', late: (n: number) => `chậm ${n} ngày`, lateHours: (n: number) => `chậm ${n} giờ`, lateNow: 'chậm dưới 1 giờ', stopped: 'ngừng tính hạn', notDue: 'chưa tới kỳ',
  },
  en: {
    work: { assigned: 'not acknowledged', doing: 'under way', reported: 'reported', accepted: 'accepted', returned: 'returned', redo: 'to redo', suspended: 'paused', waived: 'waived', closed: 'closed' },
    none: 'no deadline', left: (n: number) => (n === 1 ? '1 day left' : `${n} days left`), today: (at: string) => (at ? `today, ${at}` : 'today'),
    overdue: (n: number) => (n === 1 ? '1 day overdue' : `${n} days overdue`), overdueHours: (n: number) => (n === 1 ? '1 hour overdue' : `${n} hours overdue`), overdueNow: 'just overdue', onTime: 'on time', late: (n: number) => (n === 1 ? '1 day late' : `${n} days late`), lateHours: (n: number) => (n === 1 ? '1 hour late' : `${n} hours late`), lateNow: 'under 1 hour late', stopped: 'clock stopped', notDue: 'not due yet',
  },
})

/** The drawn mark alone (○ ◔ ◑ ● ↩ …). Drawn, not typed: the type face has no such signs, and they must align. Always put the word beside it or in `title`. */
export function WorkGlyph({ work }: { work: WorkMark }) {
  const ring = <circle cx="8" cy="8" r="6.2" />
  return (
    <svg className={css.glyph} viewBox="0 0 16 16" aria-hidden="true" data-work={work}>
      {work === 'assigned' && ring}
      {work === 'doing' && <>{ring}<path className={css.fill} d="M8 8V1.8A6.2 6.2 0 0 1 14.2 8Z" /></>}
      {work === 'reported' && <>{ring}<path className={css.fill} d="M8 1.8a6.2 6.2 0 0 1 0 12.4Z" /></>}
      {work === 'accepted' && <circle className={css.fill} cx="8" cy="8" r="6.9" />}
      {work === 'returned' && <path d="M5.6 1.6 1.6 5.6l4 4M2 5.6h7.6a4.4 4.4 0 0 1 0 8.8H5" />}
      {work === 'redo' && <><path d="M13.2 5.6A6 6 0 1 0 14 8.6" /><path d="M13.8 2v3.9H9.9" /></>}
      {work === 'suspended' && <path d="M5.5 3v10M10.5 3v10" />}
      {work === 'waived' && <><circle cx="8" cy="8" r="6.2" strokeDasharray="2 2" /></>}
      {work === 'closed' && <><circle cx="8" cy="8" r="6.2" /><path d="M5 5l6 6M11 5l-6 6" /></>}
    </svg>
  )
}

const timeText = (time: TimeMark, t: (typeof markWords)['vi']): string => {
  switch (time.kind) {
    case 'none': return t.none
    case 'left': return t.left(time.days)
    case 'today': return t.today(time.until ?? '')
    case 'overdue': return time.days > 0 ? t.overdue(time.days) : time.hours ? t.overdueHours(time.hours) : t.overdueNow
    case 'on_time': return t.onTime
    case 'late': return time.days > 0 ? t.late(time.days) : time.hours ? t.lateHours(time.hours) : t.lateNow
    case 'stopped': return t.stopped
    case 'not_due': return t.notDue
  }
}
/** For a cell of a matrix: `+3` days over, `+6h`, `4` days left, `0` today. */
const shortTime = (time: TimeMark): string => {
  switch (time.kind) {
    case 'overdue': case 'late': return time.days > 0 ? `+${time.days}` : `+${time.hours ?? 0}h`
    case 'left': return String(time.days)
    case 'today': return '0'
    case 'none': case 'on_time': case 'stopped': case 'not_due': return ''
  }
}
/** Overdue and not yet done: the only time that is red. */
export const isOverdue = (time: TimeMark): boolean => time.kind === 'overdue'

/** Hai dấu: where the work stands and where the deadline stands, side by side. `compact` keeps the shape and the short time, for cells of a matrix; the words are in the tooltip and are read aloud. */
export function TwoMarks({ work, time, compact }: { work: WorkMark; time: TimeMark; compact?: boolean | undefined }) {
  const t = useWords(markWords)
  const words = `${t.work[work]}, ${timeText(time, t)}`
  if (compact) {
    return (
      <span className={css.compact} title={words}>
        <WorkGlyph work={work} />
        <span aria-hidden="true" className={isOverdue(time) ? 'late' : 'muted'}>{shortTime(time)}</span>
        <span className="visually-hidden">{words}</span>
      </span>
    )
  }
  return (
    <span className={css.marks}>
      <span className={css.work}><WorkGlyph work={work} />{t.work[work]}</span>
      <span className={isOverdue(time) ? 'late' : time.kind === 'today' ? css.today : 'muted'}>{timeText(time, t)}</span>
    </span>
  )
}
/** Only the time word, for headings and sentences. */
export function TimeWord({ time }: { time: TimeMark }) {
  const t = useWords(markWords)
  return <span className={isOverdue(time) ? 'late' : undefined}>{timeText(time, t)}</span>
}

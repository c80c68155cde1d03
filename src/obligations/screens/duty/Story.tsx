import { useState, type ReactNode } from 'react'
import { formatDay, formatInstant } from '../../../platform/dates.ts'
import { formatBytes, formatMoment, formatNumber } from '../../../web/format.ts'
import { urlOf } from '../../../web/api.ts'
import { useReadingThePast } from '../../../web/as-of.ts'
import { useLanguage, useWords } from '../../../web/language.ts'
import { useActingPost, useMay } from '../../../web/session.ts'
import { Story, type StoryLine as Shown } from '../../../web/parts/index.ts'
import { openEvidence, type ObligationView, type StoryLine } from '../../contract.ts'
import type { EventType } from '../../rules/types.ts'
import { sayPeriod } from '../time.ts'
import { CorrectForm, mayCorrect } from './CorrectForm.tsx'
import { correctWords } from './correct-words.ts'
import { dutyWords } from '../words.ts'
import css from './Duty.module.css'

type Words = (typeof dutyWords)['vi']
const sayDue = (due: unknown, t: Words): string => {
  const d = due as { kind: string; day?: string; at?: string } | undefined
  return d?.day ? formatDay(d.day) : d?.at ? formatInstant(d.at) : t.noDue
}

function titleOf(line: StoryLine, t: Words): string {
  const type = line.type as EventType
  const b = line.body ?? line.corrected?.before ?? {}
  switch (type) {
    case 'reassigned': return t.event.reassigned(String(b['ownerName'] ?? ''))
    case 'split': return t.event.split((b['parts'] as unknown[] | undefined)?.length ?? 0)
    case 'extension_requested': return t.event.extension_requested(sayDue(b['due'], t))
    case 'extended': return t.event.extended(sayDue(b['due'], t))
    case 'inspected': return t.event.inspected(t.results[b['result'] as keyof Words['results']] ?? '')
    case 'handed_over': return t.event.handed_over(String(b['toName'] ?? ''))
    case 'assigned': case 'acknowledged': case 'queried': case 'answered': case 'returned': case 'reported': case 'accepted': case 'sent_back': case 'extension_refused': case 'obstacle_raised': case 'obstacle_answered':
    case 'reminded': case 'commended': case 'sanctioned': case 'suspended': case 'resumed': case 'waived': case 'closed': return t.event[type]
    case 'corrected': return ''
  }
}

/** The words somebody wrote in an event. */
const wordsIn = (b: Readonly<Record<string, unknown>>): string | null => {
  for (const key of ['note', 'question', 'answer', 'reason', 'obstacle', 'finding']) if (typeof b[key] === 'string' && b[key] !== '') return b[key]
  return null
}

/** Diễn biến: who did what when, in their own words, with the files; what is still to come stands at the end. */
export function DutyStory({ view }: { view: ObligationView }) {
  const t = useWords(dutyWords)
  const c = useWords(correctWords)
  const language = useLanguage()
  const acting = useActingPost()
  const mayAct = useMay('obligation.act')
  const past = useReadingThePast()
  const [correcting, setCorrecting] = useState<StoryLine | null>(null)
  const bodyOf = (line: StoryLine): ReactNode => {
    const b = line.body
    const figures = (b?.['figures'] as { indicator: string; value: number | null }[] | undefined) ?? []
    const name = (indicator: string): string => view.figures.find((f) => f.slot.indicator === indicator)?.slot.name ?? indicator
    const said = b === null ? null : line.type === 'returned' ? `${t.reasons[b['reason'] as keyof Words['reasons']] ?? ''}: ${String(b['note'] ?? '')}` : wordsIn(b)
    const need = typeof b?.['need'] === 'string' && b['need'] !== '' ? b['need'] : null
    return (
      <>
        {b === null && <p className="muted">{t.withdrawn}</p>}
        {said && <p className={css.said}>{said}</p>}
        {need && <p className="small">{t.fields.need}: {need}</p>}
        {typeof b?.['document'] === 'string' && b['document'] !== '' && <p className="small muted">{b['document']}</p>}
        {figures.length > 0 && <p className="small">{figures.map((f) => `${name(f.indicator)}: ${formatNumber(f.value, language)}`).join(' · ')}</p>}
        {line.evidence.length > 0 && (
          <ul role="list" className={css.files}>{line.evidence.map((f) => (
            <li key={f.sha256}><a href={urlOf(openEvidence, { params: { id: view.id, sha256: f.sha256 } })} target="_blank" rel="noreferrer">{f.name}</a> <span className="muted small">{formatBytes(f.bytes, language)}</span></li>
          ))}</ul>
        )}
        {mayAct && !past && mayCorrect(line, acting?.organisation.id) && <p className="no-print"><button type="button" className="button-plain" onClick={() => setCorrecting(line)}>{c.open}</button></p>}
        {line.corrected && (
          <details className="small muted"><summary>{t.corrected(formatMoment(line.corrected.at, language), line.corrected.reason)}</summary><p>{t.before}: {wordsIn(line.corrected.before) ?? ''}</p></details>
        )}
      </>
    )
  }
  const lines: Shown[] = view.story.map((line) => {
    const period = typeof line.body?.['period'] === 'string' ? line.body['period'] : null
    return {
      id: String(line.seq), at: line.at, title: <>{titleOf(line, t)}{period && <span className="muted"> · {t.period(sayPeriod(period, t))}</span>}</>,
      who: [line.by.person, line.by.post, line.by.organisation.name].filter(Boolean).join(' · '), body: bodyOf(line),
      ...(line.type === 'sanctioned' || line.type === 'sent_back' ? { tone: 'late' as const } : {}),
    }
  })
  const ahead: Shown[] = []
  if (view.work === 'assigned' && !view.acknowledgeLate) ahead.push({ id: 'ack', at: view.acknowledgeBy, title: t.event.nextAck, tone: 'next' })
  const owed = view.work === 'assigned' || view.work === 'doing' || view.work === 'redo'
  if (owed && view.due.kind === 'moment' && view.deadline.kind !== 'overdue') ahead.push({ id: 'due', at: view.due.at, title: t.event.nextDue(formatInstant(view.due.at)), tone: 'next' })
  if (owed && view.due.kind === 'day' && view.deadline.kind !== 'overdue') ahead.push({ id: 'due', at: `${view.due.day}T16:59:00.000Z`, title: t.event.nextDue(formatDay(view.due.day)), tone: 'next' })
  ahead.sort((a, b) => (a.at < b.at ? -1 : 1))
  return (
    <>
      <Story label={t.story} lines={[...lines, ...ahead]} />
      {correcting && <CorrectForm key={correcting.seq} view={view} line={correcting} title={titleOf(correcting, t)} onClose={() => setCorrecting(null)} />}
    </>
  )
}

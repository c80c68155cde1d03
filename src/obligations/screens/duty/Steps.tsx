import { useState } from 'react'
import { useKeys } from '../../../web/keys.ts'
import { useWords } from '../../../web/language.ts'
import { useReadingThePast } from '../../../web/as-of.ts'
import { Kbd, Note, Popover, RefusalNote } from '../../../web/parts/index.ts'
import { useStep, type StepType } from '../use-step.ts'
import { dutyWords } from '../words.ts'
import { StepForm, type FormDuty } from './StepForm.tsx'
import css from './Duty.module.css'

/** The order in which steps are offered: what moves the work first, judgement last. */
const offered: readonly (readonly [keyof Mays, StepType])[] = [
  ['accept', 'accept'], ['sendBack', 'send_back'], ['report', 'report'], ['acknowledge', 'acknowledge'], ['resume', 'resume'], ['answer', 'answer'], ['answerObstacle', 'answer_obstacle'], ['extend', 'extend'], ['remind', 'remind'],
  ['raiseObstacle', 'raise_obstacle'], ['requestExtension', 'request_extension'], ['query', 'query'], ['return', 'return'], ['reassign', 'reassign'], ['inspect', 'inspect'], ['commend', 'commend'], ['sanction', 'sanction'], ['suspend', 'suspend'], ['waive', 'waive'], ['close', 'close'],
]
const moving: ReadonlySet<StepType> = new Set<StepType>(['accept', 'report', 'resume', 'answer', 'answer_obstacle'])
type Mays = Record<'accept' | 'sendBack' | 'report' | 'acknowledge' | 'resume' | 'answer' | 'answerObstacle' | 'extend' | 'remind' | 'raiseObstacle' | 'requestExtension' | 'query' | 'return' | 'reassign' | 'inspect' | 'commend' | 'sanction' | 'suspend' | 'waive' | 'close' | 'split', boolean>

/** Các bước: what this person may do now, as the record itself says. One main act; the form opens in place. */
export function Steps({ duty, may, open, onOpen, pendingExtension, onSplit }: {
  duty: FormDuty
  may: Readonly<Record<string, boolean>>
  open: StepType | null
  onOpen: (step: StepType | null) => void
  pendingExtension: boolean
  onSplit?: () => void
}) {
  const t = useWords(dutyWords)
  const past = useReadingThePast()
  const acknowledge = useStep(duty.id)
  const [problem, setProblem] = useState<unknown>(null)
  const steps = offered.filter(([name]) => may[name]).map(([, step]) => step)
  if (pendingExtension && may['extend']) steps.splice(steps.indexOf('extend') + 1, 0, 'refuse_extension')
  const receive = (): void => { setProblem(null); acknowledge.mutate({ step: { type: 'acknowledge' } }, { onError: setProblem }) }
  // A duty not yet received is received first; reporting at once is possible beside it. Only what moves the work is the main act.
  const main: StepType | undefined = may['acknowledge'] ? 'acknowledge' : steps.find((s) => moving.has(s) || (s === 'extend' && pendingExtension))
  const press = (step: StepType): void => (step === 'acknowledge' ? receive() : onOpen(step))
  useKeys([
    { key: 'e', does: { vi: 'Việc chính: tiếp nhận, báo cáo, xác nhận', en: 'Main act: acknowledge, report, accept' }, run: () => { if (main) press(main) }, when: main !== undefined && open === null && !past },
    { key: 'r', does: { vi: 'Báo cáo', en: 'Report' }, run: () => onOpen('report'), when: may['report'] === true && open === null && !past },
    { key: 'v', does: { vi: 'Báo vướng mắc', en: 'Raise an obstacle' }, run: () => onOpen('raise_obstacle'), when: may['raiseObstacle'] === true && open === null && !past },
  ])
  if (past) return <Note>{t.past}</Note>
  if (open !== null) return <StepForm key={`${duty.id}:${open}`} type={open} duty={duty} onDone={() => onOpen(null)} />
  if (steps.length === 0) return null
  const others = steps.filter((s) => s !== main)
  const near = others.slice(0, 2)
  const far = others.slice(2)
  return (
    <div className={`${css.steps} no-print`}>
      <div className="actions">
        {main && <button type="button" className="button" disabled={acknowledge.isPending} onClick={() => press(main)}>{t.steps[main]} <Kbd of="e" /></button>}
        {near.map((s) => <button key={s} type="button" className="button-quiet" onClick={() => press(s)}>{t.steps[s]}</button>)}
        {may['split'] && onSplit && <button type="button" className="button-quiet" onClick={onSplit}>{t.steps.split}</button>}
        {far.length > 0 && (
          <Popover trigger={t.moreSteps} label={t.moreSteps} className="button-plain" width="15rem">{(close) => (
            <ul role="list" className={css.menu}>{far.map((s) => <li key={s}><button type="button" onClick={() => { close(); press(s) }}>{t.steps[s]}</button></li>)}</ul>
          )}</Popover>
        )}
      </div>
      <RefusalNote error={problem} />
    </div>
  )
}

import type { ReactNode } from 'react'
import { defineWords } from '../../words/words.ts'
import { formatMoment, formatNumber } from '../format.ts'
import { useLanguage, useWords } from '../language.ts'
import { Popover } from './Popover.tsx'
import css from './Figure.module.css'

const words = defineWords({
  vi: { missing: 'chưa có số', notDue: 'chưa tới kỳ', asOf: (moment: string) => `tính đến ${moment}`, from: 'Từ đâu', fromOf: (label: string) => `Số “${label}” từ đâu mà có` },
  en: { missing: 'no figure yet', notDue: 'not due yet', asOf: (moment: string) => `as of ${moment}`, from: 'Where from', fromOf: (label: string) => `Where “${label}” comes from` },
})

/**
 * Con số: the number, its unit, its cut-off and, one press away, where it comes from. Zero, missing and not due are three different things:
 * hand over `'missing'` or `'not_due'` instead of a number, never 0.
 */
export function Figure({ label, value, unit, asOf, source, late, large }: {
  label: string
  value: number | 'missing' | 'not_due'
  unit: string
  asOf?: string | undefined
  /** The clause, the rule with its law, the records. */
  source?: ReactNode
  late?: boolean | undefined
  large?: boolean | undefined
}) {
  const t = useWords(words)
  const language = useLanguage()
  return (
    <div className={css.figure} data-large={large || undefined}>
      <div className={css.label}>{label}</div>
      <div className={css.line}>
        {typeof value === 'number'
          ? <><span className={`${css.value} ${late ? 'late' : ''}`}>{formatNumber(value, language)}</span><span className={css.unit}>{unit}</span></>
          : <span className={css.none}>{value === 'missing' ? t.missing : t.notDue}</span>}
      </div>
      {(asOf || source) && (
        <div className={css.foot}>
          {asOf && <span>{t.asOf(formatMoment(asOf, language))}</span>}
          {source && <Popover trigger={t.from} label={t.fromOf(label)} className={css.from}>{source}</Popover>}
        </div>
      )}
    </div>
  )
}
/** Figures in a row, parted by hairlines, as in the head of a bulletin. */
export function Figures({ children }: { children: ReactNode }) {
  return <div className={css.row}>{children}</div>
}

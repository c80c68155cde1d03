import { useMemo, type ReactNode } from 'react'
import css from './Diff.module.css'
import { wordDifferences } from './word-differences.ts'

/** Two texts side by side with the words that differ: struck through on the left, underlined on the right, so that print and the colour-blind see it too. */
export function Diff({ left, right, leftHead, rightHead }: { left: string; right: string; leftHead: ReactNode; rightHead: ReactNode }) {
  const pieces = useMemo(() => wordDifferences(left, right), [left, right])
  const side = (hidden: 'added' | 'removed') => pieces.map((piece, at) =>
    piece.kind === hidden ? null : piece.kind === 'same' ? <span key={at}>{piece.text}</span> : piece.kind === 'removed' ? <del key={at}>{piece.text}</del> : <ins key={at}>{piece.text}</ins>)
  return (
    <div className={css.both}>
      <section><h3 className={css.head}>{leftHead}</h3><p className={css.text}>{side('added')}</p></section>
      <section><h3 className={css.head}>{rightHead}</h3><p className={css.text}>{side('removed')}</p></section>
    </div>
  )
}

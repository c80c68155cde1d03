import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState, type CSSProperties } from 'react'
import { useKeys } from '../../../web/keys.ts'
import { useWords } from '../../../web/language.ts'
import { boxesOf, linesOf, piecesOf, type Mark, type PlacedWord } from './lines.ts'
import { readingWords } from './words.ts'
import { selectedSpot } from './selection.ts'
import type { Spot } from './working.ts'
import css from './Paper.module.css'

/** Một trang của tờ giấy. A page without words on a picture is shown as text. */
export type SheetOfPaper = {
  readonly number: number
  readonly width: number
  readonly height: number
  readonly image: string | null
  readonly words: readonly PlacedWord[]
}

/**
 * Tờ giấy: the picture of the paper with its places, or its text set as a paper. A press on a place tells which character was pressed;
 * a selection tells its place in the text. `lit` is the place both sides show together; `call` scrolls to a place and changes each time it is wanted.
 */
export function Paper({ text, sheets, marks, call, onPoint, onSelect }: {
  text: string
  sheets: readonly SheetOfPaper[]
  marks: readonly Mark[]
  call: { readonly id: string; readonly nonce: number } | null
  onPoint: (offset: number) => void
  onSelect: (spot: Spot | null) => void
}) {
  const t = useWords(readingWords)
  const pictures = sheets.some((sheet) => sheet.image !== null)
  const [asText, setAsText] = useState(false)
  const [zoom, setZoom] = useState(1)
  const [page, setPage] = useState(1)
  const frame = useRef<HTMLDivElement>(null)
  const asPicture = pictures && !asText
  const step = (by: number): void => setZoom((now) => Math.min(3, Math.max(0.5, Math.round((now + by) * 20) / 20)))
  useKeys([
    { key: '+', does: { vi: 'Phóng to tờ giấy', en: 'Enlarge the paper' }, run: () => step(0.15) },
    { key: '=', does: { vi: 'Phóng to tờ giấy', en: 'Enlarge the paper' }, run: () => step(0.15) },
    { key: '-', does: { vi: 'Thu nhỏ tờ giấy', en: 'Shrink the paper' }, run: () => step(-0.15) },
    { key: '0', does: { vi: 'Vừa khung', en: 'Fit the frame' }, run: () => setZoom(1) },
  ])

  useLayoutEffect(() => {
    if (!call || !frame.current) return
    const place = frame.current.querySelector<HTMLElement>(`[data-ids~="${CSS.escape(call.id)}"]`)
    if (!place) return
    const own = place.getBoundingClientRect()
    const around = frame.current.getBoundingClientRect()
    // Nothing jumps: a place that is in sight stays where it is.
    if (own.top >= around.top + 40 && own.bottom <= around.bottom - 40) return
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
    frame.current.scrollTo({ top: frame.current.scrollTop + own.top - around.top - around.height / 3, behavior: calm ? 'auto' : 'smooth' })
  }, [call])

  useEffect(() => {
    const changed = (): void => {
      if (frame.current) onSelect(selectedSpot(frame.current))
    }
    document.addEventListener('selectionchange', changed)
    return () => document.removeEventListener('selectionchange', changed)
  }, [onSelect])

  useEffect(() => {
    const root = frame.current
    if (!root || sheets.length < 2) return
    const seen = new IntersectionObserver((entries) => {
      const most = entries.filter((entry) => entry.isIntersecting).sort((a, b) => b.intersectionRatio - a.intersectionRatio)[0]
      if (most) setPage(Number((most.target as HTMLElement).dataset['page']))
    }, { root, threshold: [0.25, 0.5, 0.75] })
    for (const sheet of root.querySelectorAll('[data-page]')) seen.observe(sheet)
    return () => seen.disconnect()
  }, [sheets, asPicture])

  const press = (event: React.MouseEvent): void => {
    if (!getSelection()?.isCollapsed) return
    const target = (event.target as HTMLElement).closest<HTMLElement>('[data-start]')
    if (target) onPoint(Number(target.dataset['start']))
  }
  return (
    <section className={css.both} aria-label={t.paper} style={{ '--zoom': zoom } as CSSProperties}>
      <div className={css.bar}>
        {pictures && (
          <div className={css.switch} role="group" aria-label={t.shownAs}>
            <button type="button" aria-pressed={asPicture} onClick={() => setAsText(false)}>{t.picture}</button>
            <button type="button" aria-pressed={!asPicture} onClick={() => setAsText(true)}>{t.text}</button>
          </div>
        )}
        {sheets.length > 1 && asPicture && (
          <nav className={css.strip} aria-label={t.pages}>
            {sheets.map((sheet) => (
              <button
                key={sheet.number} type="button" aria-current={sheet.number === page ? 'page' : undefined} aria-label={t.page(sheet.number)}
                onClick={() => frame.current?.querySelector(`[data-page="${sheet.number}"]`)?.scrollIntoView({ block: 'start' })}
              >{sheet.number}</button>
            ))}
          </nav>
        )}
        <span className={css.zoom}>
          <button type="button" aria-label={t.smaller} onClick={() => step(-0.15)}>−</button>
          <button type="button" title={t.fit} onClick={() => setZoom(1)}>{Math.round(zoom * 100)}%</button>
          <button type="button" aria-label={t.larger} onClick={() => step(0.15)}>+</button>
        </span>
      </div>
      <div className={css.frame} ref={frame} tabIndex={0} role="document" aria-label={t.paper} onClick={press} data-paper="">
        {asPicture
          ? sheets.map((sheet) => <Picture key={sheet.number} sheet={sheet} marks={marks} label={t.page(sheet.number)} />)
          : <TextSheet text={text} marks={marks} />}
      </div>
    </section>
  )
}

const TextSheet = memo(function TextSheet({ text, marks }: { text: string; marks: readonly Mark[] }) {
  const lines = useMemo(() => linesOf(text), [text])
  return (
    <div className={css.sheet}>
      {lines.map((line) => (
        <p key={line.start} data-look={line.look} data-start={line.start}>
          {line.look === 'blank' ? '\u00a0' : piecesOf(line, marks).map((piece) => (
            <span
              key={piece.start} data-start={piece.start} data-ids={piece.ids.join(' ') || undefined}
              data-doubt={piece.doubt || undefined} data-lit={piece.lit || undefined} data-read={piece.ids.length > 0 || undefined}
            >{text.slice(piece.start, piece.end)}</span>
          ))}
        </p>
      ))}
    </div>
  )
})

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`

const Picture = memo(function Picture({ sheet, marks, label }: { sheet: SheetOfPaper; marks: readonly Mark[]; label: string }) {
  const shape = sheet.width > 0 && sheet.height > 0 ? `${sheet.width} / ${sheet.height}` : '210 / 297'
  const first = sheet.words[0]?.start ?? 0
  const last = sheet.words.at(-1)?.end ?? 0
  const placed = useMemo(
    () => marks.filter((mark) => mark.start < last && mark.end > first).map((mark) => ({ mark, boxes: boxesOf(sheet.words, mark) })),
    [marks, sheet.words, first, last],
  )
  return (
    <div className={css.picture} data-page={sheet.number} style={{ aspectRatio: shape }}>
      {sheet.image && <img src={sheet.image} alt={label} loading="lazy" decoding="async" draggable={false} />}
      <div className={css.boxes} aria-hidden="true">
        {placed.map(({ mark, boxes }) => (mark.lit || mark.doubt || !mark.clause) && boxes.map((box, at) => (
          <i
            key={`${mark.id}${at}`} data-ids={mark.id} data-lit={mark.lit || undefined} data-doubt={mark.doubt || undefined} data-clause={mark.clause || undefined}
            style={{ left: percent(box.x0 - 0.004), top: percent(box.y0 - 0.002), width: percent(box.x1 - box.x0 + 0.008), height: percent(box.y1 - box.y0 + 0.004) }}
          />
        )))}
        {placed.map(({ mark, boxes }) => mark.clause && !mark.lit && boxes[0] && <i key={mark.id} data-ids={mark.id} style={{ left: percent(boxes[0].x0), top: percent(boxes[0].y0), width: 0, height: 0 }} />)}
      </div>
      <div className={css.words}>
        {sheet.words.map((word) => (
          <span
            key={word.start} data-start={word.start}
            style={{ left: percent(word.x0), top: percent(word.y0), width: percent(word.x1 - word.x0), height: percent(word.y1 - word.y0), fontSize: `${((word.y1 - word.y0) * 88).toFixed(2)}cqh` }}
          >{word.text} </span>
        ))}
      </div>
    </div>
  )
})

import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { Answer } from '../../../platform/http/route.ts'
import { api, ApiRefusal, newId, urlOf } from '../../../web/api.ts'
import { useDraft } from '../../../web/draft.ts'
import { useKeys, type KeyBinding } from '../../../web/keys.ts'
import { useLanguage, useWords } from '../../../web/language.ts'
import { useGo } from '../../../web/navigate.ts'
import { ConfirmDialog, FormRow, Kbd, Note, RefusalNote } from '../../../web/parts/index.ts'
import { toast } from '../../../web/toasts.tsx'
import { confirmDirective, correctDirective, getPageImage, getPageWords, type DocumentView, type RegisterEntry, type WorkingCopy } from '../../contract.ts'
import { directivesWords } from '../words.ts'
import { Arrival } from './Arrival.tsx'
import { arrivalOf, noArrival } from './arrival-note.ts'
import { Clauses, Foot } from './Clauses.tsx'
import { Head } from './Head.tsx'
import { baseOf, DeskContext, fieldId, moveLine, type DeskTools } from './Line.tsx'
import type { Mark } from './lines.ts'
import { Paper, type SheetOfPaper } from './Paper.tsx'
import { Registered } from './Registered.tsx'
import { editOf, takes, type Take } from './takes.ts'
import { useDesk } from './useDesk.ts'
import { readingWords } from './words.ts'
import { clauseOf, doubtsOf, findValue, isDoubt, valueAt, valuesOf, type Spot, type Working } from './working.ts'
import css from './Reading.module.css'

export type Mode = 'confirm' | 'correct' | 'view'
const confirmId = 'read-confirm'
const noWords: SheetOfPaper['words'] = []

/** The reading screen itself. Focus moves both sides together; everything can be done by keyboard. */
export function Desk({ document, copy, mode, entry, onRegistered }: {
  document: DocumentView
  copy: WorkingCopy
  mode: Mode
  /** The entry made by confirming just now. */
  entry: RegisterEntry | null
  onRegistered: (entry: RegisterEntry) => void
}) {
  const t = useWords(readingWords)
  const w = useWords(directivesWords)
  const client = useQueryClient()
  const go = useGo()
  const desk = useDesk(document, copy, mode === 'confirm')
  const { working, edit } = desk
  const [focus, setFocus] = useState<string | null>(null)
  const [hover, setHover] = useState<string | null>(null)
  const [call, setCall] = useState<{ id: string; nonce: number } | null>(null)
  const [selected, setSelected] = useState<Spot | null>(null)
  const [side, setSide] = useState<'paper' | 'read'>('read')
  const [asking, setAsking] = useState<'doubts' | 'duplicate' | 'reason' | null>(null)
  const [reason, setReason] = useState('')
  const { value: arrival, set: setArrival, clear: clearArrival } = useDraft(`arrival:${document.id}`, noArrival)
  const [wrongArrival, setWrongArrival] = useState(false)
  const readOnly = mode === 'view' || entry !== null
  const doubts = useMemo(() => (readOnly ? [] : doubtsOf(working)), [working, readOnly])
  const latest = useRef({ working, doubts })
  latest.current = { working, doubts }

  const sheets = useSheets(document)
  const litId = hover ?? (focus === null ? null : baseOf(focus))
  const marks = useMemo(() => marksOf(working, litId, readOnly), [working, litId, readOnly])

  const onFocus = useCallback((id: string) => {
    setFocus(id)
    // A pointer left lying somewhere does not outshine the keyboard.
    setHover(null)
    setCall({ id: baseOf(id), nonce: Date.now() })
  }, [])
  const focusOn = useCallback((id: string): void => {
    setSide('read')
    const field = window.document.getElementById(fieldId(id))
    field?.focus()
    field?.scrollIntoView({ block: 'nearest' })
  }, [])
  const nextDoubt = useCallback((from: string | null, by: 1 | -1): boolean => {
    const order = valuesOf(latest.current.working).map((value) => value.id)
    const at = from === null ? (by === 1 ? -1 : order.length) : order.indexOf(baseOf(from))
    const wanted = by === 1 ? latest.current.doubts.find((one) => order.indexOf(one.id) > at) : latest.current.doubts.findLast((one) => order.indexOf(one.id) < at)
    if (wanted) focusOn(wanted.id)
    return wanted !== undefined
  }, [focusOn])
  const onward = useCallback((from: string): void => {
    if (nextDoubt(from, 1)) return
    // The doubt just settled is still in the list; what was passed over earlier comes next, and after all of them the confirming.
    const left = latest.current.doubts.filter((one) => one.id !== baseOf(from))
    const first = left[0]
    if (first) focusOn(first.id)
    else window.document.getElementById(confirmId)?.focus()
  }, [nextDoubt, focusOn])
  const onTab = (event: KeyboardEvent): void => {
    if (event.key !== 'Tab' || event.defaultPrevented || readOnly || event.altKey || event.ctrlKey || doubts.length === 0) return
    const target = event.target as HTMLElement
    if (target.closest('dialog, [popover]') || target.id === confirmId) return
    if (nextDoubt(target.closest('[data-line]') ? focus : null, event.shiftKey ? -1 : 1)) return event.preventDefault()
    if (!event.shiftKey) {
      event.preventDefault()
      window.document.getElementById(confirmId)?.focus()
    }
  }

  // The keyboard starts inside the reading, so that the first Tab goes to the first doubt.
  const region = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // After the frame in which the screen is shown: what is not shown yet cannot take the focus.
    const frame = requestAnimationFrame(() => { if (window.document.activeElement === window.document.body) region.current?.focus({ preventScroll: true }) })
    return () => cancelAnimationFrame(frame)
  }, [])

  const command = useRef(newId())
  const confirm = useMutation({
    mutationFn: async (evenIfDuplicate: boolean) => {
      const { version, working: last } = await desk.latest()
      return api(confirmDirective, { params: { id: document.id }, body: { version, working: last, evenIfDuplicate, ...arrivalOf(arrival, new Date().toISOString()) } }, { idempotencyKey: command.current })
    },
    onSuccess: (answer) => {
      desk.forget()
      clearArrival()
      onRegistered(answer.entry)
      void client.invalidateQueries({ queryKey: ['directives'] })
    },
    onError: (error) => {
      // A refused command was not carried out: the next try is a new intent.
      command.current = newId()
      if (error instanceof ApiRefusal && error.refusal.code === 'document.duplicate') setAsking('duplicate')
    },
  })
  const correct = useMutation({
    mutationFn: async () => {
      const last = await desk.latest()
      return api(correctDirective, { params: { id: document.id }, body: { version: document.workingVersion, reason, value: last.working.value } })
    },
    onSuccess: () => {
      toast({ text: w.corrected })
      void client.invalidateQueries({ queryKey: ['directives'] })
      go(`/van-ban/${document.id}`)
    },
    onError: () => {},
  })
  const ask = (): void => {
    if (readOnly || confirm.isPending) return
    // What is being typed is committed by leaving the field; the copy is taken after that.
    ;(window.document.activeElement as HTMLElement | null)?.blur()
    setTimeout(() => {
      if (mode === 'correct') setAsking('reason')
      else if (latest.current.doubts.length > 0) setAsking('doubts')
      else confirm.mutate(false)
    })
  }

  const take = (as: Take): void => {
    if (!selected || readOnly) return
    const made = editOf(as, document.text, selected, working, focus)
    if (!made) return toast({ text: as === 'date' ? t.noDay : t.noPlace, tone: 'refused' })
    edit(made)
    getSelection()?.removeAllRanges()
    setSelected(null)
    setSide('read')
    const id = made.do === 'field' ? made.name : `hand-${working.made + 1}`
    setTimeout(() => focusOn(id))
  }
  const onFocusedClause = (act: 'lower' | 'raise'): void => { const clause = focus === null ? undefined : clauseOf(working, baseOf(focus)); if (clause) edit({ do: act, id: clause.id }) }
  useKeys([
    ...takes.map(({ key, as }): KeyBinding => ({ key, does: { vi: `Chữ đang chọn là ${readingWords.vi.takes[as]}`, en: `The selection is ${readingWords.en.takes[as]}` }, run: () => take(as), when: selected !== null && !readOnly })),
    { key: 'mod+z', does: { vi: 'Hoàn tác', en: 'Undo' }, run: (event) => { if (!typedNow(event)) desk.undo() }, whileTyping: true, when: !readOnly },
    { key: 'mod+y', does: { vi: 'Làm lại', en: 'Redo' }, run: () => desk.redo(), whileTyping: true, when: !readOnly },
    { key: 'mod+Enter', does: { vi: 'Xác nhận và vào sổ', en: 'Confirm and register' }, run: ask, whileTyping: true, when: !readOnly },
    { key: 'alt+ArrowRight', does: { vi: 'Đưa mục vào mục trên', en: 'Put the item under the one above' }, run: () => onFocusedClause('lower'), whileTyping: true, when: !readOnly },
    { key: 'alt+ArrowLeft', does: { vi: 'Tách thành mục riêng', en: 'Make it an item of its own' }, run: () => onFocusedClause('raise'), whileTyping: true, when: !readOnly },
    { key: 'j', does: { vi: 'Xuống dòng dưới', en: 'Line below' }, run: () => step(1) },
    { key: 'k', does: { vi: 'Lên dòng trên', en: 'Line above' }, run: () => step(-1) },
  ])

  const tools: DeskTools = useMemo(() => ({ readOnly, focus, hover, edit, onFocus, onHover: setHover, onward }), [readOnly, focus, hover, edit, onFocus, onward])
  const active = focus === null ? null : clauseOf(working, baseOf(focus))?.id ?? null
  const missing = (['number', 'issuer', 'date', 'title'] as const).filter((name) => working.fields[name].text === '')
  return (
    <div className={css.screen} data-side={side} onKeyDown={onTab}>
      <div className={css.top}>
        <a href="/van-ban" className="button-plain" onClick={(event) => { event.preventDefault(); go('/van-ban') }}>← {t.back}</a>
        <h1 className="clip">{document.file?.name ?? t.title}</h1>
        <span className={css.spring} />
        {!readOnly && (
          <>
            {mode === 'confirm' && <span className={css.state} role="status">{desk.saving === 'saved' ? t.saved : desk.saving === 'failed' ? t.notSaved : t.saving}</span>}
            <button type="button" className="button-plain" disabled={!desk.mayUndo} onClick={desk.undo}>{t.undo} <Kbd of="mod+z" /></button>
            <button type="button" className="button-plain" disabled={!desk.mayRedo} onClick={desk.redo}>{t.redo}</button>
          </>
        )}
      </div>
      <div className={css.tabs} role="tablist">
        <button type="button" role="tab" aria-selected={side === 'paper'} onClick={() => setSide('paper')}>{t.paper}</button>
        <button type="button" role="tab" aria-selected={side === 'read'} onClick={() => setSide('read')}>{t.read}{doubts.length > 0 ? ` (${doubts.length})` : ''}</button>
      </div>
      <div className={css.paperSide}>
        <Paper text={document.text} sheets={sheets} marks={marks} call={call} onSelect={setSelected} onPoint={(offset) => { const value = valueAt(working, offset); if (value) focusOn(value.id) }} />
        {selected && !readOnly && (
          <div className={css.takes} role="toolbar" aria-label={t.makeOf}>
            <span className="muted">{t.makeOf}</span>
            {takes.map(({ key, as }) => <button key={as} type="button" onPointerDown={(event) => event.preventDefault()} onClick={() => take(as)}><Kbd of={key} />{t.takes[as]}</button>)}
          </div>
        )}
      </div>
      <DeskContext value={tools}>
        <div className={css.desk} data-desk="">
          <div className={css.scroll} ref={region} tabIndex={-1} aria-label={t.read} role="region">
            {entry && <Registered document={document} entry={entry} />}
            {mode === 'view' && !entry && <Note>{t.readOnly}</Note>}
            {desk.restored && <Note actions={<button type="button" className="button-quiet" onClick={desk.forgetRestored}>{t.dropRestored}</button>}>{t.restored}</Note>}
            {desk.conflict && (
              <Note actions={<><button type="button" className="button-quiet" onClick={() => void desk.settle('theirs')}>{t.takeTheirs}</button><button type="button" className="button-quiet" onClick={() => void desk.settle('mine')}>{t.keepMine}</button></>}>{t.changedElsewhere}</Note>
            )}
            {!readOnly && <Warnings document={document} working={working} onGo={focusOn} />}
            {!readOnly && desk.duplicates.length > 0 && (
              <div className={css.warnings}>
                <span>{t.duplicate}: {desk.duplicates.map((one) => <a key={one.id} href={`/van-ban/${one.id}`}>{[one.type, one.number, one.issuer].filter(Boolean).join(' · ')}{one.arrival ? `, ${w.arrival(one.arrival.number)}` : ''}</a>)}</span>
              </div>
            )}
            <Head working={working} references={desk.references} />
            <Clauses working={working} active={active} />
            <Foot working={working} />
          </div>
          {!readOnly && (
            <div className={css.close}>
              <RefusalNote error={confirm.error && !(confirm.error instanceof ApiRefusal && confirm.error.refusal.code === 'document.duplicate') ? confirm.error : null} />
              {mode === 'correct'
                ? <button type="button" id={confirmId} className="button" onClick={ask}>{w.correct} <Kbd of="mod+Enter" /></button>
                : <button type="button" id={confirmId} className="button" disabled={!document.may.confirm || confirm.isPending || wrongArrival} onClick={ask}>{confirm.isPending ? t.confirming : t.confirm} <Kbd of="mod+Enter" /></button>}
              {doubts.length > 0
                ? <button type="button" className={`button-plain ${css.count}`} onClick={() => nextDoubt(focus, 1) || nextDoubt(null, 1)}>{t.doubtsShort(doubts.length)} <Kbd of="Tab" /></button>
                : <span className={css.count} data-none="">{t.doubtsShort(0)}</span>}
              {mode === 'confirm' && document.may.confirm && <Arrival arrival={arrival} onArrival={setArrival} onWrong={setWrongArrival} />}
              {mode === 'confirm' && document.next && missing.length === 0 && <span className="small muted">{w.willBe(document.next.number)}</span>}
              {missing.length > 0 && <span className="small muted">{t.missing(missing.map((name) => t.fields[name].toLowerCase()).join(', '))}</span>}
              {mode === 'confirm' && !document.may.confirm && <span className="small muted">{t.mayNot}</span>}
            </div>
          )}
        </div>
      </DeskContext>
      {asking === 'doubts' && (
        <ConfirmDialog title={t.doubts(doubts.length)} act={t.confirm} onConfirm={() => confirm.mutate(false)} onClose={() => { setAsking(null) }}>
          <p>{w.confirmWithDoubts}</p>
          <ul>{doubts.slice(0, 8).map((one) => <li key={one.id}>“{one.text.length > 90 ? `${one.text.slice(0, 90)}…` : one.text}”</li>)}</ul>
        </ConfirmDialog>
      )}
      {asking === 'duplicate' && (
        <ConfirmDialog title={t.duplicate} act={w.evenIfDuplicate} onConfirm={() => confirm.mutate(true)} onClose={() => setAsking(null)}>
          <RefusalNote error={confirm.error} />
          <ul>{desk.duplicates.map((one) => <li key={one.id}><a href={`/van-ban/${one.id}`}>{[one.type, one.number, one.issuer].filter(Boolean).join(' · ')}</a></li>)}</ul>
        </ConfirmDialog>
      )}
      {asking === 'reason' && (
        <ConfirmDialog title={w.correct} act={w.correctAct} ready={reason.trim().length >= 3} onConfirm={() => correct.mutateAsync()} onClose={() => setAsking(null)}>
          <FormRow label={w.reason} hint={w.correctHint}>{(ids) => <textarea className="field" {...ids} value={reason} onChange={(event) => setReason(event.target.value)} />}</FormRow>
        </ConfirmDialog>
      )}
    </div>
  )

  function step(by: 1 | -1): void {
    const at = focus === null ? null : window.document.getElementById(fieldId(focus))
    if (at) moveLine(at, by)
    else window.document.querySelector<HTMLElement>('[data-desk] [data-line]')?.focus()
  }
}

/** The words of a clause carry the name of the clause. */
const idOf = (path: string): string => path.replace(/\.text$/u, '')

/** What the reader and the opening of the file found odd, in words; a press goes to the place. */
function Warnings({ document, working, onGo }: { document: DocumentView; working: Working; onGo: (id: string) => void }) {
  const t = useWords(readingWords)
  const language = useLanguage()
  const all = [...document.warnings.map((one) => ({ path: one.path, sentence: one.sentence[language], code: one.code })), ...document.paperWarnings.map((one) => ({ path: null, sentence: one.sentence[language], code: one.code }))]
  if (all.length === 0) return null
  return (
    <div className={css.warnings} role="note" aria-label={t.warnings}>
      {all.map((one, at) => <span key={`${one.code}${at}`}>{one.path && findValue(working, idOf(one.path)) ? <button type="button" onClick={() => onGo(idOf(one.path!))}>{one.sentence}</button> : one.sentence}</span>)}
    </div>
  )
}

/** While letters are being typed in a field that has not been left yet, undo is the field's own. */
function typedNow(event: globalThis.KeyboardEvent): boolean {
  const field = event.target
  return field instanceof HTMLTextAreaElement && field.value !== field.defaultValue
}

function marksOf(working: Working, lit: string | null, readOnly: boolean): readonly Mark[] {
  const clauses = new Set(working.clauses.flatMap((clause) => [clause.id, ...clause.subtasks.map((sub) => sub.id)]))
  return valuesOf(working).flatMap((value) => (value.spot ? [{ ...value.spot, id: value.id, doubt: !readOnly && isDoubt(value), lit: value.id === lit, clause: clauses.has(value.id) }] : []))
}

/** Pictures and word places of the pages, asked for page by page. */
function useSheets({ id, pages }: DocumentView): readonly SheetOfPaper[] {
  const words = useQueries({
    queries: pages.map((page) => ({
      queryKey: ['page-words', id, page.number], enabled: page.image, staleTime: Infinity,
      queryFn: ({ signal }: { signal: AbortSignal }) => api(getPageWords, { params: { id, page: page.number } }, { signal }),
    })),
    // Combined once per change of the answers, so that the pages are not drawn again for every key that is pressed.
    combine: wordsOf,
  })
  return useMemo(() => pages.map((page, at) => ({
    number: page.number, width: page.width, height: page.height, image: page.image ? urlOf(getPageImage, { params: { id, page: page.number } }) : null, words: words[at] ?? noWords,
  })), [id, pages, words])
}
const wordsOf = (answers: readonly { readonly data: Answer<typeof getPageWords> | undefined }[]): readonly (SheetOfPaper['words'] | undefined)[] => answers.map((one) => one.data?.words)

import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useWords } from '../language.ts'
import { shellWords } from '../words.ts'
import { RefusalNote } from './RefusalNote.tsx'
import css from './ConfirmDialog.module.css'

/** A sheet over the page (the browser's own dialog): Escape closes, focus returns where it was. */
export function Dialog({ title, onClose, children, wide, top }: { title: string; onClose: () => void; children: ReactNode; wide?: boolean | undefined; top?: boolean | undefined }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog
      ref={dialog} className={css.dialog} data-wide={wide || undefined} data-top={top || undefined} aria-label={title}
      onClose={onClose} onCancel={(event) => { event.preventDefault(); onClose() }}
      onPointerDown={(event) => { if (event.target === dialog.current) onClose() }}
    >
      <div className={css.sheet}>{children}</div>
    </dialog>
  )
}

/**
 * Asks before an act that cannot be taken back, in words that say what will happen: the button names the act ("Thu hồi 3 việc"), never "OK".
 * `onConfirm` may be async: the dialog stays, and shows the reason, when it is refused. For what can be taken back, act at once and offer `toast({ undo })`.
 */
export function ConfirmDialog({ title, children, act, danger, onConfirm, onClose, ready = true }: {
  title: string
  children?: ReactNode
  act: string
  danger?: boolean | undefined
  onConfirm: () => unknown
  onClose: () => void
  /** The fields inside are filled in. */
  ready?: boolean | undefined
}) {
  const t = useWords(shellWords)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const confirm = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      await onConfirm()
      onClose()
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={(event) => { event.preventDefault(); void confirm() }}>
        <h2 className={css.title}>{title}</h2>
        <div className={css.body}>{children}</div>
        <RefusalNote error={error} />
        <div className={`actions ${css.foot}`}>
          <button type="submit" className={danger ? 'button-danger' : 'button'} disabled={busy || !ready}>{act}</button>
          <button type="button" className="button-quiet" onClick={onClose}>{t.cancel}</button>
        </div>
      </form>
    </Dialog>
  )
}

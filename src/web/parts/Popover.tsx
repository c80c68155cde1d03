import { useId, useRef, type ReactNode } from 'react'
import css from './Popover.module.css'

/** A button and a small sheet beside it, by the browser's own popover: closes on Escape and on a press elsewhere, and stays in the tab order. */
export function Popover({ trigger, label, children, className, align = 'start', width = '22rem' }: {
  trigger: ReactNode
  /** Names the sheet for those who hear the screen. */
  label: string
  children: ReactNode | ((close: () => void) => ReactNode)
  className?: string | undefined
  align?: 'start' | 'end' | undefined
  width?: string | undefined
}) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const place = (open: boolean): void => {
    button.current?.setAttribute('aria-expanded', String(open))
    if (!open || !button.current || !sheet.current) return
    const at = button.current.getBoundingClientRect()
    sheet.current.style.maxHeight = ''
    const own = sheet.current.getBoundingClientRect()
    const left = align === 'end' ? at.right - own.width : at.left
    const below = at.bottom + 4
    const room = innerHeight - 8 - below
    // Above only where it fits whole; otherwise below, scrolling, so that it never covers the button.
    const above = own.height > room && own.height <= at.top - 12
    if (!above) sheet.current.style.maxHeight = `${Math.max(room, 160)}px`
    sheet.current.style.left = `${Math.max(8, Math.min(left, innerWidth - own.width - 8))}px`
    sheet.current.style.top = `${above ? at.top - own.height - 4 : Math.min(below, innerHeight - 168)}px`
  }
  return (
    <>
      <button ref={button} type="button" className={className} popoverTarget={id} aria-expanded="false" aria-controls={id} aria-haspopup="dialog">{trigger}</button>
      <div
        ref={sheet} id={id} popover="auto" role="dialog" aria-label={label} className={css.sheet} style={{ width: `min(${width}, calc(100vw - 1rem))` }}
        onToggle={(event) => place(event.newState === 'open')}
      >
        {typeof children === 'function' ? children(() => sheet.current?.hidePopover()) : children}
      </div>
    </>
  )
}

import { useEffect, useRef, useState } from 'react'
import { sentenceOf } from '../../../web/api.ts'
import { useLanguage, useWords } from '../../../web/language.ts'
import { useGo } from '../../../web/navigate.ts'
import { useNaming } from '../naming.ts'
import type { Upload } from './useUploads.ts'
import { registerWords } from './words.ts'
import css from './Registers.module.css'

/** The way in for papers: the whole screen takes dropped and pasted files. */
export function useTakesFiles(take: (files: Iterable<File>) => void): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    let depth = 0
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true
    const enter = (event: DragEvent): void => { if (hasFiles(event)) { event.preventDefault(); depth += 1; setOver(true) } }
    const leave = (event: DragEvent): void => { if (hasFiles(event)) { depth = Math.max(0, depth - 1); if (depth === 0) setOver(false) } }
    const hover = (event: DragEvent): void => { if (hasFiles(event)) event.preventDefault() }
    const drop = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      event.preventDefault()
      depth = 0
      setOver(false)
      take(event.dataTransfer?.files ?? [])
    }
    const paste = (event: ClipboardEvent): void => {
      const files = event.clipboardData?.files
      if (files && files.length > 0) { event.preventDefault(); take(files) }
    }
    document.addEventListener('dragenter', enter)
    document.addEventListener('dragleave', leave)
    document.addEventListener('dragover', hover)
    document.addEventListener('drop', drop)
    document.addEventListener('paste', paste)
    return () => {
      document.removeEventListener('dragenter', enter)
      document.removeEventListener('dragleave', leave)
      document.removeEventListener('dragover', hover)
      document.removeEventListener('drop', drop)
      document.removeEventListener('paste', paste)
    }
  }, [take])
  return over
}

export function TakeButton({ onFiles, primary }: { onFiles: (files: Iterable<File>) => void; primary: boolean }) {
  const t = useWords(registerWords)
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" className={primary ? 'button' : 'button-quiet'} title={t.takeHint} onClick={() => input.current?.click()}>{t.take}</button>
      <input ref={input} type="file" multiple hidden aria-label={t.take} onChange={(event) => { onFiles([...(event.target.files ?? [])]); event.target.value = '' }} />
    </>
  )
}

export function UploadList({ uploads, onAgain, onDrop }: { uploads: readonly Upload[]; onAgain: (key: string) => void; onDrop: (key: string) => void }) {
  const t = useWords(registerWords)
  const language = useLanguage()
  const naming = useNaming()
  const go = useGo()
  if (uploads.length === 0) return null
  return (
    <section className={css.uploads} aria-label={t.uploads}>
      <ul role="list" aria-live="polite">
        {uploads.map((one) => {
          const twin = one.answer?.duplicates[0]
          return (
            <li key={one.key}>
              <span className={css.file}><b className="clip">{one.file.name}</b>
                <span className={one.error ? 'late' : 'muted'}>
                  {one.error ? sentenceOf(one.error)[language] : one.state === 'queued' ? t.queued : one.state === 'sending' ? t.sending(Math.round(one.progress * 100)) : twin ? t.alreadyHere(naming.full(twin)) : t.sent}
                </span>
              </span>
              <progress max={1} value={one.state === 'done' ? 1 : one.progress} aria-label={one.file.name} data-failed={one.error ? '' : undefined} />
              <span className="actions">
                {one.state === 'failed' && <button type="button" className="button-quiet" onClick={() => onAgain(one.key)}>{t.again}</button>}
                {one.answer?.id && <button type="button" className="button-quiet" onClick={() => go(`/van-ban/${one.answer!.id}/doc`)}>{t.read}</button>}
                {one.state !== 'sending' && one.state !== 'queued' && <button type="button" className="button-plain" onClick={() => onDrop(one.key)}>{t.dismiss}</button>}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

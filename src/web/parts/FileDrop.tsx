import { useRef, useState, type ReactNode } from 'react'
import { defineWords } from '../../words/words.ts'
import { formatBytes } from '../format.ts'
import { useWords } from '../language.ts'
import css from './FileDrop.module.css'

const words = defineWords({
  vi: {
    drop: 'Kéo tệp vào đây, dán (Ctrl V), hoặc', choose: 'chọn tệp', photo: 'chụp ảnh', limit: (size: string) => `Tối đa ${size} mỗi tệp.`,
    tooLarge: (name: string, size: string) => `“${name}” lớn hơn ${size}. Hãy chia nhỏ hoặc quét ở độ phân giải thấp hơn.`, empty: (name: string) => `“${name}” rỗng (0 byte). Hãy kiểm tra tệp gốc.`, remove: (name: string) => `Bỏ ${name}`, removeShort: 'Bỏ',
  },
  en: {
    drop: 'Drop files here, paste (Ctrl V), or', choose: 'choose files', photo: 'take a photo', limit: (size: string) => `At most ${size} per file.`,
    tooLarge: (name: string, size: string) => `“${name}” is larger than ${size}. Split it or scan at a lower resolution.`, empty: (name: string) => `“${name}” is empty (0 bytes). Check the original.`, remove: (name: string) => `Remove ${name}`, removeShort: 'Remove',
  },
})

/** A place to drop, paste, choose or photograph files. Keeps no state of its own: `files` are those chosen so far. Sizes are checked here so that nobody waits for a sending that will be refused. */
export function FileDrop({ files, onFiles, accept, maxBytes = 50 * 1024 * 1024, hint, photo, one }: {
  files: readonly File[]
  onFiles: (files: readonly File[]) => void
  accept?: string | undefined
  maxBytes?: number | undefined
  hint?: ReactNode
  /** Offers the camera on a phone. */
  photo?: boolean | undefined
  one?: boolean | undefined
}) {
  const t = useWords(words)
  const [over, setOver] = useState(false)
  const [problems, setProblems] = useState<readonly string[]>([])
  const chooser = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const take = (list: Iterable<File> | null | undefined): void => {
    const fresh = [...(list ?? [])]
    if (fresh.length === 0) return
    setProblems(fresh.flatMap((file) => (file.size === 0 ? [t.empty(file.name)] : file.size > maxBytes ? [t.tooLarge(file.name, formatBytes(maxBytes))] : [])))
    const good = fresh.filter((file) => file.size > 0 && file.size <= maxBytes)
    if (good.length > 0) onFiles(one ? good.slice(0, 1) : [...files, ...good])
  }
  const input = (ref: typeof chooser, more: { capture?: 'environment'; accept?: string | undefined }) => (
    <input ref={ref} type="file" hidden multiple={!one} {...more} onChange={(event) => { take(event.target.files); event.target.value = '' }} />
  )
  return (
    <div
      className={css.drop} data-over={over || undefined}
      onDragOver={(event) => { event.preventDefault(); setOver(true) }} onDragLeave={() => setOver(false)}
      onDrop={(event) => { event.preventDefault(); setOver(false); take(event.dataTransfer.files) }}
      onPaste={(event) => { if (event.clipboardData.files.length > 0) { event.preventDefault(); take(event.clipboardData.files) } }}
    >
      <p>
        <span className={css.dropWords}>{t.drop} </span>
        <button type="button" className="button-quiet" onClick={() => chooser.current?.click()}>{t.choose}</button>
        {photo && <button type="button" className={`button-quiet ${css.photo}`} onClick={() => camera.current?.click()}>{t.photo}</button>}
      </p>
      <p className="small muted">{hint} {t.limit(formatBytes(maxBytes))}</p>
      {input(chooser, { accept })}
      {photo && input(camera, { accept: 'image/*', capture: 'environment' })}
      {problems.map((problem) => <p key={problem} className={css.problem} role="alert">{problem}</p>)}
      {files.length > 0 && (
        <ul role="list" className={css.files}>
          {files.map((file, at) => (
            <li key={`${file.name}${at}`}>
              <span className="clip">{file.name}</span><span className="number muted">{formatBytes(file.size)}</span>
              <button type="button" className="button-plain" aria-label={t.remove(file.name)} onClick={() => onFiles(files.filter((_, other) => other !== at))}>{t.removeShort}</button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../web/language.ts'
import { Dialog, FormRow } from '../../web/parts/index.ts'
import { readCard, type Card } from '../rules.ts'
import { peopleWords } from './words.ts'
import css from './People.module.css'

type Detector = { detect: (source: CanvasImageSource) => Promise<{ rawValue: string }[]> }
/** The browser's own reader where it has one; the library is loaded only where it has none. */
async function makeReader(): Promise<(video: HTMLVideoElement) => Promise<string | undefined>> {
  const native = (globalThis as { BarcodeDetector?: new (o: { formats: string[] }) => Detector }).BarcodeDetector
  if (native) {
    try {
      const detector = new native({ formats: ['qr_code'] })
      return async (video) => (await detector.detect(video))[0]?.rawValue
    } catch { /* a browser that names the reader and cannot make one gets the library */ }
  }
  const { default: decode } = await import('qr/decode.js')
  const canvas = document.createElement('canvas')
  return async (video) => {
    const scale = Math.min(1, 960 / Math.max(1, video.videoWidth))
    canvas.width = Math.round(video.videoWidth * scale); canvas.height = Math.round(video.videoHeight * scale)
    const paper = canvas.getContext('2d', { willReadFrequently: true })
    if (!paper || canvas.width === 0) return undefined
    paper.drawImage(video, 0, 0, canvas.width, canvas.height)
    // No code in this picture is not an error: the next one may hold it.
    try { return decode(paper.getImageData(0, 0, canvas.width, canvas.height)) } catch { return undefined }
  }
}

/** Quét thẻ: the camera, or the text of the code pasted (a hand scanner types it). */
export function ScanCard({ onCard, onClose }: { onCard: (card: Card) => void; onClose: () => void }) {
  const t = useWords(peopleWords)
  const video = useRef<HTMLVideoElement>(null)
  const [camera, setCamera] = useState<'opening' | 'on' | 'none'>('opening')
  const [pasted, setPasted] = useState('')
  const [wrong, setWrong] = useState(false)
  const take = useRef(onCard)
  take.current = onCard
  useEffect(() => {
    let stopped = false; let stream: MediaStream | undefined; let timer: ReturnType<typeof setTimeout> | undefined
    const begin = async (): Promise<void> => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false })
        if (stopped || !video.current) { stream.getTracks().forEach((track) => track.stop()); return }
        video.current.srcObject = stream
        await video.current.play()
        setCamera('on')
        const read = await makeReader()
        const look = async (): Promise<void> => {
          if (stopped || !video.current) return
          const text = await read(video.current)
          const card = text === undefined ? undefined : readCard(text)
          if (stopped) return
          if (card) { take.current(card); return }
          if (text !== undefined) setWrong(true)
          timer = setTimeout(() => void look(), 150)
        }
        await look()
      } catch { if (!stopped) setCamera('none') }
    }
    void begin()
    return () => { stopped = true; clearTimeout(timer); stream?.getTracks().forEach((track) => track.stop()) }
  }, [])
  const readPasted = (): void => { const card = readCard(pasted); if (card) onCard(card); else setWrong(true) }
  return (
    <Dialog title={t.scanTitle} onClose={onClose}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); readPasted() }}>
        <h2>{t.scanTitle}</h2>
        {camera === 'none' ? <p>{t.noCamera}</p> : <><video ref={video} className={css.video} muted playsInline aria-label={t.scanHint} /><p className="small muted">{t.scanHint}</p></>}
        <FormRow label={t.scanPaste} problem={wrong ? t.notCard : undefined}>{(ids) => <textarea className="field" {...ids} rows={2} autoFocus value={pasted} onChange={(event) => { setPasted(event.target.value); setWrong(false) }} />}</FormRow>
        <div className="actions">
          <button type="submit" className="button" disabled={pasted.trim() === ''}>{t.read}</button>
          <button type="button" className="button-quiet" onClick={onClose}>{t.cancel}</button>
        </div>
      </form>
    </Dialog>
  )
}

import { useKeysInForce } from '../keys.ts'
import { useLanguage, useWords } from '../language.ts'
import { Dialog } from '../parts/ConfirmDialog.tsx'
import { Kbd } from '../parts/Kbd.tsx'
import { shellWords } from '../words.ts'
import css from './KeysDialog.module.css'

/** `?`: the keys that work on the screen at hand. */
export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(shellWords)
  const language = useLanguage()
  const keys = useKeysInForce()
  return (
    <Dialog title={t.keys} onClose={onClose}>
      <h2>{t.keys}</h2>
      <p className="muted small">{t.keysHint}</p>
      <dl className={css.keys}>{keys.map((binding) => <div key={binding.key}><dt><Kbd of={binding.key} /></dt><dd>{binding.does[language]}</dd></div>)}</dl>
      <div className="actions"><button type="button" className="button-quiet" onClick={onClose}>{t.close}</button></div>
    </Dialog>
  )
}

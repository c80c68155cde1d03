import { useState, type ReactNode } from 'react'
import { useWords } from '../../web/language.ts'
import { FormRow } from '../../web/parts/FormRow.tsx'
import { signInWords } from './words.ts'
import css from './SignIn.module.css'

/** A password that can be looked at: Vietnamese input methods change what is typed, unseen. */
export function PasswordField({ label, hint, value, onChange, autoComplete, minLength, problem }: { label: string; hint?: ReactNode; value: string; onChange: (value: string) => void; autoComplete: 'current-password' | 'new-password'; minLength?: number; problem?: ReactNode }) {
  const t = useWords(signInWords)
  const [seen, setSeen] = useState(false)
  return (
    <FormRow label={label} hint={hint} problem={problem}>{(ids) => (
      <span className={css.password}>
        <input {...ids} className="field" type={seen ? 'text' : 'password'} required minLength={minLength} maxLength={128} autoComplete={autoComplete} spellCheck={false} autoCapitalize="off" value={value} onChange={(event) => onChange(event.target.value)} />
        <button type="button" className="button-plain" aria-pressed={seen} onClick={() => setSeen(!seen)}>{seen ? t.hidePassword : t.showPassword}</button>
      </span>
    )}</FormRow>
  )
}

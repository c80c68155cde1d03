import { keyName } from '../keys.ts'
import css from './Kbd.module.css'

/** A key as it is written on the machine at hand. `<Kbd of="mod+Enter" />`. Hidden where there is no keyboard. */
export function Kbd({ of }: { of: string }) {
  return <kbd className={css.key}>{keyName(of)}</kbd>
}

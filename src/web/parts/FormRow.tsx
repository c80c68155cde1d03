import { useId, type ReactNode } from 'react'
import css from './FormRow.module.css'

export type FieldIds = { readonly id: string; readonly 'aria-describedby': string | undefined; readonly 'aria-invalid': true | undefined; readonly required?: boolean }

/**
 * One field with its label above, a hint, and the reason when it is not right. The field gets its ids:
 * `<FormRow label="Tên">{(ids) => <input className="field" {...ids} />}</FormRow>`. Optional fields say so; required ones need no star.
 */
export function FormRow({ label, hint, problem, optional, children, grow }: {
  label: ReactNode
  hint?: ReactNode
  problem?: ReactNode
  optional?: string | undefined
  children: (ids: FieldIds) => ReactNode
  grow?: boolean | undefined
}) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ')
  return (
    <div className={css.row} data-grow={grow || undefined}>
      <label htmlFor={id} className={css.label}>{label}{optional && <span className={css.optional}> ({optional})</span>}</label>
      {hint && <p id={`${id}-hint`} className={css.hint}>{hint}</p>}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': problem ? true : undefined })}
      {problem && <p id={`${id}-problem`} className={css.problem}>{problem}</p>}
    </div>
  )
}
/** Several fields in a line where there is room. */
export function FormLine({ children }: { children: ReactNode }) {
  return <div className={css.line}>{children}</div>
}

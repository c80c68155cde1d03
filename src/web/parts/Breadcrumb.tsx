import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import css from './Breadcrumb.module.css'

/** Where this screen lies: the way up, each step a link; the last step is the screen's own title and is not repeated here. */
export function Breadcrumb({ steps }: { steps: readonly { readonly label: string; readonly to: string }[] }) {
  return (
    <nav className={css.path} aria-label="Breadcrumb">
      {steps.map((step, at) => <Fragment key={step.to}>{at > 0 && <span aria-hidden="true">/</span>}<Link to={step.to}>{step.label}</Link></Fragment>)}
    </nav>
  )
}

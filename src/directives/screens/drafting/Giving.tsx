import { formatNumber } from '../../../web/format.ts'
import { useLanguage, useWords } from '../../../web/language.ts'
import { FormRow, Loaded, Note, OrganisationPicker, RefusalNote } from '../../../web/parts/index.ts'
import { ClauseRows, SendTo } from '../assign/ClauseRows.tsx'
import { planOf } from '../assign/plan.ts'
import { assignWords } from '../assign/words.ts'
import { findOrganisations } from '../findOrganisations.ts'
import type { GivingDesk } from './useGiving.ts'
import { draftingWords } from './words.ts'
import css from './Drafting.module.css'

/** Giao việc khi ký: the units, deadlines and reports that the paper lays on each item, settled before it is signed and given with it. */
export function Giving({ giving }: { giving: GivingDesk }) {
  const t = useWords(draftingWords)
  const a = useWords(assignWords)
  const language = useLanguage()
  const { touched, set } = giving
  if (!giving.may) return <Note>{t.mayNotGive}</Note>
  return (
    <Loaded query={giving.suggestions}>{(suggestions) => (
      <div className={css.giving}>
        <p className={css.givingSwitch}><label><input type="checkbox" checked={touched.give} onChange={(event) => { const give = event.target.checked; set((before) => ({ ...before, give })) }} /><span>{t.giveWith}</span></label></p>
        <p role="status" className={css.givingSaid}>{giving.anything ? giving.preview.data?.sentence[language] ?? a.thinking : t.giveNothing}</p>
        <RefusalNote error={giving.anything ? giving.preview.error : null} />
        {touched.give && <ClauseRows suggestions={suggestions} rows={giving.plan?.rows ?? []} onRow={giving.setRow} onWrong={giving.mark} />}
        <SendTo suggestions={suggestions} sendTo={giving.plan?.sendTo ?? []} onSendTo={(change) => set((before) => ({ ...before, sendTo: change(before.sendTo ?? planOf(suggestions).sendTo) }))} />
        <div className={css.givingAlso}>
          <FormRow label={t.sendTo} hint={t.sendHint}>{(ids) => <OrganisationPicker ids={ids} chosen={touched.also} onChosen={(also) => set((before) => ({ ...before, also }))} find={findOrganisations} cacheKey={['organisations']} />}</FormRow>
        </div>
        {giving.preview.data && giving.preview.data.warnings.length > 0 && touched.give && (
          <details className={css.givingWarnings}><summary>{a.warnings} ({formatNumber(giving.preview.data.warnings.length)})</summary><ul>{giving.preview.data.warnings.map((one, at) => <li key={`${one.code}${at}`}>{one.sentence[language]}</li>)}</ul></details>
        )}
        <p className="small muted">{t.giveAtSigning(a.acknowledge(formatNumber(suggestions.acknowledgeHours)))}</p>
      </div>
    )}</Loaded>
  )
}

import { api } from '../../web/api.ts'
import { useWords } from '../../web/language.ts'
import { FormLine, FormRow, OrganisationPicker, type Choice } from '../../web/parts/index.ts'
import { listUnits } from '../../units/contract.ts'
import { formatDay } from '../../platform/dates.ts'
import { readIdentifier, readPhone, type Birth } from '../rules.ts'
import { peopleWords } from './words.ts'

export type Typed = { name: string; sex: '' | 'male' | 'female'; birth: string; number: string; phone: string; unit: Choice | null; address: string; ethnicity: string; occupation: string }
export const blank: Typed = { name: '', sex: '', birth: '', number: '', phone: '', unit: null, address: '', ethnicity: '', occupation: '' }
export const writtenBirth = (b: Birth | null | undefined): string => (!b ? '' : b.precision === 'year' ? b.date.slice(0, 4) : b.precision === 'month' ? `${b.date.slice(5, 7)}/${b.date.slice(0, 4)}` : formatDay(b.date))

export const findCommunes = async (text: string, signal: AbortSignal): Promise<readonly Choice[]> => (await api(listUnits, { query: { q: text, level: 'commune', limit: 20 } }, { signal })).units.map((u) => ({ id: u.id, name: u.fullName, detail: u.path.map((p) => p.name).join(', ') }))

/** The fields of a person, for making and for changing a record. `numbers`: with number and phone (a record that is there has its own lines for them). */
export function PersonFields({ value, onChange, numbers }: { value: Typed; onChange: (next: Typed) => void; numbers: boolean }) {
  const t = useWords(peopleWords)
  const set = (next: Partial<Typed>): void => onChange({ ...value, ...next })
  const kind = value.number.trim() === '' ? undefined : readIdentifier(value.number)?.kind
  const phone = value.phone.trim() === '' ? undefined : readPhone(value.phone)
  return (
    <>
      <FormRow label={t.nameField} hint={t.nameHint}>{(ids) => <input className="field" {...ids} autoComplete="off" autoCapitalize="words" value={value.name} onChange={(e) => set({ name: e.target.value })} />}</FormRow>
      <FormLine>
        <FormRow label={t.birth} hint={t.birthHint} optional={t.optional} grow>{(ids) => <input className="field" {...ids} inputMode="numeric" autoComplete="off" value={value.birth} onChange={(e) => set({ birth: e.target.value })} />}</FormRow>
        <FormRow label={t.sex} hint={'\u00a0'} optional={t.optional}>{(ids) => <select className="field" {...ids} value={value.sex} onChange={(e) => set({ sex: e.target.value as Typed['sex'] })}><option value="">{t.notKnown}</option><option value="male">{t.male}</option><option value="female">{t.female}</option></select>}</FormRow>
      </FormLine>
      {numbers && (
        <FormLine>
          <FormRow label={t.number} hint={kind ? t.kinds[kind] : t.numberHint} optional={t.optional} grow>{(ids) => <input className="field" {...ids} autoComplete="off" value={value.number} onChange={(e) => set({ number: e.target.value })} />}</FormRow>
          <FormRow label={t.phone} hint={phone ? phone.number : '\u00a0'} optional={t.optional} grow>{(ids) => <input className="field" {...ids} inputMode="tel" autoComplete="off" value={value.phone} onChange={(e) => set({ phone: e.target.value })} />}</FormRow>
        </FormLine>
      )}
      <FormRow label={t.unit} optional={t.optional}>{(ids) => <OrganisationPicker ids={ids} one chosen={value.unit ? [value.unit] : []} onChosen={(chosen) => set({ unit: chosen.at(-1) ?? null })} find={findCommunes} cacheKey={['communes']} placeholder={t.unitPlaceholder} />}</FormRow>
      <FormRow label={t.address} optional={t.optional}>{(ids) => <input className="field" {...ids} autoComplete="off" value={value.address} onChange={(e) => set({ address: e.target.value })} />}</FormRow>
      <FormLine>
        <FormRow label={t.ethnicity} optional={t.optional} grow>{(ids) => <input className="field" {...ids} autoComplete="off" value={value.ethnicity} onChange={(e) => set({ ethnicity: e.target.value })} />}</FormRow>
        <FormRow label={t.occupation} optional={t.optional} grow>{(ids) => <input className="field" {...ids} autoComplete="off" value={value.occupation} onChange={(e) => set({ occupation: e.target.value })} />}</FormRow>
      </FormLine>
    </>
  )
}

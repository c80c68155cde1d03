import { newId } from '../../../web/api.ts'
import { today } from '../../../web/format.ts'
import { useWords } from '../../../web/language.ts'
import { layoutFor } from '../../drafting/rules/choose.ts'
import { dateLine, numberLine, signOff } from '../../drafting/rules/forms.ts'
import type { DraftContent, DraftItem, DraftLeaf, DraftSubitem } from '../../contract.ts'
import { listed, moved, withItem, withNewItem, withNewSub, withoutItem } from './edits.ts'
import { Write } from './Write.tsx'
import { draftingWords } from './words.ts'
import css from './Drafting.module.css'

type Set = (change: (before: DraftContent) => DraftContent) => void
const clean = (line: string): string | null => (line.trim() === '' ? null : line)
const lines = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter((line) => line !== '')

/** The draft as the paper it will be: boxes where Nghị định 30 or the Party's guidance puts them; every word can be written in place. */
export function PaperForm({ draft, set }: { draft: DraftContent; set: Set }) {
  const t = useWords(draftingWords)
  const on = draft.date ?? today()
  const layout = layoutFor(draft.system, on)
  const field = <K extends keyof DraftContent>(name: K, value: DraftContent[K]): void => set((before) => ({ ...before, [name]: value }))
  const letter = draft.type === 'công văn'
  const state = draft.system === 'state'
  const letterMark = layout.ok ? layout.value.words.letterSubject.value : 'V/v '
  const signed = signOff({ ...draft.signer, headPosition: draft.signer.headPosition ?? '' }, draft.system)
  return (
    <article className={css.paper} lang="vi" aria-label={t.paper} data-system={draft.system}>
      <header className={css.letterhead}>
        <div>
          <Write className={css.caps} text={draft.parent ?? ''} label={t.parent} onText={(text) => field('parent', clean(text))} />
          <Write className={css.capsBold} text={draft.issuer} label={t.issuer} onText={(text) => field('issuer', text)} />
          {state ? <hr className={css.shortRule} /> : <span aria-hidden="true">*</span>}
          <p className={css.numberLine} title={t.numberBlank}>{layout.ok ? numberLine(null, '', layout.value) : 'Số: '}<Write className={css.inline} text={draft.symbol} label={t.symbol} onText={(text) => field('symbol', text.trim())} /></p>
          {letter && <Write className={css.letterSubject} text={`${letterMark}${draft.subject}`} label={t.subject} onText={(text) => field('subject', text.startsWith(letterMark) ? text.slice(letterMark.length) : text.replace(/^(v\/v|về việc)\s*/iu, ''))} />}
        </div>
        <div>
          <p className={css.mark}>{layout.ok ? layout.value.words.systemMark : ''}</p>
          {state && layout.ok && layout.value.words.motto && <p className={css.motto}>{layout.value.words.motto}</p>}
          <hr className={css.longRule} data-party={!state || undefined} />
          <p className={css.dateLine}><Write className={css.inline} text={draft.place} label={t.place} onText={(text) => field('place', text)} />{dateLine('', draft.date, today())}</p>
          {draft.urgency && <p className={css.urgent}>{draft.urgency}</p>}
        </div>
      </header>
      {!letter && (
        <div className={css.typeName}>
          <p>{draft.type}</p>
          {draft.byline !== null && <Write className={css.byline} text={draft.byline} label={t.byline} onText={(text) => field('byline', clean(text))} />}
          <Write className={css.subject} text={draft.subject} label={t.subject} onText={(text) => field('subject', text)} />
        </div>
      )}
      {(letter || draft.type === 'công điện' || draft.addressees.length > 0) && (
        <div className={css.addressees}><span>{layout.ok ? layout.value.words.addressee.value : 'Kính gửi:'}</span><Write many text={draft.addressees.map((one) => `- ${one}`).join('\n')} label={t.addressees} onText={(text) => field('addressees', lines(text).map((line) => line.replace(/^[-–]\s*/u, '').replace(/[;,.]$/u, '')))} /></div>
      )}
      <div className={css.body}>
        {draft.grounds.length > 0 && <Write many className={css.grounds} text={draft.grounds.join('\n')} label={t.grounds} onText={(text) => field('grounds', lines(text))} />}
        <Write many className={css.paragraph} text={draft.preamble.join('\n')} label={t.preamble} onText={(text) => field('preamble', lines(text))} />
        <Write className={css.paragraph} text={draft.leadIn ?? ''} label={t.leadIn} onText={(text) => field('leadIn', clean(text))} />
        {draft.items.map((item, at) => <Item key={item.id} item={item} set={set} first={at === 0} last={at === draft.items.length - 1} />)}
        <p className={css.adding}><button type="button" onClick={() => { const id = newId(); set((before) => withNewItem(before, id)); focusSoon(id) }}>{t.addItem}</button></p>
        <Write many className={css.paragraph} text={draft.closing.join('\n')} label={t.closing} onText={(text) => field('closing', lines(text))} />
      </div>
      <footer className={css.foot}>
        <div>
          <p className={css.recipientsHead}>Nơi nhận:</p>
          <Write many className={css.recipients} text={draft.recipients.map((one) => `- ${one}`).join('\n')} label={t.recipients} onText={(text) => field('recipients', lines(text).map((line) => line.replace(/^[-–]\s*/u, '').replace(/[;,.]$/u, '')))} />
          <p className={css.filing}>- Lưu{state ? ': ' : ' '}<Write className={css.inline} text={draft.filing} label={t.filing} onText={(text) => field('filing', text)} /></p>
        </div>
        <div className={css.sign}>
          {signed.ok ? <>{signed.value.authority.map((line) => <p key={line}>{line}</p>)}{signed.value.position && <p>{signed.value.position}</p>}</> : <p>{draft.signer.position.toUpperCase()}</p>}
          <div className={css.signSpace} />
          <Write text={draft.signer.name ?? ''} label={t.name} onText={(text) => set((before) => ({ ...before, signer: { ...before.signer, name: clean(text) } }))} />
        </div>
      </footer>
    </article>
  )
}

function focusSoon(id: string): void {
  setTimeout(() => document.getElementById(`draft-${id}`)?.focus())
}

function Item({ item, set, first, last }: { item: DraftItem; set: Set; first: boolean; last: boolean }) {
  const t = useWords(draftingWords)
  return (
    <div className={css.item} data-heading={item.heading || undefined} id={`item-${item.id}`}>
      <One one={item} set={set} />
      {item.items.map((sub) => <div key={sub.id} className={css.sub} id={`item-${sub.id}`}><One one={sub} set={set} />{sub.items.map((leaf) => <div key={leaf.id} className={css.sub} id={`item-${leaf.id}`}><One one={leaf} set={set} /></div>)}</div>)}
      <p className={css.adding}>
        <button type="button" onClick={() => { const id = newId(); set((before) => withNewSub(before, item.id, id)); focusSoon(id) }}>{t.addSub}</button>
        {!first && <button type="button" onClick={() => set((before) => moved(before, item.id, -1))}>{t.up}</button>}
        {!last && <button type="button" onClick={() => set((before) => moved(before, item.id, 1))}>{t.down}</button>}
        <button type="button" onClick={() => set((before) => withoutItem(before, item.id))}>{t.removeItem}</button>
      </p>
    </div>
  )
}

/** The words of an item, and (in small letters that are not printed) who and by when. */
function One({ one, set }: { one: DraftItem | DraftSubitem | DraftLeaf; set: Set }) {
  const t = useWords(draftingWords)
  const put = (fields: Parameters<typeof withItem>[2]): void => set((before) => withItem(before, one.id, fields))
  return (
    <>
      <div className={css.words}>
        <Write className={css.itemLabel} text={one.label ?? ''} label={t.label} placeholder="–" onText={(text) => put({ label: clean(text.trim()) })} />
        <Write id={`draft-${one.id}`} text={one.text} label={`${t.item(one.label ?? '')}: ${t.itemText}`} placeholder={t.itemText} onText={(text) => put({ text })} />
      </div>
      <div className={css.aside} title={t.notPrinted}>
        <span>→</span><Write text={one.assignees.join('; ')} label={t.assignees} onText={(text) => put({ assignees: listed(text) })} />
        {(one.coordinators.length > 0) && <><span>{t.coordinators}:</span><Write text={one.coordinators.join('; ')} label={t.coordinators} onText={(text) => put({ coordinators: listed(text) })} /></>}
        <span>{t.deadlines}:</span><Write text={one.deadlines.join('; ')} label={t.deadlines} placeholder="–" onText={(text) => put({ deadlines: listed(text) })} />
      </div>
    </>
  )
}

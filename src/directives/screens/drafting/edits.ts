import type { DraftContent, DraftItem, DraftLeaf, DraftSubitem } from '../../contract.ts'

/** Changes of a draft. Pure; ids of new items are made by the caller. What is not concerned stays the same object. */
type Any = DraftItem | DraftSubitem | DraftLeaf
type Fields = Partial<Pick<DraftLeaf, 'label' | 'text' | 'assignees' | 'coordinators' | 'deadlines' | 'deadlines_norm'>>

export const newItem = (id: string, label: string | null): DraftItem => ({ id, label, text: '', assignees: [], coordinators: [], deadlines: [], deadlines_norm: [], heading: false, items: [] })
const newSub = (id: string, label: string | null): DraftSubitem => ({ id, label, text: '', assignees: [], coordinators: [], deadlines: [], deadlines_norm: [], items: [] })

/** A deadline whose words change loses the date that was read from the old words. */
const changedBy = <I extends Any>(item: I, fields: Fields): I => ({ ...item, ...fields, ...(fields.deadlines && fields.deadlines.join('\n') !== item.deadlines.join('\n') ? { deadlines_norm: [] } : {}) })

export function withItem(draft: DraftContent, id: string, fields: Fields): DraftContent {
  const items = draft.items.map((item) => {
    if (item.id === id) return changedBy(item, fields)
    const subs = item.items.map((sub) => {
      if (sub.id === id) return changedBy(sub, fields)
      return sub.items.some((leaf) => leaf.id === id) ? { ...sub, items: sub.items.map((leaf) => (leaf.id === id ? changedBy(leaf, fields) : leaf)) } : sub
    })
    return subs.some((sub, at) => sub !== item.items[at]) ? { ...item, items: subs } : item
  })
  return { ...draft, items }
}

/** The label after a given one: `1.` → `2.`, `3-` → `4-`, `a)` → `b)`; none for what is no number or letter. */
export function labelAfter(label: string | null): string | null {
  const found = /^(\d+|[a-zđ])(.*)$/u.exec(label ?? '')
  if (!found) return label
  const letters = 'abcdđeghiklmnopqrstuvxy'
  const at = letters.indexOf(found[1]!)
  const next = at >= 0 && !/^\d/u.test(found[1]!) ? letters[at + 1] : String(Number(found[1]) + 1)
  return next === undefined ? label : `${next}${found[2]}`
}

export function withNewItem(draft: DraftContent, id: string): DraftContent {
  return { ...draft, items: [...draft.items, newItem(id, draft.items.length === 0 ? (draft.system === 'state' ? '1.' : '1-') : labelAfter(draft.items.at(-1)!.label))] }
}
export const withNewSub = (draft: DraftContent, parent: string, id: string): DraftContent => ({
  ...draft, items: draft.items.map((item) => (item.id === parent ? { ...item, items: [...item.items, newSub(id, item.items.length === 0 ? 'a)' : labelAfter(item.items.at(-1)!.label))] } : item)),
})

export const withoutItem = (draft: DraftContent, id: string): DraftContent => ({
  ...draft,
  items: draft.items.filter((item) => item.id !== id).map((item) => ({ ...item, items: item.items.filter((sub) => sub.id !== id).map((sub) => ({ ...sub, items: sub.items.filter((leaf) => leaf.id !== id) })) })),
})

/** Up or down among its sisters; numbered labels stay where they are, the words move. */
export function moved(draft: DraftContent, id: string, by: 1 | -1): DraftContent {
  const swap = <I extends DraftLeaf>(list: readonly I[]): I[] => {
    const at = list.findIndex((one) => one.id === id)
    const other = at + by
    if (at < 0 || other < 0 || other >= list.length) return [...list]
    const next = [...list]
    const [a, b] = [next[at]!, next[other]!]
    next[at] = { ...b, label: a.label } as I
    next[other] = { ...a, label: b.label } as I
    return next
  }
  return { ...draft, items: swap(draft.items).map((item) => ({ ...item, items: swap(item.items).map((sub) => ({ ...sub, items: swap(sub.items) })) })) }
}

/** `a; b` as typed, to a list and back. */
export const listed = (text: string): string[] => text.split(/\s*;\s*/u).map((one) => one.trim()).filter((one) => one !== '')

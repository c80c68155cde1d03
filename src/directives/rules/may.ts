export type MayDocument = {
  readonly edit: boolean; readonly confirm: boolean; readonly correct: boolean; readonly cancel: boolean; readonly assign: boolean; readonly implement: boolean; readonly send: boolean
  readonly receive: boolean; readonly refuse: boolean; readonly draft: boolean; readonly issue: boolean; readonly exportEdxml: boolean
  /** Files beside the paper · recall, replace, correct · answer that a recall is known · make a certified copy. */
  readonly attach: boolean; readonly end: boolean; readonly acknowledgeAct: boolean; readonly copy: boolean
}

/** What this post may do with this document now. Travels with the record; the screen shows it, the command asks again. */
export function mayDocument(d: { readonly state: string; readonly mine: boolean; readonly delivery: string | null; readonly inMyRegister: boolean; readonly secret?: boolean; readonly actWaits?: boolean; readonly hasPages?: boolean }, holds: (permission: string) => boolean): MayDocument {
  const open = d.mine && (d.state === 'to_confirm' || d.state === 'unreadable')
  // Of a secret paper there is a line and nothing to work with.
  const stands = !d.secret && (d.state === 'registered' || d.state === 'issued')
  const held = stands && (d.mine || (d.delivery !== null && d.delivery !== '02' && d.inMyRegister))
  const waiting = stands && !d.mine && d.delivery === '01'
  const draft = d.mine && d.state === 'draft'
  return {
    edit: open && holds('document.register'), confirm: open && holds('document.register'),
    correct: d.mine && !d.secret && d.state === 'registered' && holds('document.register'), cancel: d.mine && d.state === 'registered' && holds('document.register'),
    assign: held && holds('document.assign'), implement: held && holds('document.draft'), send: held && holds('document.register'),
    receive: waiting && holds('document.register'), refuse: waiting && holds('document.register'),
    draft: draft && holds('document.draft'), issue: draft && holds('document.sign'), exportEdxml: d.mine && stands,
    attach: d.mine && !d.secret && (open || d.state === 'registered' || d.state === 'draft') && (holds('document.register') || (draft && holds('document.draft'))),
    end: d.mine && d.state === 'issued' && holds('document.sign'), acknowledgeAct: d.actWaits === true && holds('document.register'), copy: held && d.hasPages === true && holds('document.register'),
  }
}

/** Trạng thái gửi nhận only goes forward: 01 → 03 (or 02) → 04 → 05 → 06. */
export const isForward = (from: string, to: string): boolean => from !== '02' && Number(to) > Number(from)

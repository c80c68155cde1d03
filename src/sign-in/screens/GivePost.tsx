import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getOrganisation, listOrganisations } from '../../units/contract.ts'
import { api, newId } from '../../web/api.ts'
import { useWords } from '../../web/language.ts'
import { ConfirmDialog, FormRow, Loaded, OrganisationPicker, type Choice } from '../../web/parts/index.ts'
import { toast } from '../../web/toasts.tsx'
import { givePost } from '../contract.ts'
import { adminWords } from './admin-words.ts'
import css from './Accounts.module.css'

/** Giao chức vụ: choose the organisation, then one of its posts; who holds it now stands beside it. */
export function GivePost({ account, onClose, onGiven }: { account: { readonly id: string; readonly name: string }; onClose: () => void; onGiven: () => unknown }) {
  const t = useWords(adminWords)
  const [organisation, setOrganisation] = useState<readonly Choice[]>([])
  const [postId, setPostId] = useState<string | null>(null)
  const [intent] = useState(newId)
  const chosen = organisation[0]
  const posts = useQuery({ queryKey: ['units', 'posts', chosen?.id], queryFn: ({ signal }) => api(getOrganisation, { params: { id: chosen!.id }, query: {} }, { signal }), enabled: chosen !== undefined })
  const find = async (text: string, signal: AbortSignal): Promise<Choice[]> =>
    (await api(listOrganisations, { query: { ...(text ? { q: text } : { parent: 'none' as const }), limit: 12 } }, { signal })).organisations.map((one) => ({ id: one.id, name: one.name, ...(one.parent ? { detail: one.parent.name } : {}) }))
  const give = async (): Promise<void> => {
    if (postId === null) return
    await api(givePost, { params: { id: postId }, body: { accountId: account.id } }, { idempotencyKey: intent })
    toast({ text: t.gave })
    await onGiven()
  }
  return (
    <ConfirmDialog title={t.giveTitle(account.name)} act={t.give} ready={postId !== null} onConfirm={give} onClose={onClose}>
      <p>{t.giveText}</p>
      <FormRow label={t.organisation}>{(ids) => <OrganisationPicker ids={ids} one chosen={organisation} onChosen={(next) => { setOrganisation(next); setPostId(null) }} find={find} cacheKey={['organisations']} />}</FormRow>
      {chosen && (
        <fieldset className={css.posts}>
          <legend>{t.post}</legend>
          <Loaded query={posts} lines={3}>{(view) => view.posts.filter((post) => post.validTo === null).length === 0 ? <p className="muted">{t.postsNone}</p> : view.posts.filter((post) => post.validTo === null).map((post) => {
            const holders = post.holders.filter((holder) => holder.untilAt === null).map((holder) => holder.name)
            return (
              <label key={post.id} className={css.postChoice}>
                <input type="radio" name="post" checked={postId === post.id} onChange={() => setPostId(post.id)} />
                <span>{post.title}</span><span className="muted small">{holders.length > 0 ? holders.join(', ') : t.vacant}</span>
              </label>
            )
          })}</Loaded>
        </fieldset>
      )}
    </ConfirmDialog>
  )
}

import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import type { Answer } from '../../../platform/http/route.ts'
import { api, urlOf } from '../../../web/api.ts'
import { today } from '../../../web/format.ts'
import { useWords } from '../../../web/language.ts'
import { useAddressState, useGo } from '../../../web/navigate.ts'
import { Empty, Loaded, ScreenHeader } from '../../../web/parts/index.ts'
import { useMay } from '../../../web/session.ts'
import { createDraft, exportRegister, listRegister, Urgency, type RegisterName } from '../../contract.ts'
import { directivesWords } from '../words.ts'
import { Desk } from './Desk.tsx'
import { Drafts } from './Drafts.tsx'
import { Inbox } from './Inbox.tsx'
import { RegisterTable } from './RegisterTable.tsx'
import { SecretLine } from './SecretLine.tsx'
import { TakeButton, UploadList, useTakesFiles } from './Uploads.tsx'
import { useRowKeys } from './useRowKeys.ts'
import { useUploads } from './useUploads.ts'
import { registerWords } from './words.ts'
import css from './Registers.module.css'

const tabs = ['den', 'di', 'giai-quyet', 'du-thao', 'hop-thu'] as const
const Address = z.object({
  so: z.enum(tabs).catch('den'), q: z.union([z.string(), z.number().transform(String)]).catch(''), nam: z.coerce.number().int().optional().catch(undefined), thang: z.coerce.number().int().min(1).max(12).optional().catch(undefined),
  khan: Urgency.optional().catch(undefined),
})
const registerOf: Record<string, RegisterName> = { den: 'in', di: 'out', 'giai-quyet': 'handling' }
export type RegisterAnswer = Answer<typeof listRegister>

/** Văn bản: the registers, and the way in. What waits lies on top of the open register, without a number yet. */
export default function Registers() {
  const t = useWords(registerWords)
  const [address, setAddress] = useAddressState(Address)
  const register = registerOf[address.so]
  const go = useGo()
  const mayTake = useMay('document.register')
  const mayDraft = useMay('document.draft')
  const fresh = useMutation({ mutationFn: () => api(createDraft, { body: { upperId: null } }), onSuccess: (answer) => go(`/van-ban/${answer.id}/soan`) })
  const [secret, setSecret] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  useRowKeys(frame)
  const { uploads, add, again, drop } = useUploads()
  const take = useCallback((files: Iterable<File>) => {
    if (mayTake) add(files)
  }, [add, mayTake])
  const over = useTakesFiles(take)

  const asked = register ?? 'in'
  const filter = { year: address.nam, month: address.thang, q: address.q === '' ? undefined : address.q, urgency: address.khan }
  const filtered = filter.month !== undefined || filter.q !== undefined || filter.urgency !== undefined
  const query = useInfiniteQuery({
    queryKey: ['directives', 'register', asked, filter], initialPageParam: undefined as string | undefined, placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) => api(listRegister, { params: { register: asked }, query: { ...filter, after: pageParam } }, { signal }),
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const first = query.data?.pages[0]
  const summary = first?.summary
  const year = String(address.nam ?? today().slice(0, 4))
  return (
    <div className="screen" ref={frame} data-over={over || undefined}>
      <ScreenHeader
        title={t.title} answer={summary && answerOf(summary, t, year)}
        actions={
          <>
            {mayTake && <TakeButton onFiles={take} primary />}
            {mayTake && address.so === 'den' && <button type="button" className="button-quiet" onClick={() => setSecret(true)}>{t.secretOpen}</button>}
            {mayDraft && address.so === 'du-thao' && <button type="button" className="button-quiet" disabled={fresh.isPending} onClick={() => fresh.mutate()}>{t.newDraft}</button>}
          </>
        }
      />
      <UploadList uploads={uploads} onAgain={again} onDrop={drop} />
      <nav className={css.tabs} aria-label={t.which}>
        {tabs.map((tab) => (
          <a key={tab} href={`/van-ban?so=${tab}`} aria-current={tab === address.so ? 'page' : undefined} onClick={(event) => { event.preventDefault(); setAddress({ so: tab, q: '', thang: undefined, khan: undefined }) }}>
            {t.tabs[tab]}{tab === 'hop-thu' && summary && summary.toReceive > 0 ? <b>{summary.toReceive}</b> : tab === 'du-thao' && summary && summary.drafts > 0 ? <b>{summary.drafts}</b> : null}
          </a>
        ))}
      </nav>
      {address.so === 'du-thao' && <Drafts />}
      {address.so === 'hop-thu' && <Inbox only="all" />}
      {address.so === 'den' && !filtered && <><Desk /><Inbox only="waiting" /></>}
      {register && (
        <section aria-label={first?.book?.name ?? t.tabs[address.so]}>
          {first?.book && register !== 'handling' && <p className={css.book}><b>{first.book.name}</b>{first.book.keeper && <> · {t.keptBy([first.book.keeper.title, first.book.keeper.person].filter(Boolean).join(', '))}</>}</p>}
          <Filters address={address} set={setAddress} years={first?.years ?? []} register={register} />
          <Loaded query={{ data: query.data, error: query.error, isPending: query.isPending, refetch: query.refetch }}>{(data) => {
            const lines = data.pages.flatMap((page) => page.lines)
            const total = data.pages[0]?.total ?? 0
            return (
              <RegisterTable
                register={register} lines={lines}
                more={{ has: query.hasNextPage, load: query.fetchNextPage, loading: query.isFetchingNextPage, words: lines.length > 0 ? (data.pages[0]?.isMore ? t.countMore(lines.length, total) : t.count(lines.length, total)) : '' }}
                empty={filtered
                  ? <Empty title={filter.q ? t.nothing(filter.q) : t.nothingFiltered} action={<button type="button" className="button-quiet" onClick={() => setAddress({ q: '', thang: undefined, khan: undefined })}>{t.clear}</button>} />
                  : register === 'in' ? <Empty title={t.emptyIn} action={mayTake ? <TakeButton onFiles={take} primary={false} /> : undefined}>{t.emptyInText}<br />{mayTake && t.takeHint}</Empty>
                    : register === 'out' ? <Empty title={t.emptyOut}>{t.emptyOutText}</Empty> : <Empty title={t.emptyHandling}>{t.emptyHandlingText}</Empty>}
              />
            )
          }}</Loaded>
        </section>
      )}
      {secret && <SecretLine onClose={() => setSecret(false)} />}
      {over && mayTake && <div className={css.over} aria-hidden="true"><span>{t.dropHere}</span></div>}
    </div>
  )
}

function answerOf(summary: RegisterAnswer['summary'], t: (typeof registerWords)['vi'], year: string): string {
  const parts = [
    summary.overdue > 0 ? t.overdue(summary.overdue) : '', summary.toConfirm > 0 ? t.toConfirm(summary.toConfirm) : '', summary.toReceive > 0 ? t.toReceive(summary.toReceive) : '',
    summary.urgent > 0 ? t.urgent(summary.urgent) : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? t.calm(summary.registered, year) : `${parts.join(t.and)}.`
}

function Filters({ address, set, years, register }: { address: z.output<typeof Address>; set: (next: Partial<z.input<typeof Address>>) => void; years: readonly number[]; register: RegisterName }) {
  const t = useWords(registerWords)
  const w = useWords(directivesWords)
  const go = useGo()
  const mayKeep = useMay('document.register')
  const [typed, setTyped] = useState(address.q)
  useEffect(() => setTyped(address.q), [address.q])
  useEffect(() => {
    if (typed === address.q) return
    const timer = setTimeout(() => set({ q: typed }), 250)
    return () => clearTimeout(timer)
  }, [typed, address.q, set])
  const thisYear = Number(today().slice(0, 4))
  const offered = [...new Set([thisYear, ...years, ...(address.nam ? [address.nam] : [])])].sort((a, b) => b - a)
  const exported = (form: 'pdf' | 'xlsx'): string => urlOf(exportRegister, { params: { register }, query: { year: address.nam, month: address.thang, q: address.q || undefined, urgency: address.khan, form } })
  return (
    <div className={`${css.filters} no-print`}>
      <input className="field" type="search" data-filter="" aria-label={t.find} placeholder={t.find} value={typed} onChange={(event) => setTyped(event.target.value)} />
      <select className="field" aria-label={t.year} value={address.nam ?? thisYear} onChange={(event) => set({ nam: Number(event.target.value) })}>{offered.map((year) => <option key={year} value={year}>{year}</option>)}</select>
      <select className="field" aria-label={t.month} value={address.thang ?? ''} onChange={(event) => set({ thang: event.target.value === '' ? undefined : Number(event.target.value) })}>
        <option value="">{t.anyMonth}</option>
        {Array.from({ length: 12 }, (_, at) => <option key={at} value={at + 1}>{t.monthOf(at + 1)}</option>)}
      </select>
      <select className="field" aria-label={t.urgency} value={address.khan ?? ''} onChange={(event) => set({ khan: event.target.value === '' ? undefined : Urgency.parse(event.target.value) })}>
        <option value="">{t.anyUrgency}</option>
        {Urgency.options.map((one) => <option key={one} value={one}>{w.urgency[one]}</option>)}
      </select>
      <span className={css.exports}>
        {mayKeep && <a className="button-plain" href="/van-ban/so" onClick={(event) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); go('/van-ban/so') } }}>{t.books}</a>}
        <a className="button-plain" href={exported('pdf')} target="_blank" rel="noopener">{t.print}</a>
        <a className="button-plain" href={exported('xlsx')} download>{t.xlsx}</a>
      </span>
    </div>
  )
}

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { api } from '../../web/api.ts'
import { formatMoment, formatNearDay, formatNumber } from '../../web/format.ts'
import { useWords } from '../../web/language.ts'
import { useAddress, useAddressState, useGo } from '../../web/navigate.ts'
import { Empty, ListDetail, Loaded, ScreenHeader } from '../../web/parts/index.ts'
import { listDeclarations, type DeclarationLine } from '../contract.ts'
import { declarationWords } from '../words.ts'
import { DeclarationPage } from './DeclarationPage.tsx'
import { screenWords } from './words.ts'
import css from './Declarations.module.css'

const states = ['new', 'visited', 'withdrawn', 'all'] as const
const actions = ['emergency', 'call', 'quarantine', 'monitor', 'look', 'none'] as const
const Address = z.object({ tt: z.enum(states).optional().catch(undefined), viec: z.enum(actions).optional().catch(undefined), so: z.string().max(40).optional().catch(undefined) })
const most = 200

/** Khai báo y tế: who arrives in the area, what is asked of them, who has been visited. */
export default function Declarations() {
  const t = useWords(screenWords)
  const w = useWords(declarationWords)
  const { id } = useAddress()
  const go = useGo()
  const [{ tt, viec, so }, setAddress] = useAddressState(Address)
  const state = tt ?? 'new'
  const list = useQuery({ queryKey: ['declarations', state, viec, so], queryFn: ({ signal }) => api(listDeclarations, { query: { state, limit: most, ...(viec ? { action: viec } : {}), ...(so ? { reference: so } : {}) } }, { signal }), placeholderData: keepPreviousData })
  const kept = [tt ? `tt=${tt}` : '', viec ? `viec=${viec}` : '', so ? `so=${encodeURIComponent(so)}` : ''].filter(Boolean).join('&')
  const href = (key?: string): string => `/to-khai${key ? `/${key}` : ''}${kept ? `?${kept}` : ''}`
  const found = list.data?.declarations
  const beyond = list.data?.more ?? false
  const answer = !found ? undefined : state !== 'new' || viec || so ? t.answerOther(`${formatNumber(found.length)}${beyond ? '+' : ''}`) : found.length === 0 ? t.answerNone : beyond ? t.answerMost(formatNumber(most)) : t.answer(formatNumber(found.length), formatNumber(found.filter((d) => d.priority >= 2).length))
  return (
    <div className="screen">
      <ScreenHeader
        title={t.title} answer={answer}
        papers={<><a className="button-quiet no-print" href="/khai-bao" target="_blank" rel="noreferrer">{t.public}</a><a className="button-quiet no-print" href="/khai-bao/giay" target="_blank" rel="noreferrer">{t.paper}</a></>}
      />
      <Loaded query={list}>{(data) => (
        <ListDetail
          label={t.list} items={data.declarations} keyOf={(d) => d.id} hrefOf={(d) => href(d.id)} open={id} onOpen={(key) => go(href(key))} groupOf={(d) => t.group[d.priority as 0]}
          head={(
            <div className={css.head}>
              <input className="field" data-filter type="search" autoComplete="off" aria-label={t.reference} placeholder={`${t.reference}: KB-…`} value={so ?? ''} onChange={(event) => setAddress({ so: event.target.value || undefined })} />
              <select className="field" aria-label={t.state} value={state} onChange={(event) => setAddress({ tt: event.target.value === 'new' ? undefined : event.target.value as 'all' })}>{states.map((s) => <option key={s} value={s}>{s === 'all' ? t.all : w.state[s]}</option>)}</select>
              <select className="field" aria-label={t.action} value={viec ?? ''} onChange={(event) => setAddress({ viec: (event.target.value || undefined) as 'call' | undefined })}><option value="">{t.anyAction}</option>{actions.map((a) => <option key={a} value={a}>{w.action[a]}</option>)}</select>
            </div>
          )}
          row={(d) => <Row declaration={d} />} detail={id && <DeclarationPage key={id} id={id} />} empty={<Empty title={t.none}>{t.noneText}</Empty>}
        />
      )}</Loaded>
    </div>
  )
}

function Row({ declaration: d }: { declaration: DeclarationLine }) {
  const t = useWords(screenWords)
  const w = useWords(declarationWords)
  const chief = actions.find((a) => d.actions.includes(a)) ?? 'none'
  const more = [d.unit.name, t.from(d.originName ?? (d.origin === 'abroad' ? w.origin.abroad : w.origin.unknown)), t.arrives(formatNearDay(d.arrivedOn)), d.people > 1 ? t.people(formatNumber(d.people)) : '', d.state === 'new' ? '' : w.state[d.state], formatMoment(d.submittedAt)].filter(Boolean).join(' · ')
  return (
    <span className={css.row}>
      <span>{d.first ?? d.reference}</span>
      <span className={css.action} data-priority={d.priority}>{w.action[chief]}</span>
      <small className="muted">{more}</small>
    </span>
  )
}

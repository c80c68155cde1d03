import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { vietnameseOrder } from '../../../platform/text.ts'
import { api, ApiRefusal } from '../../../web/api.ts'
import { useWords } from '../../../web/language.ts'
import { useAddress, useAddressState, useGo } from '../../../web/navigate.ts'
import { Breadcrumb, Empty, Loaded, Matrix, ScreenHeader } from '../../../web/parts/index.ts'
import { getCascade, getCoverage, getUnitCoverage, type CascadeNode, type DocumentRef } from '../../contract.ts'
import { useNaming } from '../naming.ts'
import { directivesWords } from '../words.ts'
import { CoverageMatrix } from './CoverageMatrix.tsx'
import { Mark } from './Mark.tsx'
import { coverageWords } from './words.ts'
import css from './Coverage.module.css'

const tabs = ['cay', 'don-vi', 'cap-tren'] as const
const Address = z.object({ xem: z.enum(tabs).catch('cay') })

/** Triển khai: what the units below made of a document, and what of it nobody has taken up. */
export default function Cascade() {
  const t = useWords(coverageWords)
  const naming = useNaming()
  const { id } = useAddress()
  const [{ xem }, setAddress] = useAddressState(Address)
  const query = useQuery({ queryKey: ['directives', id, 'cascade'], queryFn: ({ signal }) => api(getCascade, { params: { id: id! } }, { signal }), enabled: id !== undefined })
  const root = query.data?.root.document
  const names = { cay: t.tabs.tree, 'don-vi': t.tabs.units, 'cap-tren': t.tabs.ours }
  return (
    <div className="screen">
      <ScreenHeader
        title={root ? `${t.cascade} · ${naming.full(root)}` : t.cascade} answer={query.data && t.cascadeAnswer(query.data.issued, query.data.addressed)}
        above={<Breadcrumb steps={[{ label: t.back, to: '/van-ban' }, ...(root ? [{ label: naming.short(root), to: `/van-ban/${id}` }] : [])]} />}
        papers={<button type="button" className="button-quiet" onClick={() => window.print()}>{t.print}</button>}
      />
      <nav className={css.tabs} aria-label={t.cascade}>
        {tabs.filter((tab) => tab !== 'cap-tren' || (query.data?.above.length ?? 0) > 0).map((tab) => <a key={tab} href={`?xem=${tab}`} aria-current={tab === xem ? 'page' : undefined} onClick={(event) => { event.preventDefault(); setAddress({ xem: tab }) }}>{names[tab]}</a>)}
      </nav>
      {xem === 'cay' && (
        <Loaded query={query}>{(cascade) => (
          <>
            {cascade.above.length > 0 && <p className="small">{t.above}: {cascade.above.map((one, at) => <span key={one.id}>{at > 0 && '; '}<DocumentLink document={one} /></span>)}</p>}
            <ul className={css.tree} role="list"><Node node={cascade.root} /></ul>
            {cascade.silent.length > 0 && <section className={css.silent}><h2>{t.silent} <span className="figures">{cascade.silent.length}</span></h2><ul role="list">{[...cascade.silent].sort((a, b) => vietnameseOrder(a.name, b.name)).map((one) => <li key={one.id}>{one.name}</li>)}</ul></section>}
          </>
        )}</Loaded>
      )}
      {xem === 'don-vi' && id && <Units id={id} />}
      {xem === 'cap-tren' && id && <Ours id={id} />}
    </div>
  )
}

/** `named`: the organisation stands beside it already. */
function DocumentLink({ document, named = false }: { document: DocumentRef; named?: boolean }) {
  const naming = useNaming()
  const go = useGo()
  return <a href={`/van-ban/${document.id}`} onClick={(event) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); go(`/van-ban/${document.id}`) } }}>{named ? naming.short(document) : naming.full(document)}</a>
}

function Node({ node }: { node: CascadeNode }) {
  const t = useWords(coverageWords)
  const w = useWords(directivesWords)
  // Units that issued nothing are many and alike: they stand together below the tree.
  const spoke = node.below.filter((below) => below.document !== null || below.below.length > 0)
  return (
    <li>
      <div className={css.node}>
        {node.unit && <b>{node.unit.name}</b>}{node.unit && ' '}
        {node.document ? <DocumentLink document={node.document} named={node.unit !== null} /> : <span className="late">{t.issuedNothing}</span>}
        {node.document && (
          <div className={css.nodeFacts}>
            {node.document.title && <span>{node.document.title}</span>}
            {node.document.state === 'draft' && <span>{w.states.draft}</span>}
            {node.days !== null && <span>{t.days(node.days)}</span>}
            {node.verdicts && <span className={node.verdicts.none > 0 ? 'late' : undefined}>{t.verdictsOf(node.verdicts.carried, node.verdicts.weakened, node.verdicts.none)}</span>}
          </div>
        )}
      </div>
      {spoke.length > 0 && <ul role="list">{spoke.map((below, at) => <Node key={below.document?.id ?? below.unit?.id ?? at} node={below} />)}</ul>}
    </li>
  )
}

/** Rows: units that the document binds; columns: its clauses; a cell: what came of the clause there. */
function Units({ id }: { id: string }) {
  const t = useWords(coverageWords)
  const go = useGo()
  const query = useQuery({ queryKey: ['directives', id, 'coverage-by-unit'], queryFn: ({ signal }) => api(getUnitCoverage, { params: { id } }, { signal }) })
  return (
    <Loaded query={query}>{(view) => {
      if (view.units.length === 0) return <Empty title={t.noUnits} />
      const cells = new Map(view.cells.map((cell) => [`${cell.unitId} ${cell.clauseId}`, cell]))
      const unitOf = new Map(view.units.map((unit) => [unit.id, unit]))
      return (
        <>
          <Matrix
            caption={t.tabs.units} corner={t.unit}
            rows={view.units.map((unit) => ({ key: unit.id, head: unit.name, ...(unit.document ? {} : { note: t.issuedNothing }) }))}
            columns={[...view.clauses].sort((a, b) => a.seq - b.seq).map((clause) => ({ key: clause.id, head: <>{clause.label?.replace(/[.)/-]+$/u, '') ?? '–'}{view.clauses.length <= 8 && <em className={css.columnText}>{clause.text}</em>}</>, title: clause.text }))}
            cell={(unit, clause) => { const cell = cells.get(`${unit} ${clause}`); return cell ? <span title={t.verdict[cell.verdict]}><Mark verdict={cell.verdict} alarm={cell.verdict === 'none' && unitOf.get(unit)?.document !== null} /><span className="visually-hidden">{t.verdict[cell.verdict]}</span></span> : null }}
            onOpenRow={(unit) => { const document = unitOf.get(unit)?.document; if (document) go(`/van-ban/${document.id}`) }}
          />
          <p className={css.legend}>{(['carried', 'weakened', 'contradicted', 'none', 'aside'] as const).map((one) => <span key={one}><Mark verdict={one} /> {t.verdict[one]}</span>)}</p>
        </>
      )
    }}</Loaded>
  )
}

function Ours({ id }: { id: string }) {
  const t = useWords(coverageWords)
  const query = useQuery({ queryKey: ['directives', id, 'coverage'], queryFn: ({ signal }) => api(getCoverage, { params: { id } }, { signal }), retry: false })
  if (query.error instanceof ApiRefusal && query.error.refusal.code === 'coverage.no_upper') return <Empty title={t.noUpper} />
  return <Loaded query={query}>{(view) => <CoverageMatrix view={view} />}</Loaded>
}

import { useAddress } from '../../web/navigate.ts'
import { useWords } from '../../web/language.ts'
import { Breadcrumb, Loaded, PrintHeader } from '../../web/parts/index.ts'
import { useEffect } from 'react'
import { Duty, useObligation } from './duty/Duty.tsx'
import { dutyWords } from './words.ts'

/** Trang nhiệm vụ: the duty and its story, whole. */
export default function DutyPage() {
  const { id } = useAddress()
  const t = useWords(dutyWords)
  const query = useObligation(id!)
  useEffect(() => { document.title = `${t.duty} · Tại Chỗ` }, [t])
  return (
    <div className="screen">
      <PrintHeader title={t.duty} {...(query.data ? { cutOff: query.data.asOf } : {})} />
      <div className="no-print"><Breadcrumb steps={[{ label: t.myWork, to: '/viec-cua-toi' }, { label: t.board, to: '/nhiem-vu' }]} /></div>
      <h1 className="visually-hidden">{t.duty}</h1>
      <Loaded query={query}>{() => <Duty id={id!} page />}</Loaded>
    </div>
  )
}

import { useState } from 'react'
import { addDays, instantOf } from '../../platform/dates.ts'
import { now, today } from '../format.ts'
import { useDraft } from '../draft.ts'
import { useAddressState } from '../navigate.ts'
import { z } from 'zod'
import {
  ConfirmDialog, DataTable, DateField, Diff, Empty, Figure, Figures, FileDrop, FormLine, FormRow, Kbd, ListDetail, Matrix, Note, OrganisationPicker, RefusalNote, ScreenHeader, Story, TwoMarks, Waiting,
  type Choice, type TimeMark, type WorkMark,
} from '../parts/index.ts'
import { toast } from '../toasts.tsx'

/** Development only: every part with invented content, to look at. Not part of the build. */
type Duty = { id: string; group: string; text: string; from: string; work: WorkMark; time: TimeMark }
const duties: Duty[] = [
  { id: '1', group: 'Quá hạn', text: 'Rà soát người từ vùng có dịch trở về từ ngày 15/11, lập danh sách theo thôn', from: 'Mục 3, Công điện 07-CĐ/TU', work: 'doing', time: { kind: 'overdue', days: 3 } },
  { id: '2', group: 'Quá hạn', text: 'Báo cáo số giường cách ly tập trung còn trống', from: 'Mục 5, Công văn 1204/UBND-KGVX', work: 'redo', time: { kind: 'overdue', days: 0, hours: 6 } },
  { id: '3', group: 'Hôm nay', text: 'Kiểm tra hai chốt trên quốc lộ 6, bảo đảm thông suốt hàng hóa', from: 'Mục 2, Công điện 07-CĐ/TU', work: 'assigned', time: { kind: 'today', until: '16:00' } },
  { id: '4', group: 'Tuần này', text: 'Tuyên truyền biện pháp phòng, chống dịch trên hệ thống loa cơ sở', from: 'Mục 6, Công điện 07-CĐ/TU', work: 'reported', time: { kind: 'left', days: 2 } },
  { id: '5', group: 'Tuần này', text: 'Hoàn thành tiêm mũi nhắc lại cho người trên 65 tuổi', from: 'Mục 1, Kế hoạch 88/KH-UBND', work: 'accepted', time: { kind: 'on_time' } },
  { id: '6', group: 'Không hạn', text: 'Duy trì chế độ trực 24/24 giờ', from: 'Mục 8, Công điện 07-CĐ/TU', work: 'returned', time: { kind: 'none' } },
]
const organs: Choice[] = [['Sở Y tế', 'Sở'], ['Công an tỉnh', 'Lực lượng vũ trang'], ['UBND xã Mường Phăng', 'Xã'], ['Ban Tuyên giáo và Dân vận Tỉnh ủy', 'Đảng'], ['Trung tâm Kiểm soát bệnh tật tỉnh', 'Y tế']].map(([name, detail], at) => ({ id: String(at), name: name!, detail: detail! }))
const marks: [WorkMark, TimeMark][] = [['accepted', { kind: 'on_time' }], ['doing', { kind: 'left', days: 4 }], ['reported', { kind: 'left', days: 1 }], ['assigned', { kind: 'overdue', days: 2 }], ['returned', { kind: 'none' }], ['doing', { kind: 'today' }]]

export default function Parts() {
  const [state, setState] = useAddressState(z.object({ open: z.string().optional().catch(undefined) }))
  const [chosen, setChosen] = useState<readonly Choice[]>([organs[0]!])
  const [day, setDay] = useState<string | null>(addDays(today(), 3))
  const [files, setFiles] = useState<readonly File[]>([])
  const [asking, setAsking] = useState(false)
  const draft = useDraft('kitchen', '')
  const opened = duties.find((duty) => duty.id === state.open)
  const communes = ['Mường Phăng', 'Thanh Nưa', 'Nà Tấu', 'Pá Khoang', 'Mường Lạn', 'Tuần Giáo', 'Búng Lao', 'Chiềng Sinh', 'Quài Tở', 'Tủa Chùa']
  return (
    <div className="screen stack">
      <ScreenHeader
        title="Việc của tôi" answer={<>3 việc quá hạn, 1 việc chờ anh/chị xác nhận.</>}
        actions={<><button type="button" className="button" onClick={() => toast({ text: 'Đã nhắc 5 đơn vị chưa tiếp nhận.', undo: () => {} })}>Nhắc 5 đơn vị chưa nhận</button><button type="button" className="button-quiet" onClick={() => setAsking(true)}>Thu hồi</button><button type="button" className="button-quiet" onClick={() => print()}>In</button></>}
      />
      <ListDetail
        label="Việc của tôi" items={duties} keyOf={(d) => d.id} hrefOf={(d) => `/_parts?open=${d.id}`} open={state.open} onOpen={(open) => setState({ open })} groupOf={(d) => d.group}
        row={(d) => <span style={{ display: 'grid', gap: '0.125rem' }}><span style={{ fontWeight: 500 }}>{d.text}</span><span className="small muted">{d.from}</span><TwoMarks work={d.work} time={d.time} /></span>}
        empty={<Empty title="Chưa có việc nào">Khi đơn vị được giao nhiệm vụ, việc sẽ hiện ở đây.</Empty>} onConfirm={() => toast({ text: 'Đã tiếp nhận.' })}
        detail={opened && (
          <div className="stack">
            <h2>{opened.text}</h2>
            <TwoMarks work={opened.work} time={opened.time} />
            <FormRow label="Báo cáo" hint="Viết ngắn: đã làm gì, còn vướng gì." grow>{(ids) => <textarea {...ids} className="field" value={draft.value} onChange={(event) => draft.set(event.target.value)} />}</FormRow>
            {draft.restoredFrom && <Note>Đã mở lại bản nháp.</Note>}
            <div className="actions"><button type="button" className="button">Gửi báo cáo <Kbd of="mod+Enter" /></button><button type="button" className="button-quiet">Báo vướng mắc</button></div>
            <Story label="Diễn biến" lines={[
              { id: 'a', at: instantOf(addDays(today(), -5), '08:12'), title: 'Giao cho UBND xã Mường Phăng', who: 'Trần Thị Hạnh, Chánh Văn phòng' },
              { id: 'b', at: instantOf(addDays(today(), -5), '09:40'), title: 'Đã tiếp nhận', who: 'Lò Văn Thắng, Chủ tịch UBND xã' },
              { id: 'c', at: instantOf(addDays(today(), -2), '16:00'), title: 'Quá hạn', tone: 'late' },
              { id: 'd', at: instantOf(today(), '07:30'), title: 'Nhắc lần 1', who: 'Tự động', body: 'Còn 4 thôn chưa có danh sách.' },
              { id: 'e', at: instantOf(addDays(today(), 1), '16:00'), title: 'Hạn đã gia hạn', tone: 'next' },
            ]} />
          </div>
        )}
      />
      <Figures>
        <Figure label="Đúng hạn" value={29} unit="nhiệm vụ" asOf={now()} source={<p>Đếm từ sổ theo dõi giải quyết, các nhiệm vụ do Tỉnh ủy giao.</p>} />
        <Figure label="Quá hạn" value={7} unit="nhiệm vụ" asOf={now()} late />
        <Figure label="Người đã rà soát" value={12480} unit="người" asOf={instantOf(today(), '16:00')} />
        <Figure label="Giường trống" value="missing" unit="giường" />
        <Figure label="Báo cáo tuần" value="not_due" unit="" />
      </Figures>
      <Matrix caption="Nhiệm vụ theo đơn vị" corner="Đơn vị" rows={communes.map((name) => ({ key: name, head: name, note: '8 nhiệm vụ' }))} columns={Array.from({ length: 12 }, (_, n) => ({ key: String(n + 1), head: `${n + 1}`, title: 'Mục của công điện' }))}
        cell={(row, column) => { const at = (communes.indexOf(row) * 5 + Number(column) * 7) % 11; const [work, time] = marks[at % 6]!; return at > 8 ? null : <TwoMarks compact work={work} time={time} /> }} onOpen={(row, column) => toast({ text: `${row}, mục ${column}` })} onOpenRow={() => {}} />
      <DataTable
        caption="Sổ văn bản đến" keyOf={(row) => row.number} rows={[
          { number: '1172', came: '06/9/2026', from: 'Huyện ủy Sơn Dương', symbol: '632-CV/HU', about: 'về việc tăng cường các biện pháp phòng, chống dịch', pages: 3 },
          { number: '1173', came: '06/9/2026', from: 'UBND tỉnh', symbol: '15/CĐ-UBND', about: 'Công điện về kiểm soát người vào tỉnh', pages: 12 },
          { number: '1174', came: '07/9/2026', from: 'Bộ Y tế', symbol: '7316/BYT-DP', about: 'hướng dẫn giám sát và phòng, chống', pages: 128 },
        ]} columns={[
          { key: 'n', head: 'Số đến', cell: (r) => r.number, align: 'number', width: '4.5rem' }, { key: 'd', head: 'Ngày đến', cell: (r) => r.came, width: '6.5rem' }, { key: 's', head: 'Số, ký hiệu', cell: (r) => r.symbol, width: '8rem', isName: true },
          { key: 'f', head: 'Nơi gửi', cell: (r) => r.from, width: '12rem' }, { key: 'a', head: 'Trích yếu', cell: (r) => r.about }, { key: 'p', head: 'Số trang', cell: (r) => r.pages, align: 'number', width: '5rem' },
        ]} hrefOf={(r) => `/_parts?open=${r.number}`} more={{ has: true, load: () => {}, loading: false, words: '3 trên 1.174' }} total={['', '', '3 văn bản', '', '', 143]} />
      <Diff leftHead="Công điện 07-CĐ/TU, mục 3" rightHead="Dự thảo của xã, mục 2" left="Rà soát toàn bộ người từ vùng có dịch trở về, hoàn thành trước ngày 25/11/2026, báo cáo hằng ngày trước 16 giờ." right="Rà soát người từ vùng có dịch trở về, phấn đấu hoàn thành trước ngày 30/11/2026, báo cáo hằng tuần." />
      <FormLine>
        <FormRow label="Hạn hoàn thành" hint="Gõ 5/9 hoặc +3">{(ids) => <DateField ids={ids} value={day} onChange={setDay} />}</FormRow>
        <FormRow label="Đơn vị chủ trì" problem="Chưa rõ đơn vị nào: hãy chọn một.">{(ids) => <OrganisationPicker ids={ids} chosen={chosen} onChosen={setChosen} cacheKey={['kitchen']} find={async (text) => organs.filter((organ) => organ.name.toLowerCase().includes(text.toLowerCase()))} />}</FormRow>
      </FormLine>
      <FileDrop files={files} onFiles={setFiles} photo hint="TXT, DOCX, PDF, ảnh chụp." />
      <RefusalNote error={new Error('x')} retry={() => {}} />
      <Waiting />
      {asking && <ConfirmDialog title="Thu hồi 3 nhiệm vụ?" act="Thu hồi 3 nhiệm vụ" danger onConfirm={() => {}} onClose={() => setAsking(false)}><p>Ba đơn vị sẽ được báo là nhiệm vụ không còn hiệu lực. Lý do được ghi vào diễn biến.</p></ConfirmDialog>}
    </div>
  )
}

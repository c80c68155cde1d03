import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Evidence, ReadingValue, WorkingCopy } from '../../contract/reading.ts'
import { copyOf, workingOf } from './copy.ts'
import { historyOf, redone, stepped, undone } from './history.ts'
import { boxesOf, linesOf, piecesOf } from './lines.ts'
import { dayIn, editOf, labelAndText, trimmed } from './takes.ts'
import { clauseAt, doubtsOf, edited, findValue, valueAt, valuesOf, type Edit, type Working } from './working.ts'

const text = [
  'HUYỆN ỦY MẪU', 'Số 12-CV/HU', 'Kính gửi: - Các xã, phường', '1. Trạm Y tế lập danh sách trước ngày 05/9/2026.', '2. Công an xã phối hợp với Xã đội tuần tra hằng ngày.', '- Trực đêm tại chốt.', 'Ông Lò Văn Mẫu',
].join('\n')
const at = (words: string): { start: number; end: number } => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })
const found = (path: string, words: string, confidence = 0.95, alternatives: string[] = []): Evidence => ({ path, ...at(words), confidence, rule: '', alternatives, byHand: false })

const value: ReadingValue = {
  type: 'công văn', number: '12-CV/HU', issuer: 'Huyện ủy Mẫu', parent_issuer: null, place: null, date: null, title: null, urgency: null,
  recipients: ['Các xã, phường'], references: [], distribution: [], signer: 'Lò Văn Mẫu', signer_title: null, reporting: [], default_assignees: [], stamp: null, system: 'party', implements: [], number_symbol: null, date_partial: null, recipients_expanded: [],
  tasks: [
    { label: '1', text: 'Trạm Y tế lập danh sách trước ngày 05/9/2026.', assignees: ['Trạm Y tế'], coordinators: [], deadlines: ['trước ngày 05/9/2026'], deadlines_norm: [{ by: '2026-09-05' }], directed_units: [], subtasks: [] },
    { label: '2', text: 'Công an xã phối hợp với Xã đội tuần tra hằng ngày.', assignees: ['Công an xã'], coordinators: ['Xã đội'], deadlines: ['hằng ngày'], directed_units: ['các tổ dân phố'], subtasks: [{ label: null, text: 'Trực đêm tại chốt.', assignees: [], coordinators: [], deadlines: [], directed_units: [] }] },
  ],
}
const copy: WorkingCopy = {
  value, checked: [],
  evidence: [
    found('number', '12-CV/HU'), found('signer', 'Lò Văn Mẫu', 0.5, ['Lò Văn Mậu']), found('tasks.0.text', 'Trạm Y tế lập danh sách trước ngày 05/9/2026.'),
    found('tasks.0.assignees.0', 'Trạm Y tế'), found('tasks.1.text', 'Công an xã phối hợp với Xã đội tuần tra hằng ngày.\n- Trực đêm tại chốt.', 0.6), found('tasks.1.coordinators.0', 'Xã đội', 0.4),
    found('tasks.1.subtasks.0.text', 'Trực đêm tại chốt.'),
  ],
}
const working = workingOf(copy)

describe('the desk and the wire', () => {
  test('what nobody corrected goes back exactly as it came', () => {
    expect(copyOf(working).value).toEqual(value)
    expect(workingOf(copyOf(working))).toEqual(working)
  })
  test('when a clause is taken out, the places of the clauses below move up with them', () => {
    const next = copyOf(edited(working, { do: 'remove', id: 'tasks.0' }))
    expect(next.value.tasks.map((task) => task.label)).toEqual(['2'])
    expect(next.evidence.find((one) => one.path === 'tasks.0.coordinators.0')).toMatchObject(at('Xã đội'))
  })
  test('a deadline whose words are changed loses the date that was read from the old words', () => {
    const next = copyOf(edited(working, { do: 'text', id: 'tasks.0.deadlines.0', text: 'trước ngày 10/9/2026' }))
    expect(next.value.tasks[0]!.deadlines).toEqual(['trước ngày 10/9/2026'])
    expect(next.value.tasks[0]!.deadlines_norm).toBeUndefined()
  })
  test('a doubt that was looked at stays looked at after the browser was closed', () => {
    const settled = edited(working, { do: 'settle', id: 'signer' })
    expect(doubtsOf(workingOf(copyOf(settled))).map((one) => one.id)).not.toContain('signer')
  })
})

describe('correcting', () => {
  test('the doubts are walked in the order of the screen and end when they are settled', () => {
    expect(doubtsOf(working).map((one) => one.id)).toEqual(['signer', 'tasks.1', 'tasks.1.coordinators.0'])
    const all = doubtsOf(working).reduce((now, one) => edited(now, { do: 'settle', id: one.id }), working)
    expect(doubtsOf(all)).toEqual([])
  })
  test('a press on the paper finds the smallest thing that stands there', () => {
    expect(valueAt(working, at('Xã đội').start)?.id).toBe('tasks.1.coordinators.0')
    expect(valueAt(working, at('tuần tra').start)?.id).toBe('tasks.1')
    expect(clauseAt(working, at('Trực đêm').start)?.id).toBe('tasks.1.subtasks.0')
  })
  test('a new clause goes where the paper has it', () => {
    const spot = at('Trực đêm tại chốt.')
    const next = edited(edited(working, { do: 'remove', id: 'tasks.1' }), { do: 'clause', label: '3', text: 'Trực đêm tại chốt.', spot, after: null })
    expect(next.clauses.map((clause) => clause.label)).toEqual(['1', '3'])
  })
  test('lowering a clause and raising it again gives back the same clauses', () => {
    const lowered = edited(working, { do: 'lower', id: 'tasks.1' })
    expect(lowered.clauses).toHaveLength(1)
    expect(lowered.clauses[0]!.subtasks.map((sub) => sub.id)).toEqual(['tasks.1', 'tasks.1.subtasks.0'])
    expect(edited(lowered, { do: 'raise', id: 'tasks.1' }).clauses.map((clause) => [clause.id, clause.subtasks.length])).toEqual([['tasks.0', 0], ['tasks.1', 1]])
  })
  test('joining keeps every unit and deadline of both clauses', () => {
    const one = edited(working, { do: 'join', id: 'tasks.1' }).clauses[0]!
    expect([...one.assignees, ...one.coordinators, ...one.deadlines].map((each) => each.text)).toEqual(['Trạm Y tế', 'Công an xã', 'Xã đội', 'trước ngày 05/9/2026', 'hằng ngày'])
  })
})

describe('selecting on the paper', () => {
  test('a selected unit goes to the clause it stands in', () => {
    expect(editOf('assignees', text, at(' Xã đội '), working, null)).toEqual({ do: 'addTo', clause: 'tasks.1', list: 'assignees', text: 'Xã đội', spot: at('Xã đội') })
  })
  test('a selected unit outside any clause goes to the clause in hand, or nowhere', () => {
    expect(editOf('assignees', text, at('Lò Văn Mẫu'), working, 'tasks.0')).toMatchObject({ clause: 'tasks.0' })
    expect(editOf('assignees', text, at('Lò Văn Mẫu'), working, null)).toBeNull()
  })
  test('a date is read in each way it is written, and a part of a date is no date', () => {
    expect(dayIn('ngày 31 tháng 8 năm 2021')).toBe('2021-08-31')
    expect(dayIn('31/8/2021')).toBe('2021-08-31')
    expect(dayIn('ngày 31 tháng 2 năm 2021')).toBe('')
    expect(dayIn('tháng 8 năm 2021')).toBe('')
  })
  test('labels of the State and of the Party are parted from their words', () => {
    expect(labelAndText('3- Tập trung các nguồn lực')).toEqual({ label: '3', text: 'Tập trung các nguồn lực' })
    expect(labelAndText('a) Sở Y tế')).toEqual({ label: 'a', text: 'Sở Y tế' })
    expect(labelAndText('- Công an tỉnh')).toEqual({ label: '', text: 'Công an tỉnh' })
    expect(labelAndText('Công an tỉnh')).toEqual({ label: '', text: 'Công an tỉnh' })
  })
  test('blanks and commas at the ends of a selection are left out', () => {
    expect(trimmed('a, Sở Y tế, b', { start: 2, end: 11 })).toEqual({ start: 3, end: 10 })
  })
})

const anyEdit = (now: Working): fc.Arbitrary<Edit> => {
  const id = fc.constantFrom(...valuesOf(now).map((one) => one.id))
  const words = fc.constantFrom('Sở Y tế', 'hằng ngày', '', 'Công an tỉnh')
  return fc.oneof(
    fc.record({ do: fc.constant('text' as const), id, text: words }), fc.record({ do: fc.constant('remove' as const), id }), fc.record({ do: fc.constant('settle' as const), id }),
    fc.record({ do: fc.constant('lower' as const), id }), fc.record({ do: fc.constant('raise' as const), id }), fc.record({ do: fc.constant('join' as const), id }),
    fc.record({ do: fc.constant('clause' as const), label: fc.constant('9'), text: words, spot: fc.constant(null), after: fc.option(id) }),
    fc.record({ do: fc.constant('add' as const), list: fc.constantFrom('recipients' as const, 'distribution' as const), text: words }),
  )
}

describe('whatever is done', () => {
  const steps = fc.array(fc.nat(), { maxLength: 30 }).chain((seeds) => fc.tuple(...seeds.map(() => anyEdit(working))))
  test('undoing as often as was corrected gives back the paper as it was read, and redoing gives back the work', () => {
    fc.assert(fc.property(steps, (edits) => {
      let history = historyOf(working)
      for (const edit of edits) history = stepped(history, edited(history.now, edit))
      const done = history.now
      const count = history.past.length
      for (let n = 0; n < count; n += 1) history = undone(history)
      expect(history.now).toBe(working)
      for (let n = 0; n < count; n += 1) history = redone(history)
      expect(history.now).toBe(done)
    }))
  })
  test('no two things ever carry the same name', () => {
    fc.assert(fc.property(steps, (edits) => {
      const end = edits.reduce(edited, working)
      const ids = valuesOf(end).map((one) => one.id)
      expect(new Set(ids).size).toBe(ids.length)
    }))
  })
  test('what is saved reads back as the same document', () => {
    fc.assert(fc.property(steps, (edits) => {
      const saved = copyOf(edits.reduce(edited, working))
      expect(copyOf(workingOf(saved)).value).toEqual(saved.value)
    }))
  })
  test('only what was named is touched', () => {
    fc.assert(fc.property(fc.constantFrom(...valuesOf(working).map((one) => one.id)), fc.string(), (id, words) => {
      const next = edited(working, { do: 'text', id, text: words })
      for (const one of valuesOf(working)) if (one.id !== id) expect(findValue(next, one.id)?.text).toBe(one.text)
      expect(findValue(next, id)?.text).toBe(words)
    }))
  })
})

describe('marks on the paper', () => {
  test('cutting a line at its marks loses no letter', () => {
    const spots = fc.tuple(fc.nat(text.length), fc.nat(text.length)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
    fc.assert(fc.property(fc.array(spots, { maxLength: 8 }), (places) => {
      const marks = places.filter((one) => one.end > one.start).map((one, n) => ({ ...one, id: String(n), doubt: false, lit: n === 0, clause: false }))
      const shown = linesOf(text).map((line) => piecesOf(line, marks).map((piece) => text.slice(piece.start, piece.end)).join('')).join('\n')
      expect(shown).toBe(text)
    }))
  })
  test('the boxes of a place run together along a line and break at the next', () => {
    const word = (n: number, x: number, y: number) => ({ text: 'x', start: n * 2, end: n * 2 + 1, x0: x, x1: x + 0.1, y0: y, y1: y + 0.02 })
    expect(boxesOf([word(0, 0.1, 0.1), word(1, 0.3, 0.1), word(2, 0.1, 0.14), word(3, 0.3, 0.14)], { start: 2, end: 5 })).toEqual([
      { x0: 0.3, x1: 0.4, y0: 0.1, y1: expect.closeTo(0.12) as number }, { x0: 0.1, x1: 0.2, y0: 0.14, y1: expect.closeTo(0.16) as number },
    ])
  })
})

test('a clause that a warning speaks of is a doubt however sure its letters are, until somebody has looked', () => {
  const warned = workingOf(copy, ['tasks.0'])
  expect(doubtsOf(warned).map((one) => one.id)).toContain('tasks.0')
  expect(doubtsOf(edited(warned, { do: 'settle', id: 'tasks.0' })).map((one) => one.id)).not.toContain('tasks.0')
})

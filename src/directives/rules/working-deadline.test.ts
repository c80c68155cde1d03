import { describe, expect, test } from 'vitest'
import { handleBy } from './clocks.ts'
import { defaultRegisterSettings } from './series.ts'
import { workingDeadline } from './working-deadline.ts'

describe('deadlines in working days', () => {
  test('"trong 03 ngày làm việc" given on a Thursday ends on the Tuesday after', () => {
    expect(workingDeadline('trong 03 ngày làm việc kể từ ngày nhận được văn bản', { within_days: 3, after: 'nhận được văn bản' }, '2026-11-26', '2026-11-20')).toEqual({ norm: { on: '2026-12-01' }, guessed: false })
  })
  test('Tết is not counted', () => {
    expect(workingDeadline('trong thời hạn 05 (năm) ngày làm việc', null, '2021-02-08', null)?.norm).toEqual({ on: '2021-02-22' })
  })
  test('counted from the signing, it starts with the date of the paper', () => {
    expect(workingDeadline('trong 2 ngày làm việc kể từ ngày ban hành', { within_days: 2, after: 'ngày ban hành' }, '2026-11-26', '2026-11-20')?.norm).toEqual({ on: '2026-11-24' })
  })
  test('plain days run through the weekend', () => {
    expect(workingDeadline('trong 03 ngày', { within_days: 3 }, '2026-11-26', null)?.norm).toEqual({ on: '2026-11-29' })
  })
  test('what counts no days, or counts from a case not known yet, is left to a person', () => {
    expect(workingDeadline('trước ngày 05/12/2026', { by: '2026-12-05' }, '2026-11-26', null)).toBeNull()
    expect(workingDeadline('trong 02 ngày làm việc kể từ khi phát hiện ca bệnh', { within_days: 2, after: 'phát hiện ca bệnh' }, '2026-11-26', null)).toBeNull()
  })
  test('a deadline that rests on a Tết not announced yet asks to be looked at', () => {
    expect(workingDeadline('trong 5 ngày làm việc', null, '2027-02-03', null)?.guessed).toBe(true)
  })
  test('a paper that arrives before a holiday is put before the leader on the first working day after it', () => {
    expect(handleBy('2026-04-29T03:00:00.000Z', null, defaultRegisterSettings)).toBe('2026-05-04T16:59:59.999Z')
  })
})

import { expect, test } from 'vitest'
import { databaseFault, startFault } from './faults.ts'

const folder = { dataFolder: '/srv/taicho', databaseUrl: undefined }
const failure = (code: string): Error => Object.assign(new Error('như máy chủ nói'), { code })

test('every fault outside the program is told in two languages with what to do, and keeps what was said', () => {
  for (const code of ['ENOTFOUND', 'ECONNREFUSED', 'ETIMEDOUT', '28P01', '3D000', '42501', '53100', '53300', 'EACCES']) {
    const fault = databaseFault(failure(code), { ...folder, databaseUrl: 'postgres://tinh@may-chu/taicho' })!
    expect(fault.vi, code).toMatch(/[À-ỹ].*\. .*[À-ỹ]/)
    expect(fault.en, code).toMatch(/\. [A-Z]/)
    expect([fault.vi.includes(code), fault.en.includes('như máy chủ nói')]).toEqual([true, true])
  }
})

test('a server of the office and the one that comes with the program are mended differently', () => {
  expect(databaseFault(failure('ECONNREFUSED'), { ...folder, databaseUrl: 'postgres://x/y' })!.en).toContain('DATABASE_URL')
  expect(databaseFault(failure('ECONNREFUSED'), folder)!.en).toContain('/srv/taicho/log/postgres.log')
})

test('a bug of the program is not explained away as a fault of the database', () => {
  expect(databaseFault(new TypeError('x is not a function'), folder)).toBeUndefined()
  expect(databaseFault(failure('23505'), folder)).toBeUndefined()
  expect(databaseFault(Object.assign(failure('ENOENT'), { syscall: 'open', path: '/a/b' }), folder)).toBeUndefined()
})

test('when PostgreSQL does not come up its last lines are explained, and unknown ones point to the log', () => {
  const told = (detail: string): string => startFault({ code: 'database.start_failed', folder: '/srv/taicho/pgdata', detail } as never, folder).en
  expect(told('FATAL: could not write lock file: No space left on device')).toContain('make room')
  expect(told('PANIC: could not locate a valid checkpoint record')).toContain('taicho restore')
  expect(told('FATAL: data directory "pgdata" has invalid permissions')).toContain('700')
  expect(told('FATAL: something new')).toContain('/srv/taicho/log/postgres.log')
})

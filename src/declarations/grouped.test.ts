import { afterAll, describe, expect, it } from 'vitest'
import { useDatabase, type Database } from '../platform/db/index.ts'
import { fairGroups } from './grouped.ts'

// The queue belongs to a database; here any object stands for one.
useDatabase({} as Database)
afterAll(() => { useDatabase(undefined) })

describe('the queue of declarations', () => {
  it('one sender who floods it makes only himself wait', async () => {
    const served: string[] = []
    const submit = fairGroups<string, string>(async (list) => { served.push(...list); return list.map((answer) => ({ ok: true as const, answer })) }, 4)
    const flood = Array.from({ length: 200 }, (_, i) => submit('10.0.0.1', `flood ${i}`))
    const family = submit('10.0.0.2', 'family')
    await Promise.all([...flood, family])
    expect(served.indexOf('family')).toBeLessThan(4)
    expect(served.filter((s) => s.startsWith('flood'))).toEqual(Array.from({ length: 200 }, (_, i) => `flood ${i}`))
  })
  it('an error takes the group back and meets only the one at fault', async () => {
    const written: number[] = []
    const submit = fairGroups<number, number>(async (list) => { if (list.includes(3)) throw new Error('broken'); written.push(...list); return list.map((answer) => ({ ok: true as const, answer })) }, 10)
    const all = await Promise.allSettled([1, 2, 3, 4].map((n) => submit(String(n), n)))
    expect(all.map((a) => a.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    expect(written).toEqual([1, 2, 4])
  })
})

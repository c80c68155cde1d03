import { sql } from 'kysely'
import type { ServerResponse } from 'node:http'
import type pg from 'pg'
import type { Database, Writes } from '../db/index.ts'

/** Live updates: a change names its topics and the organisations that may see it; open screens of those re-ask. No content travels. */
export type LiveEvent = { readonly topics: readonly string[]; readonly organisations: readonly string[] }

const channel = 'taicho_live'
/** Told with the commit: a rolled back change is never announced. */
export async function announce(db: Writes, topics: readonly string[], organisations: readonly string[]): Promise<void> {
  // A notification holds 8,000 bytes; a directive to hundreds of units is announced in parts.
  for (let i = 0; i < organisations.length || i === 0; i += 150)
    await sql`select pg_notify(${channel}, ${JSON.stringify({ topics, organisations: [...new Set(organisations)].slice(i, i + 150) })})`.execute(db)
}

type Listener = { organisationId: string; response: ServerResponse }
export type LiveHub = { readonly add: (organisationId: string, response: ServerResponse) => void; readonly close: () => Promise<void>; readonly count: () => number }

export async function startLive(db: Database, log: { warn: (o: object, m: string) => void }): Promise<LiveHub> {
  const listeners = new Set<Listener>()
  let client: pg.Client | undefined
  let closed = false
  const listen = async (): Promise<void> => {
    try {
      client = await db.ownerClient()
      client.on('notification', (n) => {
        const event = JSON.parse(n.payload ?? '{}') as LiveEvent
        const data = `data: ${JSON.stringify({ topics: event.topics })}\n\n`
        for (const l of listeners) if (event.organisations.includes(l.organisationId)) l.response.write(data)
      })
      client.on('end', () => { if (!closed) setTimeout(() => void listen(), 500).unref() })
      await client.query(`listen ${channel}`)
      // What happened while nobody listened is not known: everybody re-asks.
      for (const l of listeners) l.response.write(`data: ${JSON.stringify({ topics: ['*'] })}\n\n`)
    } catch (e) {
      log.warn({ err: e }, 'live updates wait for the database')
      if (!closed) setTimeout(() => void listen(), 1000).unref()
    }
  }
  await listen()
  const beat = setInterval(() => { for (const l of listeners) l.response.write(': \n\n') }, 25_000)
  beat.unref()
  return {
    count: () => listeners.size,
    add: (organisationId, response) => {
      const l = { organisationId, response }
      listeners.add(l)
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
      response.write('retry: 2000\n\n')
      response.on('close', () => listeners.delete(l))
    },
    close: async () => {
      closed = true
      clearInterval(beat)
      for (const l of listeners) l.response.end()
      await client?.end().catch(() => undefined)
    },
  }
}

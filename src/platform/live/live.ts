import type { ServerResponse } from 'node:http'
import type pg from 'pg'
import { afterCommit, database, type Database, type Writes } from '../db/index.ts'

/** Live updates: a change names its topics and the organisations that may see it; open screens of those re-ask. No content travels. */
export type LiveEvent = { readonly topics: readonly string[]; readonly organisations: readonly string[] }

const channel = 'taicho_live'
/**
 * Told once the change is durable: a rolled back change is never announced. Not with the commit itself, because PostgreSQL lets only one
 * transaction that notifies commit at a time, and every command announces something. A program that dies between its commit and the telling
 * closes its screens' lines too; they ask again when they come back.
 */
export async function announce(db: Writes, topics: readonly string[], organisations: readonly string[]): Promise<void> {
  afterCommit(db, announcement(topics, organisations))
}
/** What tells it, for whoever knows by himself when the change is durable. */
export function announcement(topics: readonly string[], organisations: readonly string[]): () => void {
  const { appPool } = database()
  return () => tell(appPool, topics, organisations)
}

/** What waits to be told, per pool: the first at once, those that come meanwhile together in the next telling. */
const waiting = new WeakMap<pg.Pool, { payloads: Set<string>; telling: boolean }>()
const pauseMs = 25

function tell(pool: pg.Pool, topics: readonly string[], organisations: readonly string[]): void {
  const w = waiting.get(pool) ?? { payloads: new Set<string>(), telling: false }
  waiting.set(pool, w)
  const all = [...new Set(organisations)]
  // A notification holds 8,000 bytes; a directive to hundreds of units is announced in parts.
  for (let i = 0; i < all.length; i += 150) w.payloads.add(JSON.stringify({ topics, organisations: all.slice(i, i + 150) }))
  if (w.telling) return
  w.telling = true
  void flush(pool, w)
}

async function flush(pool: pg.Pool, w: { payloads: Set<string>; telling: boolean }): Promise<void> {
  while (w.payloads.size > 0) {
    const payloads = [...w.payloads]
    w.payloads.clear()
    // A telling is no record: it need not wait for the disk. One that the database did not take is lost with the connection; the listener lost
    // its own with it, and has every screen ask again when it is back.
    await pool.query({ name: 'live.tell', text: `select set_config('synchronous_commit', 'off', true), pg_notify('${channel}', p) from unnest($1::text[]) p`, values: [payloads] }).catch(() => undefined)
    await new Promise((r) => { setTimeout(r, pauseMs).unref() })
  }
  w.telling = false
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

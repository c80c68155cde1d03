import { Worker } from 'node:worker_threads'
import type { Decision } from '../../platform/refusal.ts'
import { accept, refuse } from '../../platform/refusal.ts'
import type { FromThread, Job, ToThread } from './messages.ts'
import { recognise } from './ocr.ts'
import type { PaperRefusal } from './refusals.ts'
import type { Paper, PaperProgress } from './types.ts'

/** From sources the thread is a file beside this one; in the bundle it lies beside the server's bundle. */
const threadFile = import.meta.url.endsWith('.ts') ? new URL('./worker.ts', import.meta.url) : new URL('./paper-worker.mjs', import.meta.url)

const most = 2
const idleMs = 15_000

type Thread = { worker: Worker; busy: boolean; idle: NodeJS.Timeout | undefined; heapMb: number }
const threads: Thread[] = []
const queue: (() => void)[] = []

async function take(heapMb: number): Promise<Thread> {
  for (;;) {
    const free = threads.find((t) => !t.busy && t.heapMb === heapMb)
    if (free !== undefined) { hold(free); return free }
    const other = threads.find((t) => !t.busy)
    if (threads.length >= most && other !== undefined) end(other)
    if (threads.length < most) {
      const worker = new Worker(threadFile, { resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 }, env: {}, stdout: true, stderr: true })
      // The PDF engine prints when it refuses memory; what matters comes back as a message.
      worker.stdout.resume()
      worker.stderr.resume()
      const thread: Thread = { worker, busy: true, idle: undefined, heapMb }
      threads.push(thread)
      return thread
    }
    await new Promise<void>((resolve) => queue.push(resolve))
  }
}

function hold(thread: Thread): void {
  thread.busy = true
  if (thread.idle !== undefined) clearTimeout(thread.idle)
  thread.idle = undefined
  thread.worker.ref()
}

function release(thread: Thread): void {
  thread.busy = false
  thread.worker.unref()
  thread.idle = setTimeout(() => end(thread), idleMs)
  thread.idle.unref()
  queue.shift()?.()
}

function end(thread: Thread): void {
  const at = threads.indexOf(thread)
  if (at >= 0) threads.splice(at, 1)
  if (thread.idle !== undefined) clearTimeout(thread.idle)
  void thread.worker.terminate()
  queue.shift()?.()
}

type Answer = { kind: 'paper'; paper: Paper } | { kind: 'png'; png: Uint8Array }
export type Watch = { readonly onProgress?: ((progress: PaperProgress) => void) | undefined; readonly signal?: AbortSignal | undefined }

let jobs = 0
type Unnumbered<T> = T extends unknown ? Omit<T, 'id'> : never

/**
 * Has one job done in a reading thread. The thread is ended, and the job refused, when one step takes longer than
 * `maxSeconds`, when it runs out of memory, or when the caller gives up. An error of our own is thrown.
 */
export async function inThread(work: Unnumbered<Job>, watch: Watch): Promise<Decision<Answer, PaperRefusal>> {
  const { name, limits } = work
  if (watch.signal?.aborted === true) return refuse({ code: 'paper.cancelled', name })
  const thread = await take(limits.maxHeapMb)
  const id = ++jobs
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined
    let recognising = 0
    const rearm = (): void => {
      clearTimeout(timer)
      // While a picture waits for recognition the thread itself is idle; recognition has its own clock.
      if (recognising === 0) timer = setTimeout(() => stop({ code: 'paper.too_slow', name, maxSeconds: limits.maxSeconds }), limits.maxSeconds * 1000)
    }
    const finish = (keep: boolean): void => {
      clearTimeout(timer)
      thread.worker.off('message', onMessage); thread.worker.off('error', onError); thread.worker.off('exit', onExit)
      watch.signal?.removeEventListener('abort', onAbort)
      if (keep) release(thread); else end(thread)
    }
    const stop = (refusal: PaperRefusal): void => { finish(false); resolve(refuse(refusal)) }
    const onAbort = (): void => stop({ code: 'paper.cancelled', name })
    const onExit = (): void => stop({ code: 'paper.too_heavy', name })
    const onError = (error: Error & { code?: string }): void => {
      finish(false)
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(refuse({ code: 'paper.too_heavy', name }))
      else reject(error)
    }
    const onMessage = (message: FromThread): void => {
      if (message.id !== id) return
      switch (message.say) {
        case 'progress': watch.onProgress?.(message.progress); rearm(); break
        case 'recognise': {
          recognising++
          clearTimeout(timer)
          void recognise(message.pgm, message.line, limits.maxSeconds).then((result) => {
            recognising--
            rearm()
            const reply: ToThread = result.ok ? { say: 'recognised', ask: message.ask, lines: result.lines } : { say: 'not_recognised', ask: message.ask, why: result.why }
            thread.worker.postMessage(reply)
          }, (error: unknown) => { finish(false); reject(error instanceof Error ? error : new Error(String(error))) })
          break
        }
        case 'paper': finish(true); resolve(accept({ kind: 'paper', paper: message.paper })); break
        case 'png': finish(true); resolve(accept({ kind: 'png', png: message.png })); break
        case 'refused': finish(message.clean); resolve(refuse(message.refusal)); break
        case 'failed': finish(false); reject(new Error(`reading "${name}" failed: ${message.message}`)); break
      }
    }
    thread.worker.on('message', onMessage); thread.worker.on('error', onError); thread.worker.on('exit', onExit)
    watch.signal?.addEventListener('abort', onAbort)
    rearm()
    const message: ToThread = { say: 'job', job: { ...work, id } as Job }
    thread.worker.postMessage(message)
  })
}

export const readingThreads = (): number => threads.length
export function endThreads(): void { threads.filter((t) => !t.busy).forEach(end) }

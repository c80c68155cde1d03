import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { today } from '../../platform/clock.ts'
import { isConnectionLoss } from '../../platform/db/index.ts'
import { Refused, type AnyRefusal } from '../../platform/refusal.ts'
import { directory } from '../directory.ts'
import { draftOf } from '../read.ts'
import { newReceiptKey } from '../receipt.ts'
import { openReceipt, withdraw } from '../receipts.ts'
import { answerPage, Draft, firstMissing, nextPlace, placeBefore, placesOf, samePlace, withoutPerson, type Fields, type Place } from '../rules.ts'
import { submit } from '../store.ts'
import { checkPage, questionPage } from './form.ts'
import { html } from './html.ts'
import { page } from './layout.ts'
import { paperPage, receiptPage, startPage, withdrawPage } from './receipt.ts'
import { pageWords } from './words.ts'

type Sentence = (refusal: AnyRefusal) => { vi: string; en: string }
const one = (f: Fields, name: string): string => f[name]?.[0] ?? ''
const langOf = (request: FastifyRequest): 'vi' | 'en' => ((request.query as { lang?: string }).lang === 'en' ? 'en' : 'vi')
const show = (reply: FastifyReply, text: string, status = 200): FastifyReply => reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').header('referrer-policy', 'same-origin').send(text)

function readFields(body: string): Fields {
  const out: Record<string, string[]> = {}
  for (const [name, value] of new URLSearchParams(body)) (out[name] ??= []).push(value)
  return out
}
function readDraft(text: string): Draft | undefined {
  let value: unknown
  try { value = JSON.parse(text) } catch { return undefined }
  const parsed = Draft.safeParse(value)
  return parsed.success ? parsed.data : undefined
}
function readPlace(d: Draft, step: string, at: string): Place | undefined {
  const wanted = { step, at: Number(at) }
  return placesOf(d).find((p) => samePlace(p, wanted as Place))
}

/**
 * Trang khai báo: pages for anybody, without account and without script: each question is a form, the answers travel in it. A resident holds no
 * session, so a form sent from elsewhere can do nothing that the sender could not do himself; changing and withdrawing need the receipt key.
 */
export function declarationPages(app: FastifyInstance, sentenceOf: Sentence): void {
  void app.register(async (scope) => {
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 128 * 1024 }, (_q, body, done) => { done(null, body) })
    scope.setErrorHandler((error, request, reply) => {
      const lang = langOf(request)
      const refusal: AnyRefusal = error instanceof Refused ? error.refusal : isConnectionLoss(error) ? { code: 'database.unavailable' } : { code: 'program.failed', requestId: request.id } as AnyRefusal
      if (refusal.code === 'program.failed') request.log.error({ err: error }, 'declaration page failed')
      const t = pageWords[lang]
      return show(reply, page(lang, { title: t.notDone, body: html`<h1>${t.notDone}</h1><div class="bad" role="alert">${sentenceOf(refusal)[lang]}</div><p><a href="/khai-bao?lang=${lang}">${t.title}</a></p>` }), refusal.code === 'program.failed' ? 500 : refusal.code === 'database.unavailable' ? 503 : 422)
    })

    scope.get('/khai-bao', (request, reply) => show(reply, startPage(langOf(request), newReceiptKey())))
    scope.get('/khai-bao/giay', (request, reply) => show(reply, paperPage(langOf(request), today())))
    scope.get('/khai-bao/phieu/:key', async (request, reply) => show(reply, receiptPage(await openReceipt((request.params as { key: string }).key), await directory(), originOf(request), langOf(request), false)))

    scope.post('/khai-bao/phieu', async (request, reply) => {
      const f = readFields(String(request.body ?? '')); const lang = one(f, 'lang') === 'en' ? 'en' : 'vi'
      try { const r = await openReceipt(one(f, 'key')); return await reply.redirect(`/khai-bao/phieu/${r.key}?lang=${lang}`, 303) } catch (e) {
        if (e instanceof Refused && e.refusal.code === 'declaration.receipt_unknown') return show(reply, startPage(lang, newReceiptKey(), sentenceOf(e.refusal)[lang]), 422)
        throw e
      }
    })
    scope.post('/khai-bao/phieu/sua', async (request, reply) => {
      const f = readFields(String(request.body ?? '')); const lang = one(f, 'lang') === 'en' ? 'en' : 'vi'
      const r = await openReceipt(one(f, 'key'))
      if (r.kept.state === 'withdrawn') throw new Refused({ code: 'declaration.withdrawn' })
      return show(reply, checkPage({ ...draftOf(r.kept, r.key), lang }, await directory()))
    })
    scope.post('/khai-bao/phieu/rut', async (request, reply) => {
      const f = readFields(String(request.body ?? '')); const lang = one(f, 'lang') === 'en' ? 'en' : 'vi'
      const r = await openReceipt(one(f, 'key'))
      if (one(f, 'sure') !== '1') return show(reply, withdrawPage(r.key, r.kept.reference, lang))
      await withdraw(r.key)
      return reply.redirect(`/khai-bao/phieu/${r.key}?lang=${lang}`, 303)
    })

    scope.post('/khai-bao', async (request, reply) => {
      const f = readFields(String(request.body ?? ''))
      const read = readDraft(one(f, 'draft'))
      if (!read) return show(reply, startPage(langOf(request), newReceiptKey(), pageWords[langOf(request)].lost), 422)
      const dir = await directory()
      const at = (d: Draft, p: Place): FastifyReply => show(reply, p.step === 'check' ? checkPage(d, dir) : questionPage(d, p, dir))
      const here = readPlace(read, one(f, 'step'), one(f, 'at')) ?? placesOf(read)[0]!
      if (one(f, 'act') === 'begin') return at(read, placesOf(read)[0]!)
      if (one(f, 'act') === 'language') return at({ ...read, lang: read.lang === 'vi' ? 'en' : 'vi' }, here)
      if (one(f, 'act') === 'back') return at(read, read.review ? { step: 'check', at: 0 } : placeBefore(read, here) ?? here)
      if (here.step === 'check') {
        if (f['remove']) return at(withoutPerson(read, Number(one(f, 'remove'))), here)
        if (f['go']) {
          const [step, who] = one(f, 'go').split('.')
          // One more person: the pages of the new one follow, then the summary again.
          if (step === 'more') return withMore(read, dir, reply)
          return at(read, readPlace(read, step ?? '', who ?? '') ?? here)
        }
        const lacking = firstMissing(read)
        if (lacking) return at({ ...read, review: true }, lacking)
        try {
          const done = await submit(request.ip, { draft: read })
          return await reply.redirect(`/khai-bao/phieu/${done.key}?lang=${read.lang}`, 303)
        } catch (e) {
          if (e instanceof Refused) return show(reply, checkPage(read, dir, sentenceOf(e.refusal)[read.lang]), e.refusal.code === 'database.unavailable' ? 503 : 422)
          throw e
        }
      }
      const said = answerPage(read, here, f, dir.context)
      if (said.problem !== undefined) return show(reply, questionPage(read, here, dir, { problem: said.problem, field: said.field, typed: f }), 422)
      return at(said.draft, said.draft.review ? firstMissing(said.draft) ?? { step: 'check', at: 0 } : nextPlace(said.draft, here))
    })

    function withMore(d: Draft, dir: Awaited<ReturnType<typeof directory>>, reply: FastifyReply): FastifyReply {
      const last = { step: 'more', at: d.people.length - 1 } as const
      const said = answerPage(d, last, { more: ['yes'] }, dir.context)
      if (said.problem !== undefined) return show(reply, checkPage(d, dir, pageWords[d.lang].problem[said.problem]), 422)
      return show(reply, questionPage(said.draft, { step: 'name', at: d.people.length }, dir))
    }
  })
}

const originOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}`

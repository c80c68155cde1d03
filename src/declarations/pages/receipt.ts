import encodeQR from 'qr'
import { formatDay, formatInstant } from '../../platform/dates.ts'
import type { Directory } from '../directory.ts'
import { draftOf } from '../read.ts'
import { showKey } from '../receipt.ts'
import type { Receipt } from '../receipts.ts'
import { journeySteps, personSteps, placesOf, type Draft } from '../rules.ts'
import { declarationWords, sayMust, sayWhy } from '../words.ts'
import { sayAnswer } from './form.ts'
import { html, trusted } from './html.ts'
import { languageLink, page } from './layout.ts'
import { pageWords } from './words.ts'

/** Biên nhận: what was sent, to whom, what to do and why, and who has looked since. */
export function receiptPage(r: Receipt, dir: Directory, origin: string, lang: 'vi' | 'en', sent: boolean): string {
  const t = pageWords[lang]; const w = declarationWords[lang]; const { kept } = r
  const path = `/khai-bao/phieu/${r.key}`
  const d: Draft = { ...draftOf(kept, r.key), lang }
  const gone = kept.state === 'withdrawn'
  const title = gone ? t.withdrawnTitle : sent ? t.sentTitle : t.receipt
  const body = html`<h1>${title}</h1>
<p><span class="soft">${t.reference}</span> <b class="code">${kept.reference}</b></p><p class="soft">${t.to}: <b>${dir.index.byId.get(kept.unitId)?.fullName ?? kept.unitName}</b>. ${t.sentAt} ${formatInstant(kept.submittedAt)}.${kept.state === 'visited' && html` ${t.visitedNote}`}</p>
${!gone && html`<section aria-labelledby="must"><h2 id="must">${t.mustDo}</h2>${kept.people.map((p) => { const said = { ...p.triage, action: p.action, endsOn: p.endsOn }; return html`<div class="must"><p><b>${p.said.name ?? ''}</b>${p.said.name && ': '}<b>${w.action[p.action]}</b></p>${sayMust(said, lang).map((s) => html`<p>${s}</p>`)}${said.why.length > 0 && html`<p class="soft">${t.why}: ${sayWhy(said, lang)}</p>`}</div>` })}</section>
<div class="qr" role="img" aria-label="QR">${trusted(encodeQR(`${origin}${path}`, 'svg'))}</div><p><span class="soft">${t.key}</span><br><b class="code">${showKey(r.key)}</b></p><p>${t.keep}</p><p class="soft no-print">${t.print}</p>
<div class="actions no-print"><form method="post" action="/khai-bao/phieu/sua"><input type="hidden" name="key" value="${r.key}"><input type="hidden" name="lang" value="${lang}"><button class="quiet">${t.edit}</button></form>
<form method="post" action="/khai-bao/phieu/rut"><input type="hidden" name="key" value="${r.key}"><input type="hidden" name="lang" value="${lang}"><button class="danger">${t.withdraw}</button></form></div>`}
<section aria-labelledby="said"><h2 id="said">${t.title}</h2><dl>${placesOf(d).filter((p) => p.step !== 'more' && p.step !== 'check').map((p) => html`<div><dt>${t.q[p.step].replace(/\?$/, '')}</dt><dd>${sayAnswer(d, p, dir)}</dd></div>`)}</dl></section>
<section class="no-print" aria-labelledby="looks"><h2 id="looks">${t.looks}</h2>${r.looks.length === 0 ? html`<p class="soft">${t.noLooks}</p>` : html`<ul>${r.looks.map((l) => html`<li>${formatInstant(l.at)}: ${l.organisation ?? t.unnamed}${l.post && `, ${l.post}`}${l.purpose && `. ${l.purpose}`}</li>`)}</ul>`}</section>
<p class="no-print"><a href="/khai-bao?lang=${lang}">${t.again}</a></p>`
  return page(lang, { title, body, switchForm: languageLink(lang, path) })
}

export function withdrawPage(key: string, reference: string, lang: 'vi' | 'en'): string {
  const t = pageWords[lang]
  return page(lang, {
    title: t.withdrawSure, body: html`<h1>${t.withdrawSure}</h1><p><b class="code">${reference}</b></p><p>${t.withdrawText}</p>
<form method="post" action="/khai-bao/phieu/rut"><input type="hidden" name="key" value="${key}"><input type="hidden" name="lang" value="${lang}"><input type="hidden" name="sure" value="1"><div class="actions"><button class="danger">${t.withdraw}</button><a class="button quiet" href="/khai-bao/phieu/${key}?lang=${lang}">${t.back}</a></div></form>`,
  })
}

export function startPage(lang: 'vi' | 'en', key: string, problem?: string): string {
  const t = pageWords[lang]
  const body = html`${problem && html`<div class="bad" role="alert">${problem}</div>`}<h1>${t.title}</h1><p>${t.intro}</p><ul>${t.introPoints.map((p) => html`<li>${p}</li>`)}</ul>
<form method="post" action="/khai-bao"><input type="hidden" name="draft" value="${JSON.stringify({ v: 1, key, lang, people: [{}] })}"><input type="hidden" name="act" value="begin"><div class="actions"><button>${t.begin}</button></div></form>
<h2>${t.have}</h2><form method="post" action="/khai-bao/phieu"><input type="hidden" name="lang" value="${lang}"><div class="field"><label for="key">${t.key}</label><span class="hint">${t.keyHint}</span><input type="text" id="key" name="key" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="60"></div><div class="actions"><button class="quiet">${t.open}</button></div></form>
<p><a href="/khai-bao/giay?lang=${lang}">${t.paper}</a></p>`
  return page(lang, { title: t.title, body, switchForm: languageLink(lang, '/khai-bao') })
}

/** Tờ khai giấy: the same questions in the same order, to be printed and typed in by an officer. */
export function paperPage(lang: 'vi' | 'en', day: string): string {
  const t = pageWords[lang]; const w = declarationWords[lang]
  const boxes = (list: readonly string[]): string => list.map((x) => `☐ ${x}`).join('   ')
  const choices: Partial<Record<string, string>> = {
    origin: boxes([t.viet_nam, t.abroad, t.unknown]), vehicle: boxes(Object.values(w.vehicle)), sex: boxes([w.sex.male, w.sex.female]), symptoms: boxes([...Object.values(w.symptom), w.noSymptoms, w.unknown]), contact: boxes(Object.values(w.known)),
    vaccination: boxes([t.dosesNone, ...['1', '2', '3', '4'].map((n) => w.doses(n)), w.unknown]), recovered: boxes(Object.values(w.known)), route: `${t.transitQ} ${boxes(Object.values(w.known))}`,
  }
  const table = (steps: readonly string[]) => html`<table><tbody>${steps.filter((s) => s !== 'more').map((s) => html`<tr><th scope="row">${t.q[s as 'name'].replace(/\?$/, '')}</th><td class="blank">${choices[s] ?? ''}</td></tr>`)}</tbody></table>`
  return page(lang, { title: t.title, body: html`<h1>${t.title}</h1><p>${t.paperNote}</p>${table(journeySteps)}<h2>${t.paperPerson}</h2>${[1, 2].map((n) => html`<p><b>${t.person(String(n))}</b></p>${table(personSteps)}`)}<p class="soft">${formatDay(day)}</p><p class="soft no-print">${t.print}</p>`, switchForm: languageLink(lang, '/khai-bao/giay') })
}

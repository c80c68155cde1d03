import { formatDay } from '../../platform/dates.ts'
import { readBirth, showPhone } from '../../people/index.ts'
import type { Directory } from '../directory.ts'
import { placesOf, samePlace, symptomCodes, vehicleCodes, type Draft, type Fields, type PersonDraft, type Place, type Problem, type Step } from '../rules.ts'
import { declarationWords } from '../words.ts'
import { html, type Html, type Part } from './html.ts'
import { page } from './layout.ts'
import { pageWords } from './words.ts'

export type Wrong = { readonly problem: Problem; readonly field: string; readonly typed: Fields }

const showDay = (day: string | undefined, unknown: string): string => (day === undefined ? '' : day === 'unknown' ? unknown : formatDay(day))
const hidden = (d: Draft, here?: Place): Html => html`<input type="hidden" name="draft" value="${JSON.stringify(d)}">${here && html`<input type="hidden" name="step" value="${here.step}"><input type="hidden" name="at" value="${here.at}">`}`

/** One question on one page. What was typed wrongly stands as it was typed, with what is wrong beside it. */
export function questionPage(d: Draft, here: Place, dir: Directory, wrong?: Wrong): string {
  const t = pageWords[d.lang]; const w = declarationWords[d.lang]
  const p: PersonDraft = d.people[here.at] ?? {}
  const typed = (name: string, value: string | undefined): string => wrong?.typed[name]?.[0] ?? value ?? ''
  const bad = (name: string): Html | false => wrong?.field === name && html` aria-invalid="true" aria-describedby="bad"`
  const text = (name: string, label: string, value: string | undefined, more: { hint?: string; type?: 'text' | 'tel'; mode?: string; fill?: string; most?: number } = {}): Html =>
    html`<div class="field"><label for="${name}">${label}</label>${more.hint && html`<span class="hint">${more.hint}</span>`}<input type="${more.type ?? 'text'}" id="${name}" name="${name}" value="${typed(name, value)}" maxlength="${more.most ?? 300}"${more.mode && html` inputmode="${more.mode}"`} autocomplete="${more.fill ?? 'off'}"${bad(name)}></div>`
  const pick = (name: string, code: string, label: string, on: boolean, type: 'radio' | 'checkbox' = 'radio'): Html => {
    const chosen = wrong?.typed[name] ? wrong.typed[name].includes(code) : on
    return html`<label class="pick"><input type="${type}" name="${name}" value="${code}"${chosen && html` checked`}${bad(name)}> <span>${label}</span></label>`
  }
  const known = (name: string, now: string | undefined): Part => (['yes', 'no', 'unknown'] as const).map((k) => pick(name, k, w.known[k], now === k))
  const select = (name: string, label: string, now: string | undefined, options: readonly { id: string; label: string }[]): Html =>
    html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}"${bad(name)}><option value="">${t.choose}</option>${options.map((o) => html`<option value="${o.id}"${typed(name, now) === o.id && html` selected`}>${o.label}</option>`)}</select></div>`
  const nameOf = (u: { fullName: string; fullNameEn: string | null }): string => (d.lang === 'en' ? u.fullNameEn ?? u.fullName : u.fullName)
  const single = here.step === 'address' || here.step === 'phone' || here.step === 'name' || here.step === 'number'

  const fields = ((): Part => {
    switch (here.step) {
      case 'commune': {
        const byProvince = new Map<string, string[]>()
        for (const [id, province] of dir.destinations) byProvince.set(province, [...(byProvince.get(province) ?? []), id])
        return html`<div class="field"><label for="unit">${t.commune}</label><select id="unit" name="unit"${bad('unit')}><option value="">${t.choose}</option>${[...byProvince.values()].map((ids) => ids.map((id) => html`<option value="${id}"${typed('unit', d.unit) === id && html` selected`}>${nameOf(dir.index.byId.get(id)!)}</option>`))}</select></div>`
      }
      case 'address': return text('address', t.q.address, d.address, { fill: 'street-address' })
      case 'origin': return [
        pick('origin', 'viet_nam', t.viet_nam, d.origin === 'viet_nam'), select('province', t.province, d.originProvince, dir.provinces.map((u) => ({ id: u.id, label: nameOf(u) }))),
        pick('origin', 'abroad', t.abroad, d.origin === 'abroad'), text('country', t.country, d.originText, { fill: 'country-name', most: 200 }), pick('origin', 'unknown', t.unknown, d.origin === 'unknown'),
      ]
      case 'origin_unit': return select('unit', t.commune, d.originUnit, [{ id: 'unknown', label: t.unknown }, ...dir.communesOf(d.originProvince ?? '').map((u) => ({ id: u.id, label: nameOf(u) }))])
      case 'left': return [text('day', t.date, d.leftOn === 'unknown' ? '' : showDay(d.leftOn, ''), { hint: t.dayHint, mode: 'numeric' }), text('time', `${t.time} (${t.optional})`, d.leftAt, { hint: t.timeHint }), pick('unknown', '1', t.unknown, d.leftOn === 'unknown', 'checkbox')]
      case 'arrived': return text('day', t.date, showDay(d.arrivedOn, ''), { hint: t.dayHint, mode: 'numeric' })
      case 'vehicle': return [vehicleCodes.map((v) => pick('vehicle', v, w.vehicle[v], d.vehicle === v)), text('number', `${t.vehicleNumber} (${t.optional})`, d.vehicleNumber, { most: 60 }), text('seat', `${t.seat} (${t.optional})`, d.seat, { most: 40 })]
      case 'route': return [html`<div class="field"><label for="route">${t.q.route}</label><textarea id="route" name="route" maxlength="1000">${typed('route', d.route)}</textarea></div>`, html`<fieldset><legend><b>${t.transitQ}</b></legend>${known('transit', d.transit)}</fieldset>`]
      case 'phone': return text('phone', t.q.phone, d.phone ? showPhone(d.phone) : '', { type: 'tel', fill: 'tel', most: 40 })
      case 'name': return text('name', t.q.name, p.name, { fill: 'name', most: 120 })
      case 'birth': {
        const [day, month, year] = birthParts(p.birth)
        return [html`<div class="row short">${text('day', t.day, day, { mode: 'numeric', fill: 'bday-day', most: 2 })}${text('month', t.month, month, { mode: 'numeric', fill: 'bday-month', most: 2 })}${text('year', t.year, year, { mode: 'numeric', fill: 'bday-year', most: 4 })}</div>`, pick('unknown', '1', t.unknown, p.birth === '', 'checkbox')]
      }
      case 'sex': return (['male', 'female', 'unknown'] as const).map((s) => pick('sex', s, w.sex[s], p.sex === s))
      case 'number': return text('number', t.q.number, p.number, { most: 40 })
      case 'symptoms': return [symptomCodes.map((s) => pick('symptom', s, w.symptom[s], Array.isArray(p.symptoms) && p.symptoms.includes(s), 'checkbox')), pick('symptom', 'none', w.noSymptoms, Array.isArray(p.symptoms) && p.symptoms.length === 0, 'checkbox'), pick('symptom', 'unknown', t.unknown, p.symptoms === 'unknown', 'checkbox')]
      case 'contact': return known('contact', p.contact)
      case 'vaccination': return [pick('doses', '0', t.dosesNone, p.doses === 0), [1, 2, 3, 4].map((n) => pick('doses', String(n), w.doses(String(n)), p.doses === n)), pick('doses', 'unknown', t.unknown, p.doses === 'unknown'), text('day', `${t.lastDose} (${t.optional})`, p.lastDose === 'unknown' ? '' : showDay(p.lastDose, ''), { hint: t.dayHint, mode: 'numeric' })]
      case 'recovered': return [known('recovered', p.recovered), text('day', `${t.recoveredOn} (${t.optional})`, p.recoveredOn === 'unknown' ? '' : showDay(p.recoveredOn, ''), { hint: t.dayHint, mode: 'numeric' })]
      case 'more': return [pick('more', 'no', t.moreNo, true), pick('more', 'yes', t.moreYes, false)]
      case 'check': return null
    }
  })()
  const all = placesOf(d); const at = all.findIndex((x) => samePlace(x, here))
  const title = t.q[here.step]
  const heading = html`<h1 id="q">${title}</h1>${t.hint[here.step] && html`<span class="hint" id="hint">${t.hint[here.step]}</span>`}`
  const body = html`${wrong && html`<div class="bad" id="bad" role="alert"><b>${t.error}:</b> ${t.problem[wrong.problem]}</div>`}
<p class="soft"><small>${t.step(String(at + 1), String(all.length))}${d.people.length > 1 && isPerson(here.step) && html` · ${t.person(String(here.at + 1))}${p.name && html`: ${p.name}`}`}</small></p>
<form method="post" action="/khai-bao" autocomplete="on" novalidate>${hidden(d, here)}${single ? [heading, fields] : html`<fieldset${t.hint[here.step] && html` aria-describedby="hint"`}><legend>${html`<h1 id="q">${title}</h1>`}</legend>${t.hint[here.step] && html`<span class="hint" id="hint">${t.hint[here.step]}</span>`}${fields}</fieldset>`}
<div class="actions"><button name="act" value="next">${t.next}</button>${at > 0 && html`<button class="quiet" name="act" value="back" formnovalidate>${t.back}</button>`}</div></form>`
  return page(d.lang, { title, body, switchForm: languageForm(d, here) })
}
const isPerson = (s: Step): boolean => ['name', 'birth', 'sex', 'number', 'symptoms', 'contact', 'vaccination', 'recovered', 'more'].includes(s)
export const languageForm = (d: Draft, here: Place): Html => html`<form method="post" action="/khai-bao" class="lang">${hidden(d, here)}<button class="plain" name="act" value="language" lang="${d.lang === 'vi' ? 'en' : 'vi'}">${pageWords[d.lang].other}</button></form>`

function birthParts(birth: string | undefined): [string, string, string] {
  const b = birth ? readBirth(birth) : undefined
  if (!b) return ['', '', '']
  const [y, m, day] = b.date.split('-') as [string, string, string]
  return [b.precision === 'day' ? String(+day) : '', b.precision === 'year' ? '' : String(+m), y]
}

/** An answer as it is read back, on the summary, the receipt and the screens. */
export function sayAnswer(d: Draft, here: Place, dir: Directory): string {
  const t = pageWords[d.lang]; const w = declarationWords[d.lang]
  const p: PersonDraft = d.people[here.at] ?? {}
  const unitName = (id: string | undefined): string => { const u = id === undefined ? undefined : dir.index.byId.get(id); return u ? (d.lang === 'en' ? u.fullNameEn ?? u.fullName : u.fullName) : '' }
  switch (here.step) {
    case 'commune': return unitName(d.unit)
    case 'address': return d.address || w.unknown
    case 'origin': return d.origin === 'viet_nam' ? unitName(d.originProvince) : d.origin === 'abroad' ? d.originText ?? '' : w.unknown
    case 'origin_unit': return d.originUnit === 'unknown' ? w.unknown : unitName(d.originUnit)
    case 'left': return d.leftOn === 'unknown' ? w.unknown : `${showDay(d.leftOn, '')}${d.leftAt ? ` ${d.leftAt}` : ''}`
    case 'arrived': return showDay(d.arrivedOn, '')
    case 'vehicle': return [d.vehicle ? w.vehicle[d.vehicle] : '', d.vehicleNumber, d.seat ? `${t.seat} ${d.seat}` : ''].filter(Boolean).join(', ')
    case 'route': return [d.route ?? '', `${t.transitQ} ${d.transit ? w.known[d.transit] : ''}`].filter(Boolean).join('. ')
    case 'phone': return d.phone ? showPhone(d.phone) : w.noPhone
    case 'name': return p.name ?? ''
    case 'birth': { if (!p.birth) return w.unknown; const [day, month, year] = birthParts(p.birth); return [day, month, year].filter(Boolean).join('/') }
    case 'sex': return p.sex ? w.sex[p.sex] : ''
    case 'number': return p.number || w.noNumber
    case 'symptoms': return p.symptoms === 'unknown' ? w.unknown : (p.symptoms ?? []).map((s) => w.symptom[s]).join(', ') || w.noSymptoms
    case 'contact': return p.contact ? w.known[p.contact] : ''
    case 'vaccination': return p.doses === 'unknown' ? w.unknown : p.doses === 0 ? t.dosesNone : `${w.doses(String(p.doses ?? ''))}, ${showDay(p.lastDose, t.unknownDay)}`
    case 'recovered': return p.recovered === 'yes' ? `${w.known.yes}, ${showDay(p.recoveredOn, t.unknownDay)}` : p.recovered ? w.known[p.recovered] : ''
    case 'more': case 'check': return ''
  }
}

/** Kiểm tra: everything on one page, each answer one press away from being changed. */
export function checkPage(d: Draft, dir: Directory, refusal?: string): string {
  const t = pageWords[d.lang]
  const line = (here: Place): Html => html`<div><dt>${t.q[here.step].replace(/\?$/, '')}</dt><dd>${sayAnswer(d, here, dir)}</dd><dd class="act"><button form="f" class="plain" name="go" value="${here.step}.${here.at}">${t.change}<span class="sr"> ${t.q[here.step]}${isPerson(here.step) && d.people.length > 1 && ` ${t.person(String(here.at + 1))}`}</span></button></dd></div>`
  const all = placesOf(d).filter((p) => p.step !== 'more' && p.step !== 'check')
  const body = html`${refusal && html`<div class="bad" role="alert"><b>${t.notDone}.</b> ${refusal}</div>`}<h1>${t.q.check}</h1><p class="hint">${t.hint.check}</p>
<form method="post" action="/khai-bao" id="f">${hidden(d, { step: 'check', at: 0 })}<button class="sr" name="act" value="send" tabindex="-1" aria-hidden="true">${t.send}</button></form>
<dl>${all.filter((p) => !isPerson(p.step)).map(line)}</dl>${d.people.map((_, i) => html`<h2>${t.person(String(i + 1))}</h2><dl>${all.filter((p) => isPerson(p.step) && p.at === i).map(line)}</dl>${d.people.length > 1 && html`<button form="f" class="plain" name="remove" value="${i}">${t.remove}</button>`}`)}
<p><button form="f" class="quiet" name="go" value="more.${d.people.length - 1}">${t.moreYes}</button></p>
<div class="actions"><button form="f" name="act" value="send">${t.send}</button></div>`
  return page(d.lang, { title: t.q.check, body, switchForm: languageForm(d, { step: 'check', at: 0 }) })
}

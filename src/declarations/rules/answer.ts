import { addDays, type PlainDate } from '../../platform/dates.ts'
import { birthOf, readBirth, readIdentifier, readPhone } from '../../people/rules.ts'
import { mostPeople, symptomCodes, vehicleCodes, type Draft, type PersonDraft, type Place, type Symptom } from './draft.ts'

/** What a page asks the directory for. */
export type FormContext = { readonly today: PlainDate; readonly isDestination: (unitId: string) => boolean; readonly isProvince: (unitId: string) => boolean; readonly isCommuneOf: (unitId: string, provinceId: string) => boolean }
export type Problem = 'choose' | 'commune_unknown' | 'name_missing' | 'birth_unreadable' | 'birth_in_future' | 'phone_unreadable' | 'number_unreadable' | 'day_unreadable' | 'day_in_future' | 'arrived_too_far' | 'arrived_before_left' | 'day_too_old' | 'country_missing' | 'time_unreadable' | 'people_too_many'
export type Answered = { readonly draft: Draft; readonly problem?: undefined } | { readonly draft: Draft; readonly problem: Problem; readonly field: string }
/** The fields of one page as the browser sent them. */
export type Fields = { readonly [name: string]: readonly string[] }

const squeezed = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()
/** Journeys older than this are not asked about. */
const oldestJourney = 60

/** Reads `1/2/2026` or the browser's `2026-02-01`. */
function readDay(text: string): PlainDate | undefined { const b = readBirth(text); return b?.precision === 'day' ? b.date : undefined }

/** The answer of one page put into the draft, or what is wrong with it. Nothing of the draft is lost by a wrong answer. */
export function answerPage(draft: Draft, here: Place, fields: Fields, context: FormContext): Answered {
  const one = (name: string, most = 300): string => squeezed(fields[name]?.[0] ?? '').slice(0, most)
  const chosen = <T extends string>(name: string, of: readonly T[]): T | undefined => of.find((c) => c === one(name))
  const wrong = (problem: Problem, field: string, kept: Draft = draft): Answered => ({ draft: kept, problem, field })
  const put = (part: Partial<Draft>): Answered => ({ draft: { ...draft, ...part } })
  const who = (part: Partial<PersonDraft>): Draft => ({ ...draft, people: draft.people.map((p, i) => (i === here.at ? { ...p, ...part } : p)) })
  const known = ['yes', 'no', 'unknown'] as const

  switch (here.step) {
    case 'commune': { const unit = one('unit'); return unit === '' ? wrong('choose', 'unit') : context.isDestination(unit) ? put({ unit }) : wrong('commune_unknown', 'unit') }
    case 'address': return put({ address: one('address') })
    case 'origin': {
      const origin = chosen('origin', ['viet_nam', 'abroad', 'unknown'])
      if (origin === undefined) return wrong('choose', 'origin')
      const { originProvince: _p, originUnit: _u, originText: _t, ...rest } = draft
      if (origin === 'unknown') return { draft: { ...rest, origin } }
      if (origin === 'abroad') { const originText = one('country', 200); return originText === '' ? wrong('country_missing', 'country', { ...rest, origin }) : { draft: { ...rest, origin, originText } } }
      const province = one('province')
      if (!context.isProvince(province)) return wrong('choose', 'province', { ...rest, origin })
      const kept = draft.originProvince === province && draft.originUnit !== undefined ? { originUnit: draft.originUnit } : {}
      return { draft: { ...rest, origin, originProvince: province, ...kept } }
    }
    case 'origin_unit': { const unit = one('unit'); return unit === 'unknown' || context.isCommuneOf(unit, draft.originProvince ?? '') ? put({ originUnit: unit }) : wrong('choose', 'unit') }
    case 'left': {
      if (one('unknown') === '1') return put({ leftOn: 'unknown', leftAt: '' })
      const day = readDay(one('day')); const time = one('time')
      if (!day) return wrong('day_unreadable', 'day')
      if (day > context.today) return wrong('day_in_future', 'day')
      if (day < addDays(context.today, -oldestJourney)) return wrong('day_too_old', 'day')
      if (time !== '' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return wrong('time_unreadable', 'time')
      return put({ leftOn: day, leftAt: time })
    }
    case 'arrived': {
      const day = readDay(one('day'))
      if (!day) return wrong('day_unreadable', 'day')
      if (day > addDays(context.today, 7)) return wrong('arrived_too_far', 'day')
      if (day < addDays(context.today, -oldestJourney)) return wrong('day_too_old', 'day')
      return draft.leftOn !== undefined && draft.leftOn !== 'unknown' && day < draft.leftOn ? wrong('arrived_before_left', 'day') : put({ arrivedOn: day })
    }
    case 'vehicle': { const vehicle = chosen('vehicle', vehicleCodes); return vehicle === undefined ? wrong('choose', 'vehicle') : put({ vehicle, vehicleNumber: one('number', 60), seat: one('seat', 40) }) }
    case 'route': { const transit = chosen('transit', known); const route = one('route', 1_000); return transit === undefined ? wrong('choose', 'transit', { ...draft, route }) : put({ route, transit }) }
    case 'phone': { const phone = one('phone', 40); if (phone === '') return put({ phone: '' }); const read = readPhone(phone); return read && read.kind !== 'odd' ? put({ phone: read.number }) : wrong('phone_unreadable', 'phone') }
    case 'name': { const name = one('name', 120); return /\p{L}{2}/u.test(name) ? { draft: who({ name }) } : wrong('name_missing', 'name') }
    case 'birth': {
      if (one('unknown') === '1') return { draft: who({ birth: '' }) }
      const [d, m, y] = [one('day'), one('month'), one('year')]
      const birth = /^\d{4}$/.test(y) && /^\d{0,2}$/.test(m) && /^\d{0,2}$/.test(d) && !(d !== '' && m === '') ? birthOf(+y, m === '' ? undefined : +m, d === '' ? undefined : +d) : undefined
      if (!birth) return wrong('birth_unreadable', 'year')
      if (birth.date > context.today) return wrong('birth_in_future', 'year')
      return { draft: who({ birth: birth.precision === 'day' ? birth.date : birth.precision === 'month' ? `${birth.date.slice(5, 7)}/${birth.date.slice(0, 4)}` : birth.date.slice(0, 4) }) }
    }
    case 'sex': { const sex = chosen('sex', ['male', 'female', 'unknown']); return sex === undefined ? wrong('choose', 'sex') : { draft: who({ sex }) } }
    case 'number': { const number = one('number', 40); return number === '' || readIdentifier(number) !== undefined ? { draft: who({ number }) } : wrong('number_unreadable', 'number') }
    case 'symptoms': {
      const said = fields['symptom'] ?? []
      if (said.includes('unknown')) return { draft: who({ symptoms: 'unknown' }) }
      const symptoms = symptomCodes.filter((s): s is Symptom => said.includes(s))
      return symptoms.length === 0 && !said.includes('none') ? wrong('choose', 'symptom') : { draft: who({ symptoms }) }
    }
    case 'contact': { const contact = chosen('contact', known); return contact === undefined ? wrong('choose', 'contact') : { draft: who({ contact }) } }
    case 'vaccination': {
      const doses = one('doses')
      if (doses === 'unknown' || doses === '0') { const next = who({ doses: doses === '0' ? 0 : 'unknown' }); return { draft: { ...next, people: next.people.map((p, i) => { if (i !== here.at) return p; const { lastDose: _, ...rest } = p; return rest }) } } }
      if (!/^[1-6]$/.test(doses)) return wrong('choose', 'doses')
      const text = one('day'); const day = text === '' ? 'unknown' : readDay(text)
      if (day === undefined) return wrong('day_unreadable', 'day', who({ doses: +doses }))
      return day !== 'unknown' && day > context.today ? wrong('day_in_future', 'day', who({ doses: +doses })) : { draft: who({ doses: +doses, lastDose: day }) }
    }
    case 'recovered': {
      const recovered = chosen('recovered', known)
      if (recovered === undefined) return wrong('choose', 'recovered')
      const text = one('day'); const day = recovered !== 'yes' || text === '' ? 'unknown' : readDay(text)
      if (day === undefined) return wrong('day_unreadable', 'day', who({ recovered }))
      return day !== 'unknown' && day > context.today ? wrong('day_in_future', 'day', who({ recovered })) : { draft: who({ recovered, recoveredOn: day }) }
    }
    case 'more': {
      if (one('more') === 'no') return put({ review: true })
      if (one('more') !== 'yes') return wrong('choose', 'more')
      if (draft.people.length >= mostPeople) return wrong('people_too_many', 'more')
      const { review: _, ...rest } = draft
      return { draft: { ...rest, people: [...draft.people, {}] } }
    }
    case 'check': return { draft }
  }
}

/** Takes one person out of a family's declaration; the last one stays. */
export const withoutPerson = (d: Draft, at: number): Draft => (d.people.length < 2 ? d : { ...d, people: d.people.filter((_, i) => i !== at) })

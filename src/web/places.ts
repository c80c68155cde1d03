import { mayEnter, type Place } from './room.ts'
import { rooms } from './routes.tsx'
import type { Me } from './session.ts'

export const lines = ['own', 'command', 'field', 'logistics', 'system'] as const

/** The places the post may enter, in the order of the navigation. */
export const placesOf = (me: Me): Place[] =>
  rooms.flatMap((room) => room.places).filter((place) => mayEnter(me, place))
    .sort((a, b) => lines.indexOf(a.line) - lines.indexOf(b.line) || a.order - b.order)

/** The place a path belongs to: the longest address that the path lies under. */
export const placeOf = (places: readonly Place[], path: string): Place | undefined =>
  places.filter((place) => path === place.to || path.startsWith(`${place.to}/`)).sort((a, b) => b.to.length - a.to.length)[0]

/** At the foot of a phone: five places at most. Where there are more, four by rank and "Thêm". */
export function footPlaces(places: readonly Place[]): { shown: Place[]; rest: Place[] } {
  if (places.length <= 5) return { shown: [...places], rest: [] }
  const ranked = [...places].sort((a, b) => (a.phone ?? 99) - (b.phone ?? 99)).slice(0, 4)
  return { shown: places.filter((place) => ranked.includes(place)), rest: places.filter((place) => !ranked.includes(place)) }
}

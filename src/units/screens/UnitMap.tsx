import { useQuery } from '@tanstack/react-query'
import { geoMercator, geoPath } from 'd3-geo'
import { useMemo, useState } from 'react'
import { feature, merge } from 'topojson-client'
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification'
import { urlOf } from '../../web/api.ts'
import { useWords } from '../../web/language.ts'
import { getUnitMap } from '../contract.ts'
import { areasWords } from './words.ts'
import css from './UnitMap.module.css'

type Properties = { code: string; oldDistrictCode?: string }
type Shapes = Topology<{ units: GeometryCollection<Properties> }>
export type MapArea = { readonly code: string; readonly id: string; readonly name: string }

const width = 760, height = 620, edge = 14

async function loadShapes(name: string, signal: AbortSignal): Promise<Shapes> {
  const response = await fetch(urlOf(getUnitMap, { params: { name } }), { signal, credentials: 'same-origin' })
  if (!response.ok) throw new Error(`map ${name}: ${response.status}`)
  return await response.json() as Shapes
}

/**
 * Bản đồ: the areas below a unit. `names` are the topologies (a province of 2021 can lie in one of today's); `by` joins today's communes into former
 * districts. The list beside it says the same in words; the map adds where.
 */
export function UnitMap({ names, by, areas, lit, title, onOpen, toneOf, noteOf }: {
  names: readonly string[]
  by: 'code' | 'oldDistrictCode'
  areas: readonly MapArea[]
  lit?: string | undefined
  title: string
  onOpen: (id: string) => void
  /** Step 1–4 of a scale an area is filled by; the note says the same in words, on the label and under the map. */
  toneOf?: ((code: string) => number | null) | undefined
  noteOf?: ((code: string) => string | null) | undefined
}) {
  const t = useWords(areasWords)
  const [over, setOver] = useState<string | undefined>()
  const { data, error } = useQuery({ queryKey: ['unit-map', ...names], queryFn: ({ signal }) => Promise.all(names.map((n) => loadShapes(n, signal))), staleTime: Infinity, enabled: names.length > 0 })
  const byCode = useMemo(() => new Map(areas.map((a) => [a.code, a])), [areas])
  const drawn = useMemo(() => {
    if (!data) return undefined
    const shapes = new Map<string, GeoJSON.MultiPolygon>()
    for (const topology of data) {
      const groups = new Map<string, (Polygon<Properties> | MultiPolygon<Properties>)[]>()
      for (const g of topology.objects.units.geometries) {
        if (g.type !== 'Polygon' && g.type !== 'MultiPolygon') continue
        const code = g.properties?.[by]
        if (code === undefined || !byCode.has(code)) continue
        const list = groups.get(code)
        if (list) list.push(g); else groups.set(code, [g])
      }
      for (const [code, list] of groups) {
        const polygons = list.length === 1 ? polygonsOf(feature(topology, list[0] as Polygon<Properties>).geometry) : merge(topology, list as never).coordinates
        const known = shapes.get(code)
        shapes.set(code, { type: 'MultiPolygon', coordinates: [...(known?.coordinates ?? []), ...polygons.map(wound)] })
      }
    }
    if (shapes.size === 0) return undefined
    const all: GeoJSON.GeometryCollection = { type: 'GeometryCollection', geometries: [...shapes.values()] }
    const projection = geoMercator().fitExtent([[edge, edge], [width - edge, height - edge]], all)
    const path = geoPath(projection)
    const areasDrawn = [...shapes].map(([code, shape]) => {
      const [x, y] = path.centroid(largest(shape))
      const bounds = path.bounds(largest(shape))
      const area = byCode.get(code)!
      return { area, d: path(shape) ?? '', x, y, room: bounds[1][0] - bounds[0][0], high: bounds[1][1] - bounds[0][1], named: false }
    })
    // Names stand where there is room for them, the largest areas first, and never on one another.
    const taken: { x: number; y: number; half: number }[] = []
    for (const one of [...areasDrawn].sort((a, b) => b.room * b.high - a.room * a.high)) {
      const half = shortName(one.area.name).length * 3.1 + 3
      if (one.room < half * 1.5 || one.high < 14 || taken.some((other) => Math.abs(other.x - one.x) < other.half + half && Math.abs(other.y - one.y) < 14)) continue
      one.named = true
      taken.push({ x: one.x, y: one.y, half })
    }
    return areasDrawn
  }, [data, by, byCode])
  if (error || names.length === 0 || (data && !drawn)) return <p className="small muted">{t.mapNone}</p>
  const noted = (area: MapArea): string => [area.name, noteOf?.(area.code)].filter(Boolean).join(': ')
  const said = over ?? (lit === undefined || !byCode.has(lit) ? undefined : noted(byCode.get(lit)!))
  return (
    <figure className={css.map}>
      <div className={css.frame}>
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
          {drawn?.map((s) => (
            <path key={s.area.id} className={css.area} d={s.d} data-lit={s.area.code === lit || undefined} data-tone={toneOf?.(s.area.code) ?? undefined} onClick={() => onOpen(s.area.id)} onPointerEnter={() => setOver(noted(s.area))} onPointerLeave={() => setOver(undefined)}>
              <title>{noted(s.area)}</title>
            </path>
          ))}
          {drawn?.map((s) => s.named || s.area.code === lit
            ? <text key={s.area.id} className={css.name} x={s.x} y={s.y} dy="0.32em" data-lit={s.area.code === lit || undefined}>{shortName(s.area.name)}</text> : null)}
        </svg>
        <div className={`small muted ${css.said}`} aria-hidden="true">{said}</div>
      </div>
      <figcaption className={`muted ${css.source}`}>{by === 'oldDistrictCode' ? `${t.mapOld} ` : ''}{t.mapSource}</figcaption>
    </figure>
  )
}

const shortName = (name: string): string => name.replace(/^(?:Xã|Phường|Đặc khu|Thị trấn|Huyện|Quận|Thị xã|Thành phố|Tỉnh) /u, '')

const polygonsOf = (g: GeoJSON.Geometry): GeoJSON.Position[][][] => (g.type === 'Polygon' ? [g.coordinates] : g.type === 'MultiPolygon' ? g.coordinates : [])

/** d3 takes a ring's inside by its direction on the sphere: outer rings clockwise. */
function wound(polygon: GeoJSON.Position[][]): GeoJSON.Position[][] {
  return polygon.map((ring, i) => ((ringArea(ring) > 0) === (i === 0) ? [...ring].reverse() : ring))
}
/** Twice the signed area; positive when counter-clockwise. */
const ringArea = (ring: readonly GeoJSON.Position[]): number => {
  let sum = 0
  for (let i = 0; i + 1 < ring.length; i++) sum += ring[i]![0]! * ring[i + 1]![1]! - ring[i + 1]![0]! * ring[i]![1]!
  return sum
}
const largest = (shape: GeoJSON.MultiPolygon): GeoJSON.Polygon => {
  let best = shape.coordinates[0]!, bestArea = -1
  for (const p of shape.coordinates) { const a = Math.abs(ringArea(p[0]!)); if (a > bestArea) { bestArea = a; best = p } }
  return { type: 'Polygon', coordinates: best }
}

/** A part of a TopoJSON topology with only the arcs it needs: one province out of the country, its shared borders kept shared. */
type Geometry = { type: 'Polygon'; arcs: number[][]; properties?: Record<string, unknown> } | { type: 'MultiPolygon'; arcs: number[][][]; properties?: Record<string, unknown> }
export type Topology = {
  type: 'Topology'
  transform: { scale: [number, number]; translate: [number, number] }
  objects: Record<string, { type: 'GeometryCollection'; geometries: Geometry[] }>
  arcs: [number, number][][]
}

export function subsetTopology(from: Topology, name: string, wanted: (properties: Record<string, unknown>) => boolean, keep: (properties: Record<string, unknown>) => Record<string, unknown>): Topology {
  const [collection] = Object.values(from.objects)
  if (!collection) throw new Error('The topology has no object')
  const arcs: Topology['arcs'] = []
  const moved = new Map<number, number>()
  const move = (arc: number): number => {
    const i = arc < 0 ? ~arc : arc
    let n = moved.get(i)
    if (n === undefined) { n = arcs.length; arcs.push(from.arcs[i]!); moved.set(i, n) }
    return arc < 0 ? ~n : n
  }
  const geometries = collection.geometries.filter((g) => wanted(g.properties ?? {})).map((g): Geometry => {
    const properties = keep(g.properties ?? {})
    return g.type === 'Polygon' ? { type: g.type, properties, arcs: g.arcs.map((ring) => ring.map(move)) }
      : { type: g.type, properties, arcs: g.arcs.map((polygon) => polygon.map((ring) => ring.map(move))) }
  })
  return { type: 'Topology', transform: from.transform, objects: { [name]: { type: 'GeometryCollection', geometries } }, arcs }
}

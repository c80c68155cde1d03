import { daysBetween } from '../../platform/dates.ts'

/** What the tree is built from: one row per document and upper document. */
export type CascadeRow = { readonly id: string; readonly upperId: string; readonly organisationId: string; readonly date: string | null }
export type CascadeTree = { readonly id: string; readonly organisationId: string; readonly days: number | null; readonly below: readonly CascadeTree[] }

/** Cây triển khai below one document. A paper that (wrongly) stands above itself is shown once and not followed. */
export function cascadeBelow(root: { readonly id: string; readonly organisationId: string; readonly date: string | null }, rows: readonly CascadeRow[]): CascadeTree {
  const byUpper = Map.groupBy(rows, (r) => r.upperId)
  const grow = (node: { id: string; organisationId: string; date: string | null }, above: string | null, seen: ReadonlySet<string>): CascadeTree => ({
    id: node.id, organisationId: node.organisationId, days: above !== null && node.date !== null ? daysBetween(above, node.date) : null,
    below: (byUpper.get(node.id) ?? []).filter((r) => !seen.has(r.id)).sort((a, b) => (a.date ?? '').localeCompare(b.date ?? '')).map((r) => grow(r, node.date, new Set([...seen, r.id]))),
  })
  return grow(root, null, new Set([root.id]))
}

/** Addressed units that issued nothing under the document. Silence is a finding. */
export const silentUnits = (addressed: readonly string[], tree: CascadeTree): readonly string[] => {
  const spoke = new Set(tree.below.map((b) => b.organisationId))
  return [...new Set(addressed)].filter((id) => !spoke.has(id))
}

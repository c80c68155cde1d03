import { z } from 'zod'
import { route } from '../platform/http/route.ts'
import { readAs } from '../platform/db/index.ts'
import { serve, type Served } from '../platform/http/index.ts'
import { searchDirectives } from '../directives/index.ts'
import { listOrganisations } from '../units/index.ts'

/** Tìm khắp nơi: one box over everything one may see. Each room answers for itself, under the caller's row-level security. */
export const searchEverywhere = route({
  method: 'GET', path: '/search', summary: { vi: 'Tìm văn bản, đơn vị', en: 'Search documents and organisations' }, access: 'signed-in', query: z.object({ q: z.string().trim().min(2).max(200) }),
  ok: z.object({ groups: z.array(z.object({ kind: z.string(), items: z.array(z.object({ id: z.string(), title: z.string(), detail: z.string().nullable(), href: z.string() })) })) }), errors: [],
})

const heads = { vi: { documents: 'Văn bản', organisations: 'Cơ quan, đơn vị' }, en: { documents: 'Documents', organisations: 'Organisations' } }

export const searchRoutes = (): Served[] => [
  serve(searchEverywhere, async ({ who, query }) => {
    const words = heads[who.language]
    const [documents, organisations] = await Promise.all([
      who.permissions.has('document.read') ? searchDirectives(who, query.q) : [],
      who.permissions.has('units.read') ? readAs(who, (db) => listOrganisations(db, who, { q: query.q, ended: 'without', offset: 0, limit: 8 })).then((r) => r.organisations) : [],
    ])
    const groups = [
      { kind: words.documents, items: documents.map((d) => ({ id: d.id, title: d.title, detail: d.detail, href: d.href })) },
      { kind: words.organisations, items: organisations.slice(0, 8).map((o) => ({ id: o.id, title: o.name, detail: o.shortName, href: `/don-vi/${o.id}` })) },
    ]
    return { groups: groups.filter((g) => g.items.length > 0) }
  }),
]

import { api } from '../../web/api.ts'
import type { Choice } from '../../web/parts/index.ts'
import { listOrganisations } from '../../units/contract.ts'

/** Organisations for a picker, by the register of units. */
export const findOrganisations = async (text: string, signal: AbortSignal): Promise<readonly Choice[]> => {
  const { organisations } = await api(listOrganisations, { query: { q: text === '' ? undefined : text, limit: 12 } }, { signal })
  return organisations.map((one) => ({ id: one.id, name: one.name, ...(one.parent ? { detail: one.parent.name } : one.unit ? { detail: one.unit.name } : {}) }))
}

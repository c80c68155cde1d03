/** Quy định: what the rules in force say, as data with their documents. Other rooms come in here. */
export { protocolsRoutes } from './routes.ts'
export { protocolsSentences, type ProtocolsRefusal } from './refusals.ts'
export { getCatalogue, getCatalogues, listSwitches } from './queries.ts'
export { switchProtocol, whatWouldChange } from './commands.ts'
export { registerProtocolCounter, type ProtocolCounter } from './counters.ts'
export { findDisease, listDiseases, useOwnDiseases } from './shipped.ts'
export * from './rules.ts'

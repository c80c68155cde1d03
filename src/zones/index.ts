/** Vùng dịch: risk level and distancing of every area, in time. Other rooms come in here. */
export { zonesRoutes } from './routes.ts'
export { zonesSentences, type ZonesRefusal } from './refusals.ts'
export { onZonesChanged, registerZoneDependent, type ZoneChange, type ZoneDependent } from './dependents.ts'
export { decideZones } from './commands.ts'
export { ZoneDecisionBody } from './contract.ts'
export { decisionsAt } from './queries.ts'
export { standing, stateOf, stricter, weeklyRate, type Decision as ZoneDecision, type Distancing, type Level, type ZoneState } from './rules.ts'

import { z } from 'zod'

/**
 * Hình dạng của quy định (shape of a rule): what a file of a disease may say. A row is one rule of one document with the days it is in force;
 * unknown fields, unknown kinds and half-said values do not pass, so that a slip of the pen in a data file is found before it decides over anybody.
 */
const Day = z.iso.date()
/** The same thing said in Vietnamese and in English. */
export const Bi = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) })
export type Bi = z.infer<typeof Bi>

const Scalar = z.union([z.boolean(), z.number(), z.string()])
export const ops = ['eq', 'lt', 'lte', 'gt', 'gte', 'in', 'between', 'within'] as const
export const Leaf = z.strictObject({ fact: z.string().regex(/^[a-z0-9_]+(?:\.[a-z0-9_]+)+(?::[A-Za-z0-9_-]+)?$/), op: z.enum(ops), value: z.union([Scalar, z.array(Scalar).min(1)]) })
  .refine((l) => Array.isArray(l.value) === (l.op === 'in' || l.op === 'between' || l.op === 'within'), 'in, between and within take a list, the others one value')
  .refine((l) => !(l.op === 'between' || l.op === 'within') || (l.value as unknown[]).length === 2, 'between and within take two ends')
export type Leaf = z.infer<typeof Leaf>
export type Condition = Leaf | { all: Condition[] } | { any: Condition[] } | { not: Condition }
export const Condition: z.ZodType<Condition> = z.lazy(() => z.union([
  z.strictObject({ all: z.array(Condition).min(1) }), z.strictObject({ any: z.array(Condition).min(1) }), z.strictObject({ not: Condition }), Leaf,
]))

const Reference = z.strictObject({ number: z.string(), date: Day.nullable() })
/** Căn cứ: the document. A number or date that nobody has seen is null, never guessed. */
export const Legal = z.strictObject({ number: z.string().nullable(), date: Day.nullable(), issuer: Bi.optional(), note: Bi.optional() })
export type Legal = z.infer<typeof Legal>

const common = {
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  /** Rows switched together: those of one document or one version. */
  set: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  /** law: an authority's document · practice: seen in use · example: one place, one date · design: a proposal of this program. Only law binds. */
  nature: z.enum(['law', 'practice', 'example', 'design']),
  /** Code of the province whose rule it is; null is national. */
  province: z.string().regex(/^\d{2}$/).nullable(),
  legal: Legal,
  also: z.array(Reference).optional(),
  validFrom: Day.nullable(),
  /** Last day of force, inclusive. */
  validTo: Day.nullable(),
  validToBasis: z.enum(['stated', 'inferred', 'unknown', 'open', 'none']),
  validFromPrecision: z.enum(['day', 'month']).optional(),
  verified: z.boolean(),
  unverifiedFields: z.array(z.string()).optional(),
  source: z.string().min(3),
  /** How the row ships: for machine decisions, or waiting until a post of the province switches it on. */
  ships: z.enum(['on', 'off']),
  text: Bi,
  /** Null: in a definition, the condition is not known and never matches by machine; elsewhere, no further condition. */
  when: Condition.nullable(),
  /** Rows of the same rank that this one goes before: its condition is the narrower one. */
  over: z.array(z.string()).optional(),
}

const Tests = z.strictObject({
  count: z.int().positive(), consecutive: z.boolean().nullable(), hoursBetween: z.number().nullable(), accept: z.array(z.string()).min(1), ctMin: z.number().nullable(),
  methods: z.array(z.string()).nullable(), lastMaxHoursBeforeLeaving: z.number().nullable(), supervised: z.boolean().optional(),
})
const After = z.strictObject({ days: z.int().nullable(), place: z.string().nullable(), kind: z.string().nullable(), testDays: z.array(z.int()).nullable(), temperaturePerDay: z.int().nullable(), fever: z.strictObject({ celsius: z.number(), times: z.int(), above: z.boolean() }).nullable() })
const ending = {
  setting: z.enum(['FACILITY', 'COMMUNITY_FOUND', 'HOME']),
  minDays: z.int().nullable(), minDaysFrom: z.enum(['ISOLATION_START', 'FIRST_POSITIVE']).nullable(), leaveOnDay: z.int().nullable(), testOnDay: z.int().nullable(), testDaysBeforeLeaving: z.int().nullable(),
  noFeverDays: z.int().nullable(), symptomFreeDays: z.int().nullable(), clinicalBetter: z.boolean(), tests: Tests.nullable(), after: After.nullable(),
  ifPositive: z.strictObject({ extraDays: z.int().nullable(), retestOnExtraDay: z.int().nullable(), maxDaysVaccinated: z.int().nullable(), maxDaysOther: z.int().nullable() }).nullable(),
}
const Anchor = z.strictObject({ anchor: z.string(), days: z.int(), otherwise: z.strictObject({ anchor: z.string(), days: z.int() }).optional() })
const Value = z.strictObject({ code: z.string(), vi: z.string().min(1), en: z.string().min(1), hex: z.string().regex(/^#[0-9A-F]{6}$/).optional() })

const row = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) => z.strictObject({ ...common, kind: z.literal(kind), ...shape })
const area = { scheme: z.string() }

export const kinds = {
  definition: row('definition', { class: z.enum(['suspect', 'probable', 'F0', 'F1', 'F2', 'F3']), version: z.string(), inUse: z.boolean(), paths: z.array(Bi).optional(), note: Bi.optional() }),
  transition: row('transition', { event: z.string(), effects: z.array(z.union([
    z.strictObject({ do: z.literal('reclass'), from: z.string(), to: z.string(), if: Bi.optional() }), z.strictObject({ do: z.literal('release'), who: z.string(), if: Bi.optional(), versions: z.array(z.string()).optional() }),
    z.strictObject({ do: z.literal('apply'), row: z.string() }), z.strictObject({ do: z.literal('recompute'), what: z.string() }),
  ])).min(1) }),
  infectious_window: row('infectious_window', { symptoms: z.enum(['any', 'with', 'without']), from: Anchor, until: Anchor }),
  incubation: row('incubation', { daysMin: z.int(), daysMax: z.int(), onset: z.string() }),
  follow_up: row('follow_up', { days: z.int().positive(), checksPerDay: z.int().positive() }),
  follow_up_limits: row('follow_up_limits', { lostAfterDays: z.int().positive(), coverage: z.number().gt(0).lte(1) }),
  tracing_step: row('tracing_step', { order: z.int() }),
  tracing_target: row('tracing_target', { what: z.string(), hoursMin: z.number().nullable(), hoursMax: z.number().positive() }),
  tracing_form: row('tracing_form', { number: z.int() }),
  list: row('list', { list: z.string(), values: z.array(Value).min(1) }),
  order: row('order', {
    subjects: z.array(z.string()).min(1), place: z.array(z.string()).min(1),
    /** 0: no quarantine; null: no fixed length (see `endsOn`). */
    days: z.int().nullable(), daysAre: z.enum(['exact', 'minimum', 'maximum']), clockStart: z.array(z.string()).nullable(), testDays: z.array(z.int()).nullable(), minTests: z.int().nullable(),
    testPlan: z.array(z.strictObject({ method: z.string(), everyMin: z.int(), everyMax: z.int(), untilDay: z.int() })).nullable(), testMethods: z.array(z.string()).nullable(), preTestHours: z.number().nullable(),
    after: After.nullable(), endsOn: z.string().nullable(), effect: z.string().nullable(), provinceDecides: z.boolean(),
  }),
  home_requirement: row('home_requirement', { item: z.string(), everyDays: z.int().nullable(), testDays: z.array(z.int()).nullable(), minTests: z.int().nullable(), wording: z.string().nullable() }),
  place_rule: row('place_rule', { place: z.string(), items: z.array(Bi).optional(), bedDistanceM: z.number().optional() }),
  authority: row('authority', { signers: z.array(z.strictObject({ place: z.string(), role: Bi })).optional() }),
  paper: row('paper', { papers: z.array(Value).optional(), dongPerDay: z.int().optional() }),
  discharge: row('discharge', ending),
  home_end: row('home_end', ending),
  home_eligibility: row('home_eligibility', {}),
  disease_list: row('disease_list', { values: z.array(Value).min(1) }),
  risk: row('risk', { level: z.enum(['LOW', 'MEDIUM', 'HIGH', 'VERY_HIGH']), colour: z.string().nullable() }),
  screening: row('screening', { zones: z.array(z.string()).min(1), group: z.string(), groupText: Bi, methods: z.array(z.string()).nullable(), everyMin: z.int().nullable(), everyMax: z.int().nullable(), everyOptions: z.array(z.int()).nullable(), timesPerWeek: z.int().nullable(), periodic: z.boolean(), exceptions: z.array(z.string()).nullable() }),
  method: row('method', { topic: z.string(), hours: z.number().nullable(), clockOptions: z.array(z.string()).nullable(), sizes: z.record(z.string(), z.array(z.int()).min(1)).nullable(), values: z.array(Value).nullable() }),
  diagnostic_test: row('diagnostic_test', { method: z.string(), specimen: Bi, anchor: z.string(), fromDay: z.int().nullable(), toDay: z.int().nullable(), confirms: z.boolean() }),
  post_exposure: row('post_exposure', { measure: z.string(), fromHours: z.number().nullable(), withinHours: z.number().nullable() }),
  area_criterion: row('area_criterion', { ...area, level: z.string(), score: z.number(), colour: z.string(), unitLevels: z.array(z.string()).min(1), windowDays: z.int().nullable(), otherwise: z.boolean() }),
  area_level: row('area_level', { ...area, level: z.string(), score: z.number(), colour: z.string() }),
  area_step: row('area_step', { ...area, criterion: z.int(), step: z.int(), metric: z.string(), min: z.number(), max: z.number().nullable() }),
  area_threshold: row('area_threshold', { ...area, criterion: z.int(), thresholds: z.array(z.strictObject({ metric: z.string(), gte: z.number().optional(), gt: z.number().optional() })), notMet: z.string().nullable(), provinceMayAdjust: z.boolean() }),
  area_matrix: row('area_matrix', { ...area, coverage: z.enum(['lt', 'gte']), step: z.int(), levels: z.array(z.string()).min(1) }),
  area_raise: row('area_raise', { ...area, raiseBy: z.int(), exceptWhen: z.array(z.string()), most: z.int() }),
  area_measure: row('area_measure', { ...area, score: z.number(), colour: z.string(), cumulative: z.boolean(), measures: z.array(z.strictObject({ code: z.string(), vi: z.string().min(1), en: z.string().min(1), persons: z.int().optional(), metres: z.number().optional(), days: z.int().optional() })).min(1) }),
  activity_measure: row('activity_measure', { ...area, byScore: z.record(z.string(), z.string()) }),
  distancing: row('distancing', { code: z.string(), strictness: z.int(), indoorMax: z.int().nullable(), groupMax: z.int().nullable(), distanceM: z.number(), shops: Bi, transport: Bi, religion: Bi }),
  zone_task: row('zone_task', { days: z.int().nullable(), targets: z.array(z.strictObject({ where: Bi, before: Day })).nullable() }),
  event_rule: row('event_rule', { appliesTo: z.array(z.string()).nullable() }),
  engine: row('engine', {}),
} as const
export type Kind = keyof typeof kinds
type Kinds = { [K in Kind]: z.infer<(typeof kinds)[K]> }
export type RowOf<K extends Kind> = Kinds[K]
/** Quy định: one row. */
export type Row = Kinds[Kind]

export const Row = z.discriminatedUnion('kind', Object.values(kinds) as unknown as [typeof kinds.definition, typeof kinds.order, ...(typeof kinds)[Kind][]])
  .refine((r) => r.validFrom === null || r.validTo === null || r.validFrom <= r.validTo, 'in force from after in force to')
  .refine((r) => (r.validTo === null) !== (r.validToBasis === 'stated' || r.validToBasis === 'inferred'), 'an end has a basis, and only an end has')
  // Unverified law decides over nobody until somebody of the province has looked at the document.
  .refine((r) => r.verified || r.nature !== 'law' || r.ships === 'off' || r.kind === 'home_requirement' || r.kind === 'place_rule' || r.kind === 'tracing_form', 'an unverified rule of law ships switched off')
  .refine((r) => r.nature !== 'example' || r.ships === 'off', 'an example of another province ships switched off')

/** A fact that conditions ask for, in words. */
export const FactWords = z.strictObject({ vi: z.string().min(1), en: z.string().min(1), type: z.enum(['yes_no', 'number', 'choice', 'day', 'moment', 'list']), unit: Bi.optional(), choices: z.array(z.string()).optional() })
export type FactWords = z.infer<typeof FactWords>

/** Bệnh: everything the program knows of one disease. Facts and codes that `common.json` names need not be named again. */
export const DiseaseFile = z.strictObject({
  disease: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/), name: Bi, pathogen: Bi, release: Day, order: z.int(),
  /** Where the wording of this file comes from and what a reader must know of it. */
  about: Bi,
  facts: z.record(z.string(), FactWords), codes: z.record(z.string(), Bi),
})
export type DiseaseFile = z.infer<typeof DiseaseFile>
export const RowsFile = z.strictObject({ rows: z.array(Row) })
export const CommonFile = z.strictObject({ facts: z.record(z.string(), FactWords), codes: z.record(z.string(), Bi) })
export type CommonFile = z.infer<typeof CommonFile>

/** A disease with its rows and every word they need. */
export type Disease = DiseaseFile & { readonly rows: readonly Row[] }

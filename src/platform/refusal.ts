/**
 * Lời từ chối (refusal): a code with facts. Rules return it as a value; commands throw it as `Refused`;
 * the sentences for it live in the catalogue (`src/words`), Vietnamese and English.
 */
export type AnyRefusal = { readonly code: string }

/** The outcome of a rule: a value, or the reason why not. */
export type Decision<T, R extends AnyRefusal = AnyRefusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: R }

export const accept = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })
export const refuse = <R extends AnyRefusal>(refusal: R): { readonly ok: false; readonly refusal: R } => ({ ok: false, refusal })

/** Carries a refusal out of a transaction, which rolls back. Not a bug: the HTTP layer answers it with its code, facts and sentence. */
export class Refused extends Error {
  readonly refusal: AnyRefusal & Record<string, unknown>
  constructor(refusal: AnyRefusal) {
    super(refusal.code)
    this.name = 'Refused'
    this.refusal = refusal as AnyRefusal & Record<string, unknown>
  }
}

/** The value of a decision, or the refusal thrown. */
export function orRefuse<T>(decision: Decision<T>): T {
  if (decision.ok) return decision.value
  throw new Refused(decision.refusal)
}

/** The sentences of one room's refusals in one language: a missing code does not compile. */
export type SentencesOf<R extends AnyRefusal> = { readonly [C in R['code']]: (r: Extract<R, { code: C }>) => string }
/** Both languages of one room's refusals. */
export type Sentences<R extends AnyRefusal> = { readonly vi: SentencesOf<R>; readonly en: SentencesOf<R> }

import type { z } from 'zod'

/**
 * Hợp đồng (contract): the wire, written once. The server validates by it, web and command line are typed by it,
 * and `/api/openapi.json` is made from it. Output is filtered by `ok`, so a column never leaks by being added.
 */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Who may call: anyone, anyone signed in, or the holder of a permission on the post acted for. Deny by default: a route without access does not compile. */
export type Access = 'public' | 'signed-in' | { readonly permission: string }

export type Route<P extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  readonly method: Method
  /** `/obligations/{id}/reports`, below `/api`. */
  readonly path: string
  readonly summary: { readonly vi: string; readonly en: string }
  readonly access: Access
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** `upload`: multipart with files, fields in `query`. `download`: answers bytes, `ok` is not used. */
  readonly kind?: 'json' | 'upload' | 'download'
  readonly ok: O
  /** Refusal codes this route may answer beside the general ones (sign-in, permission, validation, not found). */
  readonly errors: readonly string[]
}

export const route = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, O extends z.ZodType>(r: Route<P, Q, B, O>): Route<P, Q, B, O> => r

/** What a caller hands to a route. */
export type Call<R extends Route> =
  (R extends Route<infer P, z.ZodType, z.ZodType, z.ZodType> ? (z.ZodType extends P ? unknown : { params: z.input<P> }) : unknown) &
  (R extends Route<z.ZodType, infer Q, z.ZodType, z.ZodType> ? (z.ZodType extends Q ? unknown : { query: z.input<Q> }) : unknown) &
  (R extends Route<z.ZodType, z.ZodType, infer B, z.ZodType> ? (z.ZodType extends B ? unknown : { body: z.input<B> }) : unknown)
export type Answer<R extends Route> = R extends Route<z.ZodType, z.ZodType, z.ZodType, infer O> ? z.output<O> : never
/** The parsed form a handler receives. */
export type Parsed<R extends Route> = {
  params: R extends Route<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.output<P> : never
  query: R extends Route<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.output<Q> : never
  body: R extends Route<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.output<B> : never
}

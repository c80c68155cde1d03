/** Từ ngữ: one catalogue entry per room and screen. Vietnamese is the type; English must be complete by it. */
type Shape<T> = T extends (...args: infer A) => string ? (...args: A) => string : T extends string ? string : { readonly [K in keyof T]: Shape<T[K]> }
export type Language = 'vi' | 'en'
export type Words<T> = { readonly vi: T; readonly en: Shape<T> }
export const defineWords = <const T>(words: { vi: T; en: Shape<T> }): { vi: Shape<T>; en: Shape<T> } => words as never

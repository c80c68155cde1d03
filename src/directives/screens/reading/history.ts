/** Hoàn tác: every state since the paper was opened, without limit. Pure: a step in, the next history out. */
export type History<T> = { readonly past: readonly T[]; readonly now: T; readonly future: readonly T[] }

export const historyOf = <T>(now: T): History<T> => ({ past: [], now, future: [] })

/** A step that changed nothing leaves no trace; a step after going back forgets what lay ahead. */
export const stepped = <T>(history: History<T>, next: T): History<T> =>
  next === history.now ? history : { past: [...history.past, history.now], now: next, future: [] }

export function undone<T>(history: History<T>): History<T> {
  const last = history.past.at(-1)
  return last === undefined ? history : { past: history.past.slice(0, -1), now: last, future: [history.now, ...history.future] }
}

export function redone<T>(history: History<T>): History<T> {
  const [next, ...rest] = history.future
  return next === undefined ? history : { past: [...history.past, history.now], now: next, future: rest }
}

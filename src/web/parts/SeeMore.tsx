import { useWords } from '../language.ts'
import { shellWords } from '../words.ts'
import css from './SeeMore.module.css'

/** Paging by key: there is more, how to get it, whether it is coming. Fits `useInfiniteQuery`: `{ has: q.hasNextPage, load: q.fetchNextPage, loading: q.isFetchingNextPage }`. */
export type More = { readonly has: boolean; readonly load: () => unknown; readonly loading: boolean; /** "120 trên 3.321" */ readonly words?: string | undefined }

export function SeeMore({ has, load, loading, words }: More) {
  const t = useWords(shellWords)
  if (!has && !words) return null
  return (
    <div className={`${css.more} no-print`}>
      {words && <span className="small muted">{words}</span>}
      {has && <button type="button" className="button-quiet" disabled={loading} onClick={() => load()}>{loading ? t.loadingMore : t.seeMore}</button>}
    </div>
  )
}
/** The same under the name writers look for. */
export { SeeMore as Pager }

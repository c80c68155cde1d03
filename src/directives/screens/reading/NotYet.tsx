import { useMutation } from '@tanstack/react-query'
import { api, urlOf } from '../../../web/api.ts'
import { useLanguage, useWords } from '../../../web/language.ts'
import { Breadcrumb, RefusalNote, ScreenHeader } from '../../../web/parts/index.ts'
import { getDirectiveFile, rereadDirective, type DocumentView } from '../../contract.ts'
import { readingWords } from './words.ts'
import { directivesWords } from '../words.ts'

/** While the paper is being read, and when it could not be. */
export function NotYet({ document, title }: { document: DocumentView; title: string }) {
  const t = useWords(readingWords)
  const w = useWords(directivesWords)
  const language = useLanguage()
  const again = useMutation({ mutationFn: () => api(rereadDirective, { params: { id: document.id }, body: {} }), onError: () => {} })
  const unreadable = document.state === 'unreadable'
  return (
    <div className="screen">
      <ScreenHeader title={`${title} · ${document.file?.name ?? ''}`} answer={unreadable ? t.unreadable : document.state === 'reading' ? t.reading : w.states[document.state]} above={<Breadcrumb steps={[{ label: t.back, to: '/van-ban' }]} />} />
      <div className="prose">
        {document.refusal && <p>{document.refusal.sentence[language]}</p>}
        <p className="muted">{unreadable ? t.unreadableHint : document.state === 'reading' ? t.readingHint : ''}</p>
        <RefusalNote error={again.error} />
        <div className="actions">
          {document.file && <a className="button-quiet" href={urlOf(getDirectiveFile, { params: { id: document.id } })} download>{w.originalFile}</a>}
          {unreadable && document.may.edit && <button type="button" className="button-quiet" disabled={again.isPending} onClick={() => again.mutate()}>{w.readAgain}</button>}
        </div>
      </div>
    </div>
  )
}

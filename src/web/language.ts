import type { Language } from '../words/words.ts'
import { createStore, useStore } from './store.ts'

const store = createStore<Language>('vi', {
  key: 'taicho.language',
  in: () => localStorage,
  read: (text) => (text === 'en' ? 'en' : text === 'vi' ? 'vi' : undefined),
  write: (language) => language,
})
const tell = (): void => { if (typeof document !== 'undefined') document.documentElement.lang = store.get() }
store.subscribe(tell)
tell()

/** Ngôn ngữ màn hình: Vietnamese unless the person chose English on this device. */
export const currentLanguage = (): Language => store.get()
export const setLanguage = (language: Language): void => store.set(language)
export const useLanguage = (): Language => useStore(store)

/** The catalogue of a screen in the language of the screen. `const t = useWords(registerWords)`. */
export const useWords = <T>(words: { readonly vi: T; readonly en: T }): T => words[useLanguage()]
/** The same outside React. */
export const inLanguage = <T>(words: { readonly vi: T; readonly en: T }): T => words[store.get()]

import type { en } from './en/all.ts'
import type * as everywhere from './en/index.ts'

/** The keys of English, no more and no fewer, with texts of another language. */
type Same<Part> = { readonly [Key in keyof Part]: Part[Key] extends string ? string : Same<Part[Key]> }

export type Texts = Same<typeof en>

export const languages = { en: 'English', it: 'Italiano', pl: 'Polski' } as const
export type Language = keyof typeof languages

declare module 'use-intl' {
  interface AppConfig {
    Messages: typeof en
  }
}

/** The rooms: what they say is loaded with them. */
export type Room = Exclude<keyof Texts, keyof typeof everywhere>

const files = import.meta.glob<Partial<Texts>>(['./*/*.ts', '!./*/{all,facts,screens,shell,ui}.ts'])

/** What a room says, or (`index`) every page, in a language. */
export function loadTexts(language: Language, name: Room | 'index'): Promise<Partial<Texts>> {
  return files[`./${language}/${name}.ts`]!()
}

const REMEMBERED = 'percorso-language'

/** The language chosen before, else the browser's first that we speak. */
export function preferredLanguage(): Language {
  const wishes = [localStorage.getItem(REMEMBERED) ?? '', ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())]
  return wishes.find((wish) => isLanguage(wish)) ?? 'en'
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(REMEMBERED, language)
}

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(languages, text)
}

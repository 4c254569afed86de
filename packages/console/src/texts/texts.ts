import { en } from './en.ts'

/** The texts of a language: the keys of English, no more and no fewer. */
export type Texts = { readonly [Part in keyof typeof en]: { readonly [Key in keyof (typeof en)[Part]]: string } }

export const languages = { en: 'English', it: 'Italiano', pl: 'Polski' } as const
export type Language = keyof typeof languages

declare module 'use-intl' {
  interface AppConfig {
    Messages: typeof en
    Locale: Language
  }
}

/** English comes with the console, the others when somebody reads them. */
export const textsOf: Record<Language, () => Promise<Texts>> = {
  en: async () => en,
  it: async () => (await import('./it.ts')).it,
  pl: async () => (await import('./pl.ts')).pl,
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

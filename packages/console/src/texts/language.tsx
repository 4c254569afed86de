import { createContext, use, useEffect } from 'react'
import type { ReactNode } from 'react'
import { IntlProvider } from 'use-intl'
import type { en } from './en/all.ts'
import { speak, useLoadedTexts } from './loaded-texts.ts'
import { preferredLanguage, rememberLanguage } from './texts.ts'
import type { Language } from './texts.ts'

type Choice = { language: Language; choose: (language: Language) => void }

const Chosen = createContext<Choice | undefined>(undefined)

/** Which language the console speaks, and the way to change it. */
export function useLanguage(): Choice {
  const choice = use(Chosen)
  if (!choice) throw new Error('useLanguage needs a LanguageProvider above it')
  return choice
}

/** Shows its children once the texts are there, in the language chosen. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const loaded = useLoadedTexts()
  useEffect(() => void speak(preferredLanguage()), [])
  useEffect(() => {
    if (loaded) document.documentElement.lang = loaded.language
  }, [loaded])

  if (!loaded) return null
  // The arguments of a text are checked against the English one, so use-intl takes texts for exactly that.
  const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <Chosen value={{ language: loaded.language, choose }}>
      <IntlProvider locale={regional(loaded.language)} messages={loaded.texts as typeof en} timeZone={timeZone}>
        {children}
      </IntlProvider>
    </Chosen>
  )
}

function choose(language: Language): void {
  rememberLanguage(language)
  void speak(language)
}

/** The language as the reader's country writes times and numbers, where the browser names one. */
function regional(language: Language): string {
  return navigator.languages.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? language
}

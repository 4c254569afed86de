import type { Duration, Stage } from '@percorso/contract'

export const languages = ['en', 'it', 'pl'] as const
export type Language = (typeof languages)[number]

/** English | Italian | Polish. */
export type Words = string

/** What lanes say of a step; what is left out says nothing. */
export type TemplateCells = {
  customer: Words
  front?: Words
  back?: Words
  support?: Words
  touchpoints: Words
  thoughts: Words
  emotion: number
  pains?: Words
  opportunities?: Words
  /** That it is a moment of truth, and why. */
  moments?: Words
  owners: Words
}

export type TemplateStep = TemplateCells & { name: Words; branch?: Words; optional?: true; repeats?: true; within?: Duration }
export type TemplateStage = { name: Words; phase: Stage; order?: 'any'; repeats?: true; steps: TemplateStep[] }
export type Template = { persona: { name: Words; about: Words; goals: Words }; stages: TemplateStage[] }

/** What is said in a language. */
export function inLanguage(words: Words, language: Language): string {
  return words.split(' | ')[languages.indexOf(language)]!
}

import type { Template } from './template.ts'

const nothing = ' |  | '

export const empty: Template = {
  persona: { name: nothing, about: nothing, goals: nothing },
  stages: [
    { name: 'Before | Prima | Przed zakupem', phase: 'before', steps: [] },
    { name: 'During | Durante | Zakup', phase: 'during', steps: [] },
    { name: 'After | Dopo | Po zakupie', phase: 'after', steps: [] },
  ],
}

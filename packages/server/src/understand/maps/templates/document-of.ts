import type { LaneKind, MapCell, MapDocument, MapKind, MapTemplate } from '@percorso/contract'
import { cellKey } from '@percorso/contract'
import { b2b } from './b2b.ts'
import { empty } from './empty.ts'
import { hospitality } from './hospitality.ts'
import { publicService } from './public.ts'
import { retail } from './retail.ts'
import { subscription } from './subscription.ts'
import { inLanguage } from './template.ts'
import type { Language, Template, TemplateCells, TemplateStage, TemplateStep, Words } from './template.ts'

/** The lanes of a new map, from the top. */
const LANES: [kind: LaneKind & keyof TemplateCells, name: Words][] = [
  ['touchpoints', 'Touchpoints | Punti di contatto | Punkty styku'],
  ['customer', 'What the customer does | Cosa fa il cliente | Co robi klient'],
  ['front', 'Front stage | In scena | Na scenie'],
  ['back', 'Back stage | Dietro le quinte | Za kulisami'],
  ['support', 'Support processes | Processi di supporto | Procesy wspierające'],
  ['thoughts', 'Thoughts | Pensieri | Myśli'],
  ['emotion', 'Emotion | Emozione | Emocje'],
  ['pains', 'Pains | Criticità | Bolączki'],
  ['opportunities', 'Opportunities | Opportunità | Szanse'],
  ['moments', 'Moments of truth | Momenti della verità | Momenty prawdy'],
  ['owners', 'Who owns it | Responsabile | Odpowiedzialni'],
]

const BLANK: MapCell = { text: '', emotion: null, moment: false, providers: [], modules: [], evidence: { level: 'assumed', n: null, source: '' }, binding: null } // prettier-ignore

/** By what they are chosen by. */
export const templates: Record<MapTemplate, Template> = { empty, retail, subscription, b2b, public: publicService, hospitality }

type Wish = { name: string; kind: MapKind; template: MapTemplate; language: Language }

/** The document of a new map. What a template says is assumed: nobody has observed it here. */
export function documentOf({ name, kind, template, language }: Wish): MapDocument {
  const say = (words: Words | undefined) => (words === undefined ? '' : inLanguage(words, language))
  const { persona, stages } = templates[template]
  const steps = stages.flatMap((stage, s) => stage.steps.map((step, p) => ({ step, stage: `s${s + 1}`, place: p + 1 })))
  const keyed = steps.map(({ step }, n) => [`p${n + 1}`, step] as const)
  return {
    name,
    about: '',
    kind,
    persona: { name: say(persona.name), about: say(persona.about), goals: say(persona.goals), segmentId: null },
    question: null,
    stages: Object.fromEntries(stages.map((stage, s) => [`s${s + 1}`, stageOf(stage, s + 1, say)])),
    steps: Object.fromEntries(steps.map(({ step, stage, place }, n) => [`p${n + 1}`, stepOf({ step, stage, place, say })])),
    lanes: Object.fromEntries(LANES.map(([laneKind, words], n) => [`l${n + 1}`, { name: say(words), place: n + 1, kind: laneKind }])),
    cells: Object.fromEntries(
      LANES.flatMap(([lane], n) =>
        keyed.flatMap(([key, step]) => (step[lane] === undefined ? [] : [[cellKey(`l${n + 1}`, key), cellOf(lane, step, say)]])),
      ),
    ),
  }
}

type Say = (words: Words | undefined) => string

function stageOf({ name, phase, order, repeats }: TemplateStage, place: number, say: Say): MapDocument['stages'][string] {
  return { name: say(name), place, phase, order: order ?? 'drawn', repeats: repeats ?? false }
}

function stepOf({ step, stage, place, say }: { step: TemplateStep; stage: string; place: number; say: Say }): MapDocument['steps'][string] {
  const { name, branch, optional, repeats, within } = step
  const mayBe = { optional: optional ?? false, repeats: repeats ?? false, within: within ?? null }
  return { name: say(name), stage, place, branch: say(branch), ...mayBe, touchpoints: [], score: null, failed: [] }
}

function cellOf(lane: (typeof LANES)[number][0], step: TemplateStep, say: Say): MapCell {
  if (lane === 'emotion') return { ...BLANK, emotion: step.emotion }
  return { ...BLANK, text: say(step[lane]), moment: lane === 'moments' }
}

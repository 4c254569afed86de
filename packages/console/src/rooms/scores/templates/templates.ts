import type { ScoreModel } from '@percorso/contract'
import type { Texts } from '../../../texts/texts.ts'
import type { TemplateName } from '../scores-search.ts'
import { engagementIndex } from './engagement-index.ts'
import { leadScore } from './lead-score.ts'
import { loyaltyDegree } from './loyalty-degree.ts'
import { prosumer } from './prosumer.ts'

export type Label = keyof Texts['scores']['labels']
/** The names of conditions, rules and stages, in the language of whoever makes the model. From then on they are the model's own. */
export type Say = (label: Label) => string

/** The models that come with Percorso, to begin with: each a function of its labels. */
export const templates = { leadScore, engagementIndex, loyaltyDegree, prosumer } as const satisfies Record<
  TemplateName,
  (say: Say) => ScoreModel
>

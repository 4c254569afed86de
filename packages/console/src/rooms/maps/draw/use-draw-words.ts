import { useFormatter, useNow, useTranslations } from 'use-intl'
import { usePlaceWords } from '../grid/place-words.ts'
import { useDocument, useOpenMap } from '../map-context.ts'
import type { DrawWords } from './draw-map.ts'

/** What a picture of the map says, in the language of the console. */
export function useDrawWords(): DrawWords {
  const t = useTranslations('maps')
  const touch = useTranslations('touchpoints')
  const format = useFormatter()
  const words = usePlaceWords()
  const now = useNow()
  const { touchpoints } = useOpenMap()
  const kind = useDocument('kind', (document) => document.kind)
  const persona = useDocument('persona', (document) => document.persona)
  return {
    about: [t(`kinds.${kind}`), persona.name, format.dateTime(now, { dateStyle: 'medium' })].filter((each) => each !== '').join(' · '),
    phase: (phase) => t(`phases.${phase}`),
    line: (line) => t(`lines.${line}`),
    signs: ({ optional, repeats, branch }) =>
      [optional ? t('optional') : '', repeats ? t('repeats') : '', branch === '' ? '' : t('branch', { name: branch })]
        .filter((each) => each !== '')
        .join(', '),
    cell: ({ cell, lane, step, measure }) => [
      ...(lane.kind === 'touchpoints' ? step.touchpoints.map((id) => `• ${touchpoints.get(id) ?? String(id)}`) : []),
      ...(cell
        ? [
            cell.moment ? `★ ${t('moment')}` : '',
            cell.binding && measure ? words.measured(cell.binding.kind, measure) : '',
            cell.text,
            ...cell.providers.map((each) => `• ${touch(`providers.${each}`)}`),
            ...cell.modules.map((each) => `• ${touch(`modules.${each}`)}`),
          ]
        : []),
    ],
    evidence: (cell, measure) =>
      cell.binding && measure ? `${t('levels.measured')}, n = ${words.number(measure.n)}` : words.evidence(cell, undefined),
    signed: words.signed,
  }
}

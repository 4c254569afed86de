import { Radio, Stack } from '@mantine/core'
import { evidenceLevels } from '@percorso/contract/map-words'
import type { EvidenceLevel } from '@percorso/contract'
import { useTranslations } from 'use-intl'
import { LevelShape } from '../grid/evidence-sign.tsx'
import classes from '../maps.module.css'
import type { CellPartProps } from './cell-panel.tsx'
import { KeptText } from './kept-text.tsx'

const SOURCE_MAX = 300

/** On what a cell rests. */
export function EvidenceFields({ cell: { evidence, binding }, onPart, disabled }: CellPartProps) {
  const t = useTranslations('maps')
  const set = (part: Partial<typeof evidence>) => onPart({ evidence: { ...evidence, ...part } })
  const level = binding ? 'measured' : evidence.level
  return (
    <fieldset>
      <legend>{t('fields.evidence')}</legend>
      <Radio.Group size="xs" aria-label={t('fields.evidence')} value={level} onChange={(next) => set({ level: next as EvidenceLevel })}>
        <Stack gap={6}>
          {evidenceLevels.map((each) => (
            <Radio
              key={each}
              size="xs"
              value={each}
              disabled={disabled || (binding !== null && each !== 'measured')}
              label={
                <span className={classes.status}>
                  <LevelShape level={each} /> {t(`levels.${each}`)}
                </span>
              }
              description={t(`levelsMean.${each}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {level === 'observed' && <HowMany n={evidence.n} disabled={disabled} onN={(n) => set({ n })} />}
      {level !== 'assumed' && (
        <KeptText
          label={t('fields.source')}
          value={evidence.source}
          max={SOURCE_MAX}
          disabled={disabled}
          onText={(source) => set({ source })}
        />
      )}
    </fieldset>
  )
}

function HowMany({ n, disabled, onN }: { n: number | null; disabled: boolean; onN: (n: number | null) => void }) {
  const t = useTranslations('maps.fields')
  const onText = (text: string) => {
    const next = Number.parseInt(text, 10)
    onN(Number.isNaN(next) ? null : Math.max(0, next))
  }
  return <KeptText label={t('n')} value={n === null ? '' : String(n)} max={9} disabled={disabled} onText={onText} />
}

import { Checkbox, Group, Slider, Text } from '@mantine/core'
import { cellKey, mapLimits } from '@percorso/contract/map-words'
import { experienceProviders, experientialModules } from '@percorso/contract/touchpoint-words'
import type { ExperienceProvider, ExperientialModule, MapCell } from '@percorso/contract'
import { useTranslations } from 'use-intl'
import { EMOTION_MAX } from '../grid/emotion-scale.ts'
import { useCell, useLane, useOpenMap } from '../map-context.ts'
import classes from './panels.module.css'
import { emptyCell, setCell } from '../model/map-actions.ts'
import { BindingFields } from './binding-fields.tsx'
import { EvidenceFields } from './evidence-fields.tsx'
import { KeptText } from './kept-text.tsx'
import { TouchpointsField } from './touchpoints-field.tsx'

export type CellPartProps = { cell: MapCell; onPart: (part: Partial<MapCell>) => void; disabled: boolean }

/** Everything that a cell says. */
export function CellPanel({ lane, step }: { lane: string; step: string }) {
  const t = useTranslations('maps.fields')
  const key = cellKey(lane, step)
  const { store, readOnly } = useOpenMap()
  const cell = useCell(key) ?? emptyCell
  const kind = useLane(lane)?.kind
  const onPart = (part: Partial<MapCell>) => store.act(setCell(store.document, key, part))
  const parts = { cell, onPart, disabled: readOnly }
  return (
    <div className={classes.fields}>
      {kind === 'touchpoints' && <TouchpointsField step={step} />}
      {kind === 'emotion' && <EmotionField {...parts} />}
      <KeptText label={t('text')} value={cell.text} max={mapLimits.text} lines disabled={readOnly} onText={(text) => onPart({ text })} />
      {(kind === 'moments' || cell.moment) && (
        <Checkbox
          size="xs"
          label={t('isMoment')}
          checked={cell.moment}
          disabled={readOnly}
          onChange={(event) => onPart({ moment: event.currentTarget.checked })}
        />
      )}
      <EvidenceFields {...parts} />
      <BindingFields {...parts} place={key} />
      <ExperienceChoice {...parts} open={kind === 'providers' || kind === 'modules'} />
    </div>
  )
}

function EmotionField({ cell, onPart, disabled }: CellPartProps) {
  const t = useTranslations('maps')
  return (
    <div>
      <Text size="xs" fw={500} mb={4}>
        {t('fields.emotion')}
      </Text>
      <Slider
        size="sm"
        mx="xs"
        mb="lg"
        thumbLabel={t('fields.emotion')}
        key={cell.emotion}
        defaultValue={cell.emotion ?? 0}
        min={-EMOTION_MAX}
        max={EMOTION_MAX}
        step={0.5}
        disabled={disabled}
        marks={[
          { value: -EMOTION_MAX, label: '−2' },
          { value: 0, label: '0' },
          { value: EMOTION_MAX, label: '+2' },
        ]}
        onChangeEnd={(emotion) => onPart({ emotion })}
      />
      <Checkbox
        size="xs"
        label={t('fields.noEmotion')}
        checked={cell.emotion === null}
        disabled={disabled}
        onChange={(event) => onPart({ emotion: event.currentTarget.checked ? null : 0 })}
      />
    </div>
  )
}

function ExperienceChoice({ cell, onPart, disabled, open }: CellPartProps & { open: boolean }) {
  const t = useTranslations('maps.fields')
  const touch = useTranslations('touchpoints')
  return (
    <details open={open || cell.providers.length + cell.modules.length > 0}>
      <summary>
        {t('providers')}, {t('modules')}
      </summary>
      <div className={classes.fields}>
        <Checkbox.Group
          size="xs"
          label={t('providers')}
          value={cell.providers}
          onChange={(providers) => onPart({ providers: providers as ExperienceProvider[] })}
        >
          <Group gap="xs">
            {experienceProviders.map((each) => (
              <Checkbox key={each} size="xs" value={each} disabled={disabled} label={touch(`providers.${each}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Checkbox.Group
          size="xs"
          label={t('modules')}
          value={cell.modules}
          onChange={(modules) => onPart({ modules: modules as ExperientialModule[] })}
        >
          <Group gap="xs">
            {experientialModules.map((each) => (
              <Checkbox key={each} size="xs" value={each} disabled={disabled} label={touch(`modules.${each}`)} />
            ))}
          </Group>
        </Checkbox.Group>
      </div>
    </details>
  )
}

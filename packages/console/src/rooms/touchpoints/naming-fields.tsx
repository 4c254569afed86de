import { Autocomplete, Checkbox, NativeSelect, TextInput, Textarea } from '@mantine/core'
import type { Stage, TouchpointChannel, TouchpointDraft } from '@percorso/contract'
import { stages, touchpointChannels } from '@percorso/contract/touchpoint-words'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { inPlace } from '../segments/builder/fields.tsx'
import classes from './touchpoints.module.css'

export type PartProps = { draft: TouchpointDraft; onPart: (part: Partial<TouchpointDraft>) => void }

const SUB_STAGES = ['awareness', 'comparison', 'checkout', 'delivery', 'use', 'service', 'loyalty'] as const

/** What it is called, what carries it, where in the life cycle it is, and who answers for it. */
export function NamingFields({ draft, onPart }: PartProps) {
  const t = useTranslations('touchpoints')
  return (
    <>
      <TextInput
        size="xs"
        label={t('form.name')}
        value={draft.name}
        maxLength={100}
        required
        onChange={(event) => onPart({ name: event.currentTarget.value })}
      />
      <div className={classes.fields}>
        <NativeSelect
          size="xs"
          label={t('form.stage')}
          value={draft.stage}
          data={stages.map((value) => ({ value, label: t(`stages.${value}`) }))}
          onChange={(event) => onPart({ stage: event.currentTarget.value as Stage })}
        />
        <NativeSelect
          size="xs"
          label={t('form.channel')}
          value={draft.channel}
          data={touchpointChannels.map((value) => ({ value, label: t(`channels.${value}`) }))}
          onChange={(event) => onPart({ channel: event.currentTarget.value as TouchpointChannel })}
        />
      </div>
      <Checkbox
        size="xs"
        label={t('form.isPhysical')}
        checked={draft.physical}
        onChange={(event) => onPart({ physical: event.currentTarget.checked })}
      />
      <OwnWords draft={draft} onPart={onPart} />
      <Textarea
        size="xs"
        label={t('form.description')}
        value={draft.description}
        maxLength={1000}
        autosize
        minRows={2}
        onChange={(event) => onPart({ description: event.currentTarget.value })}
      />
    </>
  )
}

/** What each workspace says in words of its own, with those that it has used already. */
function OwnWords({ draft, onPart }: PartProps) {
  const t = useTranslations('touchpoints.form')
  const { data } = useQuery(api.touchpoints.list.queryOptions())
  const used = (what: 'subStage' | 'owner') => (data?.items ?? []).map((touchpoint) => touchpoint[what]).filter((text) => text !== '')
  const subStages = [...new Set([...used('subStage'), ...SUB_STAGES.map((each) => t(`subStages.${each}`))])]
  return (
    <div className={classes.fields}>
      <Autocomplete
        size="xs"
        comboboxProps={inPlace}
        label={t('subStage')}
        description={t('subStageHint')}
        value={draft.subStage}
        data={subStages}
        maxLength={100}
        onChange={(subStage) => onPart({ subStage })}
      />
      <Autocomplete
        size="xs"
        comboboxProps={inPlace}
        label={t('owner')}
        description={t('ownerHint')}
        value={draft.owner}
        data={[...new Set(used('owner'))]}
        maxLength={100}
        onChange={(owner) => onPart({ owner })}
      />
    </div>
  )
}

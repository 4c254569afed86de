import { NativeSelect, TextInput } from '@mantine/core'
import type { InitiativeState } from '@percorso/contract'
import { useTranslations } from 'use-intl'
import { initiativeStates } from '../gaps-search.ts'
import classes from '../gaps.module.css'
import type { OnPart } from './initiative-form.tsx'
import type { InitiativeDraft } from './initiative-types.ts'

/** By when, and how far it is. */
export function DateFields({ draft: { dueOn, state, startedAt, endedAt }, onPart, isNew }: { draft: InitiativeDraft; onPart: OnPart; isNew: boolean }) {
  const t = useTranslations('gaps')
  const day = (moment: string | null) => moment?.slice(0, 10) ?? ''
  const moment = (value: string) => (value === '' ? null : `${value}T00:00:00.000Z`)
  const states = isNew ? initiativeStates.slice(0, 2) : initiativeStates
  return (
    <div className={classes.pair}>
      <TextInput size="xs" type="date" label={t('form.due')} value={dueOn ?? ''} onChange={(event) => onPart({ dueOn: event.currentTarget.value || null })} />
      <NativeSelect
        size="xs"
        label={t('form.state')}
        value={state}
        data={states.map((value) => ({ value: value as string, label: t(`initiatives.states.${value}`) }))}
        onChange={(event) => onPart({ state: event.currentTarget.value as InitiativeState })}
      />
      {state !== 'planned' && (
        <TextInput
          size="xs"
          type="date"
          label={t('form.started')}
          description={t('form.startedHint')}
          value={day(startedAt)}
          onChange={(event) => onPart({ startedAt: moment(event.currentTarget.value) })}
        />
      )}
      {(state === 'done' || state === 'dropped') && (
        <TextInput
          size="xs"
          type="date"
          label={t('form.ended')}
          description={t('form.startedHint')}
          value={day(endedAt)}
          onChange={(event) => onPart({ endedAt: moment(event.currentTarget.value) })}
        />
      )}
    </div>
  )
} // prettier-ignore

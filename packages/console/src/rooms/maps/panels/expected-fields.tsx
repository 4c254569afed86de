import { ActionIcon, Button, Checkbox, Group } from '@mantine/core'
import type { Duration, FactMatch, MapStep } from '@percorso/contract'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { DurationField, NumberField, Word } from '../../segments/builder/fields.tsx'
import { FactFields, PropertyField } from '../../segments/builder/fact-fields.tsx'
import classes from '../maps.module.css'
import { isEqual } from '../model/edit-document.ts'

type PartProps = { step: MapStep; onPart: (part: Partial<MapStep>) => void }
type Score = NonNullable<MapStep['score']>

const FAILED_MAX = 20

/** What is expected of a step: how soon, how good, and which facts say that it went wrong. */
export function ExpectedFields({ step, onPart }: PartProps) {
  const t = useTranslations('maps.fields')
  return (
    <>
      <fieldset>
        <legend>{t('within')}</legend>
        <Within within={step.within} onWithin={(within) => onPart({ within })} />
      </fieldset>
      <fieldset>
        <legend>{t('score')}</legend>
        <ScoreFields score={step.score} onScore={(score) => onPart({ score })} />
      </fieldset>
      <fieldset>
        <legend>{t('failed')}</legend>
        <FailedFields failed={step.failed} onFailed={(failed) => onPart({ failed })} />
      </fieldset>
    </>
  )
}

function Within({ within, onWithin }: { within: Duration | null; onWithin: (within: Duration | null) => void }) {
  const t = useTranslations('maps.fields')
  const [draft, setDraft] = useState(within)
  const give = (next: Duration | null) => {
    setDraft(next)
    if (next === null || Number.isSafeInteger(next.n)) onWithin(next)
  }
  return (
    <Group gap="xs">
      <Checkbox
        size="xs"
        aria-label={t('within')}
        checked={draft !== null}
        onChange={(event) => give(event.currentTarget.checked ? { n: 1, unit: 'days' } : null)}
      />
      {draft && <DurationField label={t('within')} value={draft} onValue={give} />}
    </Group>
  )
}

function ScoreFields({ score, onScore }: { score: Score | null; onScore: (score: Score | null) => void }) {
  const t = useTranslations('maps.fields')
  const [draft, setDraft] = useState(score)
  const isWhole = draft !== null && draft.property !== '' && !Number.isNaN(draft.least) && Object.keys(draft.of).length > 0
  return (
    <>
      <Checkbox
        size="xs"
        label={t('score')}
        checked={draft !== null}
        onChange={(event) => {
          setDraft(event.currentTarget.checked ? { of: {}, property: '', least: 4 } : null)
          if (!event.currentTarget.checked && score) onScore(null)
        }}
      />
      {draft && (
        <>
          <FactFields label={t('scoreOf')} match={draft.of} onMatch={(of) => setDraft({ ...draft, of })} />
          <PropertyField fact={draft.of.fact} property={draft.property} onProperty={(property) => setDraft({ ...draft, property })} />
          <Group gap="xs">
            <Word>{t('scoreLeast')}</Word>
            <NumberField label={t('scoreLeast')} value={draft.least} onValue={(least) => setDraft({ ...draft, least })} />
          </Group>
        </>
      )}
      {isWhole && !isEqual(draft, score) && <Take onTake={() => onScore(draft)} />}
    </>
  )
}

function FailedFields({ failed, onFailed }: { failed: FactMatch[]; onFailed: (failed: FactMatch[]) => void }) {
  const t = useTranslations('maps.fields')
  const [draft, setDraft] = useState(failed)
  const isWhole = draft.every((match) => Object.keys(match).length > 0)
  return (
    <>
      {draft.map((match, place) => (
        <div key={place} className={classes.bar}>
          <FactFields label={t('failed')} match={match} onMatch={(next) => setDraft(draft.with(place, next))} />
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={t('removeMatch', { n: place + 1 })}
            onClick={() => setDraft(draft.toSpliced(place, 1))}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Group gap="xs">
        {draft.length < FAILED_MAX && (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setDraft([...draft, { fact: '' }])}
          >
            {t('add')}
          </Button>
        )}
        {isWhole && !isEqual(draft, failed) && <Take onTake={() => onFailed(draft)} />}
      </Group>
    </>
  )
}

function Take({ onTake }: { onTake: () => void }) {
  const t = useTranslations('maps.bindings')
  return (
    <Button size="compact-xs" onClick={onTake}>
      {t('take')}
    </Button>
  )
}

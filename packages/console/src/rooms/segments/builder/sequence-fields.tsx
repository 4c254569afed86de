import { ActionIcon, Button } from '@mantine/core'
import type { FactMatch, SequenceLeaf } from '@percorso/contract'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import classes from '../segments.module.css'
import { within } from './did-fields.tsx'
import type { FieldsProps } from './did-fields.tsx'
import { FactFields } from './fact-fields.tsx'
import { Choice, DurationField, Word } from './fields.tsx'
import { WAYS_OF_PERIODS, WindowFields } from './window-fields.tsx'

const STEPS_MAX = 6
const WEEK = { n: 7, unit: 'days' } as const

/** First this, then that, and more: in so long, and without something else in between. */
export function SequenceFields({ leaf, onLeaf }: FieldsProps<SequenceLeaf>) {
  const t = useTranslations('segments.builder')
  const { sequence, in: length, without, ...rest } = leaf
  const give = (next: Pick<SequenceLeaf, 'in' | 'without'>) => onLeaf({ ...rest, sequence, ...next })
  return (
    <>
      <Steps steps={sequence} onSteps={(steps) => onLeaf({ ...leaf, sequence: steps })} />
      <Choice
        label={t('inWhich')}
        value={length ? 'in' : 'any'}
        options={['in', 'any']}
        name={(option) => t(`inWhichWays.${option}`)}
        onValue={(option) => give({ ...(option === 'in' && { in: WEEK }), ...(without && { without }) })}
      />
      {length && <DurationField label={t('howLong')} value={length} onValue={(next) => onLeaf({ ...leaf, in: next })} />}
      <Choice
        label={t('without')}
        value={without ? 'without' : 'any'}
        options={['any', 'without']}
        name={(option) => t(`withoutWays.${option}`)}
        onValue={(option) => give({ ...(length && { in: length }), ...(option === 'without' && { without: {} }) })}
      />
      {without && <FactFields label={t('withoutFact')} match={without} onMatch={(next) => onLeaf({ ...leaf, without: next })} />}
      <WindowFields window={leaf.within} ways={WAYS_OF_PERIODS} onWindow={(window) => onLeaf(within(leaf, window))} />
    </>
  )
}

function Steps({ steps, onSteps }: { steps: FactMatch[]; onSteps: (steps: FactMatch[]) => void }) {
  const t = useTranslations('segments.builder')
  const adder = useRef<HTMLButtonElement>(null)
  const [added, setAdded] = useState<number>()
  return (
    <>
      {steps.map((step, index) => (
        <span key={index} className={classes.test}>
          {index > 0 && <Word>{t('followedBy')}</Word>}
          <FactFields
            label={t('step', { place: String(index + 1) })}
            match={step}
            isNew={index === added}
            onMatch={(match) => onSteps(steps.with(index, match))}
          />
          {steps.length > 2 && (
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={t('removeStep', { place: String(index + 1) })}
              onClick={() => {
                onSteps(steps.toSpliced(index, 1))
                adder.current?.focus()
              }}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          )}
        </span>
      ))}
      {steps.length < STEPS_MAX && (
        <Button
          ref={adder}
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => {
            setAdded(steps.length)
            onSteps([...steps, {}])
          }}
        >
          {t('addStep')}
        </Button>
      )}
    </>
  )
}

import { ActionIcon, NativeSelect } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import type { DraftFact, DraftValue } from './import-types.ts'
import classes from './imports.module.css'
import { TemplateInput } from './template-input.tsx'
import { ValuesEditor } from './values-editor.tsx'

const TYPES = ['identify', 'track', 'page', 'screen', 'group'] as const
type Type = (typeof TYPES)[number]

type Props = {
  fact: DraftFact
  number: number
  columns: string[]
  onFact: (fact: DraftFact) => void
  onRemove: (() => void) | undefined
}

/** One fact that each row gives, with its own time. */
export function FactEditor({ fact, number, columns, onFact, onRemove }: Props) {
  const t = useTranslations('imports')
  const types = useTranslations('facts')
  const change = (part: object) => onFact({ ...fact, ...part } as DraftFact)
  const called = nameOf(fact)
  return (
    <fieldset className={classes.fact}>
      <legend>{t('factNumber', { number: String(number) })}</legend>
      <div className={classes.line}>
        <NativeSelect
          size="xs"
          label={t('type')}
          value={fact.type}
          onChange={(event) => onFact(ofType(fact, event.currentTarget.value as Type))}
          data={TYPES.map((value) => ({ value, label: types(value) }))}
        />
        {called && (
          <TemplateInput
            label={t(called.field)}
            value={called.value}
            columns={columns}
            onValue={(value) => change({ [called.field]: value })}
          />
        )}
        <TemplateInput label={t('time')} value={fact.time} columns={columns} onValue={(time) => change({ time })} />
        {onRemove && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('removeFact', { number: String(number) })}
            title={t('removeFact', { number: String(number) })}
            onClick={onRemove}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <ValuesEditor values={valuesOf(fact)} columns={columns} onValues={(values) => change({ [fieldOf(fact.type)]: values })} />
    </fieldset>
  )
}

function nameOf(fact: DraftFact): { field: 'event' | 'name' | 'groupId'; value: string } | undefined {
  if (fact.type === 'track') return { field: 'event', value: fact.event }
  if (fact.type === 'group') return { field: 'groupId', value: fact.groupId }
  return fact.type === 'identify' ? undefined : { field: 'name', value: fact.name ?? '' }
}

function fieldOf(type: Type): 'traits' | 'properties' {
  return type === 'identify' || type === 'group' ? 'traits' : 'properties'
}

function valuesOf(fact: DraftFact): Record<string, DraftValue> {
  return ('traits' in fact ? fact.traits : 'properties' in fact ? fact.properties : undefined) ?? {}
}

/** The same fact as another type: it keeps its time, conditions and values. */
function ofType(fact: DraftFact, type: Type): DraftFact {
  const { time, when, messageId } = fact
  const name = nameOf(fact)?.value ?? ''
  const named = {
    identify: {},
    track: { event: name },
    page: { name: name || undefined },
    screen: { name: name || undefined },
    group: { groupId: name },
  }[type]
  const kept = { time, ...(when !== undefined && { when }), ...(messageId !== undefined && { messageId }) }
  return { type, ...kept, ...named, [fieldOf(type)]: valuesOf(fact) } as DraftFact
}

import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import type { DraftValue } from './import-types.ts'
import classes from './imports.module.css'
import { TemplateInput } from './template-input.tsx'
import { KINDS, kindOf, sourceOf, valueFrom } from './draft-values.ts'
import type { Kind } from './draft-values.ts'

type Values = Record<string, DraftValue>
type Props = { values: Values; columns: string[]; onValues: (values: Values) => void }

const ADDED_AT_ONCE_MAX = 200

/** What a fact tells: each property with the column, or text, it comes from. */
export function ValuesEditor({ values, columns, onValues }: Props) {
  const t = useTranslations('imports')
  const entries = Object.entries(values)
  const set = (index: number, entry: [string, DraftValue] | undefined) =>
    onValues(Object.fromEntries(entries.flatMap((each, at) => (at === index ? (entry ? [entry] : []) : [each]))))
  const used = new Set(entries.map(([, value]) => sourceOf(value)))
  const left = columns.filter((column) => !used.has(`{${column}}`) && !Object.hasOwn(values, column))
  const add = (names: string[]) =>
    onValues({ ...values, ...Object.fromEntries(names.map((column) => [column, { column, as: 'string' as const }])) })
  return (
    <>
      <ul className={classes.values} aria-label={t('values')}>
        {entries.map(([name, value], index) => (
          <OneValue key={index} name={name} value={value} columns={columns} onEntry={(entry) => set(index, entry)} />
        ))}
      </ul>
      {left.length > 0 && (
        <div className={classes.line}>
          <NativeSelect
            size="xs"
            aria-label={t('addColumn')}
            value=""
            onChange={(event) => add([event.currentTarget.value])}
            data={[{ value: '', label: t('addColumn') }, ...left.map((column) => ({ value: column, label: column }))]}
          />
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => add(left.slice(0, ADDED_AT_ONCE_MAX))}
          >
            {t('addColumns', { count: Math.min(left.length, ADDED_AT_ONCE_MAX) })}
          </Button>
        </div>
      )}
    </>
  )
}

type OneProps = { name: string; value: DraftValue; columns: string[]; onEntry: (entry: [string, DraftValue] | undefined) => void }

function OneValue({ name, value, columns, onEntry }: OneProps) {
  const t = useTranslations('imports')
  const kind = kindOf(value)
  return (
    <li className={classes.value}>
      <TextInput
        size="xs"
        aria-label={t('propertyName', { name })}
        value={name}
        onChange={(event) => onEntry([event.currentTarget.value, value])}
      />
      <TemplateInput
        hidden
        label={t('propertyFrom', { name })}
        value={sourceOf(value)}
        columns={columns}
        onValue={(from) => onEntry([name, valueFrom(from, kind)])}
      />
      <NativeSelect
        size="xs"
        aria-label={t('propertyKind', { name })}
        value={kind}
        onChange={(event) => onEntry([name, valueFrom(sourceOf(value), event.currentTarget.value as Kind)])}
        data={KINDS.map((each) => ({ value: each, label: t(`kinds.${each}`) }))}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('removeProperty', { name })}
        title={t('removeProperty', { name })}
        onClick={() => onEntry(undefined)}
      >
        <IconX size={15} aria-hidden />
      </ActionIcon>
    </li>
  )
}

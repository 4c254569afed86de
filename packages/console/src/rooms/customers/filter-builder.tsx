import { ActionIcon, Autocomplete, Button, Checkbox, NativeSelect, Text, TextInput } from '@mantine/core'
import type { Rule } from '@percorso/contract'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { fromRule, hasKey, inputOf, newCondition, opsOf, subjects, toRule } from './conditions.ts'
import type { Condition, Match, Op, Subject } from './conditions.ts'
import classes from './customers.module.css'

type FilterBuilderProps = { filter: Rule | undefined; onFilter: (filter: Rule | undefined) => void }

const SETTLE_MS = 400

/** Conditions, one a line. What is complete counts; what is half written waits. */
export function FilterBuilder({ filter, onFilter }: FilterBuilderProps) {
  const t = useTranslations('customers.filter')
  const { draft, setDraft } = useDraft(filter, onFilter)
  if (!draft) return <Text size="sm">{t('beyond')}</Text>
  const { match, conditions } = draft
  const change = (index: number, condition: Condition | undefined) =>
    setDraft({ match, conditions: conditions.flatMap((each, at) => (at === index ? (condition ?? []) : each)) })
  return (
    <section className={classes.builder} aria-label={t('title')}>
      {conditions.length > 1 && (
        <NativeSelect
          size="xs"
          aria-label={t('match')}
          value={match}
          onChange={(event) => setDraft({ conditions, match: event.currentTarget.value as Match })}
          data={[
            { value: 'all', label: t('all') },
            { value: 'any', label: t('any') },
          ]}
        />
      )}
      {conditions.map((condition, index) => (
        <Line key={index} condition={condition} place={index + 1} onChange={(next) => change(index, next)} />
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setDraft({ match, conditions: [...conditions, newCondition()] })}
      >
        {t('add')}
      </Button>
    </section>
  )
}

type Draft = { match: Match; conditions: Condition[] }

/** What is being written; handed on when the hand rests. What comes from elsewhere (Back, a saved view) replaces it. */
function useDraft(filter: Rule | undefined, onFilter: (filter: Rule | undefined) => void) {
  const [draft, setDraft] = useState<Draft | undefined>(() => begun(fromRule(filter)))
  const told = useRef(JSON.stringify(filter))
  useEffect(() => {
    const outside = JSON.stringify(filter)
    if (outside === told.current) return
    told.current = outside
    setDraft(begun(fromRule(filter)))
  }, [filter])
  useEffect(() => {
    if (!draft) return undefined
    const rule = toRule(draft.conditions, draft.match)
    const text = JSON.stringify(rule)
    if (text === told.current) return undefined
    const timer = setTimeout(() => {
      told.current = text
      onFilter(rule)
    }, SETTLE_MS)
    return () => clearTimeout(timer)
  }, [draft, onFilter])
  return { draft, setDraft }
}

/** An empty builder begins with a line to fill in. */
function begun(draft: Draft | undefined): Draft | undefined {
  return draft?.conditions.length === 0 ? { ...draft, conditions: [newCondition()] } : draft
}

type LineProps = { condition: Condition; place: number; onChange: (condition: Condition | undefined) => void }

function Line({ condition, place, onChange }: LineProps) {
  const t = useTranslations('customers.filter')
  const { subject, op, not } = condition
  return (
    <fieldset className={classes.line} aria-label={t('line', { place })}>
      <NativeSelect
        size="xs"
        aria-label={t('subject')}
        value={subject}
        onChange={(event) => onChange(newCondition(event.currentTarget.value as Subject))}
        data={subjects.map((value) => ({ value, label: t(`subjects.${value}`) }))}
      />
      {hasKey(subject) && <Key condition={condition} onChange={onChange} />}
      <NativeSelect
        size="xs"
        aria-label={t('op')}
        value={op}
        onChange={(event) => onChange({ ...condition, op: event.currentTarget.value as Op })}
        data={opsOf[subject].map((value) => ({ value, label: t(`ops.${value}`) }))}
      />
      <Value condition={condition} onChange={onChange} />
      <Checkbox
        size="xs"
        label={t('not')}
        checked={not}
        onChange={(event) => onChange({ ...condition, not: event.currentTarget.checked })}
      />
      <ActionIcon variant="subtle" color="gray" aria-label={t('remove', { place })} onClick={() => onChange(undefined)}>
        <IconTrash size={15} aria-hidden />
      </ActionIcon>
    </fieldset>
  )
}

const FRESH_MS = 60_000
const KINDS = ['user_id', 'anonymous_id', 'email', 'phone']

/** The traits that people here really have. */
export function useTraitKeys() {
  return useQuery({ ...api.profiles.traitKeys.queryOptions(), staleTime: FRESH_MS }).data?.keys ?? []
}

function Key({ condition, onChange }: Omit<LineProps, 'place'>) {
  const t = useTranslations('customers.filter')
  const keys = useTraitKeys()
  const { subject, key } = condition
  const known = subject === 'trait' ? keys.map((use) => use.key) : subject === 'identifier' ? KINDS : []
  const choose = (next: string) => {
    const type = subject === 'trait' ? keys.find((use) => use.key === next)?.type : undefined
    onChange({ ...condition, key: next, type: type === 'number' || type === 'boolean' ? type : 'text' })
  }
  return (
    <Autocomplete
      size="xs"
      w={150}
      aria-label={subject === 'identifier' ? t('kind') : t('trait')}
      value={key}
      onChange={choose}
      data={known}
      limit={50}
      maxLength={200}
    />
  )
}

function Value({ condition, onChange }: Omit<LineProps, 'place'>) {
  const t = useTranslations('customers.filter')
  const keys = useTraitKeys()
  const input = inputOf(condition)
  if (input === 'none') return null
  const { subject, key, op, value } = condition
  const given = { size: 'xs', w: 160, 'aria-label': op === 'withinLast' ? t('days') : t('value'), value, maxLength: 500 } as const
  const say = (next: string) => onChange({ ...condition, value: next })
  if (input !== 'text') return <TextInput {...given} type={input} onChange={(event) => say(event.currentTarget.value)} />
  const samples = subject === 'trait' ? (keys.find((use) => use.key === key)?.samples ?? []) : []
  const known = samples.filter((sample) => typeof sample !== 'object').map(String)
  return <Autocomplete {...given} onChange={say} data={known} placeholder={op === 'anyOf' ? t('several') : undefined} />
}

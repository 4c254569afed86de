import { NativeSelect, TextInput } from '@mantine/core'
import type {
  AccountLeaf,
  AnyAccountTraitLeaf,
  AnyTraitLeaf,
  BucketLeaf,
  ConsentLeaf,
  IdentifierLeaf,
  Period,
  ProfileLeaf,
  SegmentLeaf,
  SetLeaf,
} from '@percorso/contract'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../../api/client.ts'
import classes from '../segments.module.css'
import { ComparedChoice } from './did-fields.tsx'
import type { FieldsProps } from './did-fields.tsx'
import { Choice, DateField, NumberField, ProposedText, Word } from './fields.tsx'
import { emptyScalar } from './said.ts'
import type { Op, Said } from './said.ts'
import { SaidFields } from './said-fields.tsx'
import { useVocabulary } from './use-vocabulary.ts'
import { WAYS_OF_PERIODS, WindowFields } from './window-fields.tsx'

// What is known of somebody: a form for each kind of condition.

const KINDS = ['email', 'phone', 'user_id', 'anonymous_id']
const CONSENTS = ['given', 'withdrawn', 'unknown'] as const satisfies ConsentLeaf['op'][]
const TEXT_OPS = ['exists', 'equals', 'startsWith'] as const satisfies Op[]

export function TraitFields({ leaf, onLeaf }: FieldsProps<AnyTraitLeaf>) {
  const { traits } = useVocabulary()
  const { trait, ...said } = leaf
  return (
    <KeyFields
      name={trait}
      known={traits}
      said={said as Said}
      onChange={(name, next) => onLeaf({ trait: name, ...next } as AnyTraitLeaf)}
    />
  )
}

export function AccountTraitFields({ leaf, onLeaf }: FieldsProps<AnyAccountTraitLeaf>) {
  const { accountTraits } = useVocabulary()
  const { accountTrait, ...said } = leaf
  return (
    <KeyFields
      name={accountTrait}
      known={accountTraits}
      said={said as Said}
      onChange={(name, next) => onLeaf({ accountTrait: name, ...next } as AnyAccountTraitLeaf)}
    />
  )
}

type KeyFieldsProps = {
  name: string
  known: { key: string; type: string; samples: readonly unknown[] }[]
  said: Said
  onChange: (name: string, said: Said) => void
}

function KeyFields({ name, known, said, onChange }: KeyFieldsProps) {
  const t = useTranslations('segments.builder')
  const of = (key: string) => known.find((each) => each.key === key)
  const choose = (key: string) => {
    const isUntouched = said.op === 'equals' && (said.value === '' || Number.isNaN(said.value))
    onChange(key, isUntouched ? { ...said, value: emptyScalar(of(key)?.type) } : said)
  }
  return (
    <>
      <ProposedText
        aria-label={t('trait')}
        placeholder={t('trait')}
        value={name}
        onChange={choose}
        data={[...new Set(known.map(({ key }) => key))]}
        limit={50}
        maxLength={200}
      />
      <SaidFields said={said} known={of(name)} onSaid={(next) => onChange(name, next)} />
    </>
  )
}

/** When they were first or last seen. */
export function SeenFields({ leaf, onLeaf }: FieldsProps<ProfileLeaf>) {
  const t = useTranslations('segments.builder')
  const say = (op: 'withinLast' | 'before' | 'after') =>
    onLeaf({ profile: leaf.profile, op, value: op === 'withinLast' ? 30 : typeof leaf.value === 'string' ? leaf.value : '' } as ProfileLeaf)
  return (
    <>
      <Choice
        label={t('when')}
        value={leaf.op as 'withinLast' | 'before' | 'after'}
        options={['withinLast', 'before', 'after']}
        name={(op) => t(`timeOps.${op}`)}
        onValue={say}
      />
      {typeof leaf.value === 'number' ? (
        <>
          <NumberField label={t('days')} value={leaf.value} min={1} whole onValue={(value) => onLeaf({ ...leaf, value } as ProfileLeaf)} />
          <Word>{t('units.days')}</Word>
        </>
      ) : (
        <DateField label={t('value')} value={leaf.value} onValue={(value) => onLeaf({ ...leaf, value } as ProfileLeaf)} />
      )}
    </>
  )
}

export function FactsFields({ leaf, onLeaf }: FieldsProps<Extract<ProfileLeaf, { profile: 'facts' }>>) {
  const t = useTranslations('segments.builder')
  return (
    <>
      <ComparedChoice op={leaf.op} onOp={(op) => onLeaf({ ...leaf, op })} />
      <NumberField label={t('value')} value={leaf.value} min={0} whole onValue={(value) => onLeaf({ ...leaf, value })} wide />
    </>
  )
}

export function IdentifierFields({ leaf, onLeaf }: FieldsProps<IdentifierLeaf>) {
  const t = useTranslations('segments.builder')
  const { identifiers } = useVocabulary()
  const { identifier, ...said } = leaf
  return (
    <>
      <ProposedText
        aria-label={t('kindOfIdentifier')}
        value={identifier}
        onChange={(kind) => onLeaf({ ...leaf, identifier: kind })}
        data={[...new Set([...KINDS, ...identifiers])]}
        maxLength={80}
      />
      <TextTest said={said} onSaid={(next) => onLeaf({ identifier, ...next } as IdentifierLeaf)} />
    </>
  )
}

export function AccountFields({ leaf, onLeaf }: FieldsProps<AccountLeaf>) {
  const { account, ...said } = leaf
  return <TextTest said={said} onSaid={(next) => onLeaf({ account, ...next } as AccountLeaf)} />
}

/** Identifiers are texts, those of digits too: no type is asked for. */
function TextTest({ said, onSaid }: { said: Said; onSaid: (said: Said) => void }) {
  const t = useTranslations('segments.builder')
  const value = typeof said.value === 'string' ? said.value : ''
  return (
    <>
      <Choice
        label={t('op')}
        value={said.op as (typeof TEXT_OPS)[number]}
        options={TEXT_OPS}
        name={(op) => t(`ops.${op}`)}
        onValue={(op) => onSaid(op === 'exists' ? { op } : { op, value })}
      />
      {said.op !== 'exists' && (
        <TextInput
          size="xs"
          className={classes.wide}
          aria-label={t('value')}
          value={value}
          maxLength={500}
          onChange={(event) => onSaid({ ...said, value: event.currentTarget.value })}
        />
      )}
    </>
  )
}

export function SegmentFields({ leaf, onLeaf }: FieldsProps<SegmentLeaf>) {
  const t = useTranslations('segments.builder')
  const { data } = useQuery(api.segments.list.queryOptions())
  const segments = (data?.items ?? []).map(({ segmentId, name }) => ({ id: segmentId, name }))
  return <NumberedChoice label={t('segment')} value={leaf.segment} items={segments} onValue={(segment) => onLeaf({ segment })} />
}

export function SetFields({ leaf, onLeaf }: FieldsProps<SetLeaf>) {
  const t = useTranslations('segments.builder')
  const { data } = useQuery(api.sets.list.queryOptions())
  const sets = (data?.items ?? []).map(({ setId, name }) => ({ id: setId, name }))
  return <NumberedChoice label={t('set')} value={leaf.set} items={sets} onValue={(set) => onLeaf({ set })} />
}

type NumberedChoiceProps = { label: string; value: number; items: { id: number; name: string }[]; onValue: (id: number) => void }

/** One of those that have a number and a name; NaN is none yet. What is gone keeps its number. */
function NumberedChoice({ label, value, items, onValue }: NumberedChoiceProps) {
  const t = useTranslations('segments.builder')
  const isGone = !Number.isNaN(value) && !items.some(({ id }) => id === value)
  const shown = isGone ? [...items, { id: value, name: String(value) }] : items
  return (
    <NativeSelect
      size="xs"
      className={classes.fact}
      aria-label={label}
      value={Number.isNaN(value) ? '' : String(value)}
      data={[{ value: '', label: t('chooseSegment') }, ...shown.map(({ id, name }) => ({ value: String(id), label: name }))]}
      onChange={(event) => onValue(event.currentTarget.value === '' ? Number.NaN : Number(event.currentTarget.value))}
    />
  )
}

/** What was said last about a purpose, and when. */
export function ConsentFields({ leaf, onLeaf }: FieldsProps<ConsentLeaf>) {
  const t = useTranslations('segments.builder')
  const { purposes } = useVocabulary()
  const { consent, op } = leaf
  return (
    <>
      <ProposedText
        aria-label={t('purpose')}
        placeholder={t('purpose')}
        value={consent}
        onChange={(purpose) => onLeaf({ ...leaf, consent: purpose })}
        data={purposes}
        maxLength={100}
      />
      <Choice
        label={t('op')}
        value={op}
        options={CONSENTS}
        name={(each) => t(`consents.${each}`)}
        onValue={(next) => onLeaf({ consent, op: next })}
      />
      {leaf.op !== 'unknown' && (
        <WindowFields
          window={leaf.within}
          ways={WAYS_OF_PERIODS}
          onWindow={(within) => onLeaf({ consent, op: leaf.op, ...(within && { within: within as Period }) })}
        />
      )}
    </>
  )
}

export function BucketFields({ leaf, onLeaf }: FieldsProps<BucketLeaf>) {
  const t = useTranslations('segments.builder')
  return (
    <>
      <NumberField label={t('fromPercent')} value={leaf.from} min={0} onValue={(from) => onLeaf({ ...leaf, from })} />
      <Word>{t('percentTo')}</Word>
      <NumberField label={t('toPercent')} value={leaf.to} min={0} onValue={(to) => onLeaf({ ...leaf, to })} />
      <Word>{t('percentOf')}</Word>
      <TextInput
        size="xs"
        className={classes.wide}
        aria-label={t('salt')}
        value={leaf.bucket}
        maxLength={100}
        onChange={(event) => onLeaf({ ...leaf, bucket: event.currentTarget.value })}
      />
    </>
  )
}

import { MultiSelect, NativeSelect, NumberInput, Select } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { useProperties, useVocabulary } from '../segments/builder/use-vocabulary.ts'
import { SegmentSelect } from './segment-select.tsx'
import { momentPeriods, outcomeKinds, USUAL_HORIZON_DAYS, USUAL_LANDMARK_DAYS } from './moments-search.ts'
import type { MomentsSearch, OutcomeKind } from './moments-search.ts'
import classes from './moments.module.css'
import { useChoices } from './use-choices.ts'
import { useMoments } from './use-moments.ts'

/** Nothing asked. */
const NOTHING: MomentsSearch = { kind: undefined, outcome: undefined, property: undefined, atLeast: undefined, reached: undefined, landmark: undefined, horizon: undefined, days: undefined, steps: undefined, segment: undefined, traits: undefined } // prettier-ignore

/** Of whom, what they met within how long, and what came of it within how long. */
export function QuestionForm() {
  const { search, onSearch } = useMoments()
  const isAsked = Object.keys(NOTHING).some((part) => search[part as keyof MomentsSearch] !== undefined)
  return (
    <FilterBar clear={isAsked ? () => onSearch(NOTHING) : undefined}>
      <div className={classes.form}>
        <Stage />
        <Days part="landmark" usual={USUAL_LANDMARK_DAYS} max={365} />
        <Outcome />
        <Days part="horizon" usual={USUAL_HORIZON_DAYS} max={1_825} />
        <Whose />
      </div>
    </FilterBar>
  )
}

function Stage() {
  const t = useTranslations('moments.form')
  const { search, onSearch } = useMoments()
  const { groups } = useChoices(search.steps, [search.reached, search.outcome])
  return (
    <Select
      size="xs"
      label={t('reached')}
      placeholder={t('anybody')}
      searchable
      clearable
      limit={200}
      data={groups}
      value={search.reached ?? null}
      onChange={(value) => onSearch({ reached: value ?? undefined })}
    />
  )
}

function Outcome() {
  const t = useTranslations('moments.form')
  const { search, onSearch } = useMoments()
  const { kind = 'did', outcome } = search
  const { groups } = useChoices(search.steps, [search.reached, search.outcome])
  return (
    <>
      <NativeSelect
        size="xs"
        label={t('kind')}
        value={kind}
        data={outcomeKinds.map((each) => ({ value: each, label: t(`kinds.${each}`) }))}
        onChange={(event) => onSearch({ kind: event.currentTarget.value as OutcomeKind, property: undefined, atLeast: undefined })}
      />
      <Select
        size="xs"
        label={t('outcome')}
        placeholder={t('choose')}
        searchable
        limit={200}
        data={groups}
        value={outcome ?? null}
        onChange={(value) => onSearch({ outcome: value ?? undefined })}
      />
      {kind === 'worth' && <Worth />}
    </>
  )
}

/** Which property is summed, and to how much. */
function Worth() {
  const t = useTranslations('moments.form')
  const { search, onSearch } = useMoments()
  const properties = useProperties(search.outcome?.replace(/^\w+:/u, ''))
  const paths = new Set([...properties.map(({ path }) => path), ...(search.property === undefined ? [] : [search.property])])
  return (
    <>
      <Select
        size="xs"
        label={t('property')}
        searchable
        data={[...paths]}
        value={search.property ?? null}
        onChange={(property) => onSearch({ property: property ?? undefined })}
      />
      <NumberInput
        size="xs"
        label={t('atLeast')}
        value={search.atLeast ?? ''}
        onChange={(value) => onSearch({ atLeast: typeof value === 'number' ? value : undefined })}
      />
    </>
  )
}

function Days({ part, usual, max }: { part: 'landmark' | 'horizon'; usual: number; max: number }) {
  const t = useTranslations('moments.form')
  const { search, onSearch } = useMoments()
  return (
    <NumberInput
      size="xs"
      label={t(part)}
      min={1}
      max={max}
      allowDecimal={false}
      value={search[part] ?? usual}
      onChange={(days) => onSearch({ [part]: typeof days === 'number' && days >= 1 && days <= max ? days : undefined })}
    />
  )
}

/** Whose, of when, and in what else they should be alike. */
function Whose() {
  const t = useTranslations('moments.form')
  const { search, onSearch } = useMoments()
  const { traits } = useVocabulary()
  const { days, steps, segment, traits: chosen = [] } = search
  return (
    <>
      <SegmentSelect segment={segment} onSegment={(id) => onSearch({ segment: id })} />
      <NativeSelect
        size="xs"
        label={t('period')}
        value={days ?? ''}
        data={[{ value: '', label: t('always') }, ...momentPeriods.map((each) => ({ value: String(each), label: t('days', { n: each }) }))]}
        onChange={(event) => onSearch({ days: momentPeriods.find((each) => String(each) === event.currentTarget.value) })}
      />
      <NativeSelect
        size="xs"
        label={t('steps')}
        value={steps ?? ''}
        data={(['', 'touchpoints', 'facts'] as const).map((each) => ({ value: each, label: t(`stepKinds.${each || 'usual'}`) }))}
        onChange={(event) => onSearch({ ...NOTHING, days, segment, steps: (event.currentTarget.value || undefined) as typeof steps })}
      />
      <MultiSelect
        size="xs"
        label={t('traits')}
        placeholder={chosen.length === 0 ? t('traitsHint') : ''}
        searchable
        maxValues={3}
        data={[...new Set([...traits.map(({ key }) => key), ...chosen])]}
        value={chosen}
        onChange={(next) => onSearch({ traits: next.length > 0 ? next : undefined })}
      />
    </>
  )
}

import { TagsInput } from '@mantine/core'
import { useTranslations } from 'use-intl'
import classes from '../segments.module.css'
import { Choice, DateField, inPlace, NumberField, ProposedText, Word } from './fields.tsx'
import { askedBy, emptyScalar, opGroups, withOp } from './said.ts'
import type { Asked, Op, OpGroups, Said, Scalar, ScalarType } from './said.ts'
import { sampleTexts } from './use-vocabulary.ts'

/** What is known of the values that are tested: their type, and some of them. */
export type Known = { type: string; samples: readonly unknown[] } | undefined

type SaidFieldsProps = { said: Said; known?: Known; onSaid: (said: Said) => void; groups?: OpGroups }

/** What is said of a value: the test, and what it asks for. */
export function SaidFields({ said, known, onSaid, groups = opGroups }: SaidFieldsProps) {
  const t = useTranslations('segments.builder')
  const options = Object.entries(groups).map(([group, items]) => ({ group: t(`opGroups.${group as keyof OpGroups}`), items }))
  return (
    <>
      <Choice<Op>
        label={t('op')}
        value={said.op}
        options={options}
        name={(op) => t(`ops.${op}`)}
        onValue={(op) => onSaid(withOp(said, op, known?.type))}
      />
      <ValueField asked={askedBy[said.op]} said={said} known={known} onSaid={onSaid} />
    </>
  )
}

function ValueField({ asked, said, known, onSaid }: SaidFieldsProps & { asked: Asked }) {
  const t = useTranslations('segments.builder')
  const { value } = said
  const give = (next: Scalar | Scalar[]) => onSaid({ ...said, value: next })
  if (asked === 'nothing') return null
  if (asked === 'scalar') return <ScalarField value={value as Scalar} known={known} onValue={give} />
  if (asked === 'scalars') return <ScalarsField values={value as Scalar[]} known={known} onValues={give} />
  if (asked === 'number') return <NumberField label={t('value')} value={value as number} onValue={give} wide />
  if (asked === 'date') return <DateField label={t('value')} value={value as string} onValue={give} />
  if (asked === 'text') return <TextField value={value as string} known={known} onValue={give} />
  return (
    <>
      <NumberField label={t('days')} value={value as number} min={1} whole onValue={give} />
      <Word>{t('units.days')}</Word>
    </>
  )
}

function TextField({ value, known, onValue }: { value: string; known: Known; onValue: (value: string) => void }) {
  const t = useTranslations('segments.builder')
  return <ProposedText aria-label={t('value')} value={value} onChange={onValue} data={sampleTexts(known?.samples)} maxLength={500} />
}

type ScalarFieldProps = { value: Scalar; known: Known; onValue: (value: Scalar) => void }

/** A text, a number, or yes or no: no value is taken for another type, so which of them is meant has to be said. */
function ScalarField({ value, known, onValue }: ScalarFieldProps) {
  const t = useTranslations('segments.builder')
  return (
    <>
      {typeof value === 'string' && <TextField value={value} known={known} onValue={onValue} />}
      {typeof value === 'number' && <NumberField label={t('value')} value={value} onValue={onValue} wide />}
      {typeof value === 'boolean' && (
        <Choice
          label={t('value')}
          value={value ? 'yes' : 'no'}
          options={['yes', 'no']}
          name={(option) => t(option)}
          onValue={(option) => onValue(option === 'yes')}
        />
      )}
      <TypeChoice type={typeof value as ScalarType} onType={(type) => onValue(typed(value, type))} />
    </>
  )
}

function ScalarsField({ values, known, onValues }: { values: Scalar[]; known: Known; onValues: (values: Scalar[]) => void }) {
  const t = useTranslations('segments.builder')
  const type = values.length > 0 ? (typeof values[0] as ScalarType) : scalarType(known?.type)
  const give = (texts: string[], as: ScalarType) => onValues(texts.map((text) => typed(text, as)).filter((value) => !Number.isNaN(value)))
  return (
    <>
      <TagsInput
        size="xs"
        comboboxProps={inPlace}
        className={classes.tags}
        aria-label={t('values')}
        placeholder={values.length === 0 ? t('several') : undefined}
        value={values.map(String)}
        data={sampleTexts(known?.samples)}
        maxTags={100}
        onChange={(texts) => give(texts, type)}
      />
      <TypeChoice type={type} onType={(next) => give(values.map(String), next)} />
    </>
  )
}

function TypeChoice({ type, onType }: { type: ScalarType; onType: (type: ScalarType) => void }) {
  const t = useTranslations('segments.builder')
  return (
    <Choice label={t('type')} value={type} options={['string', 'number', 'boolean']} name={(each) => t(`types.${each}`)} onValue={onType} />
  )
}

/** The same value as another type, as far as that makes sense. */
function typed(value: Scalar, type: ScalarType): Scalar {
  if (type === 'boolean') return value === true || value === 'true'
  if (type === 'string') return Number.isNaN(value) ? '' : String(value)
  return value === '' || typeof value === 'boolean' ? Number.NaN : Number(value)
}

function scalarType(type: string | undefined): ScalarType {
  return typeof emptyScalar(type) as ScalarType
}

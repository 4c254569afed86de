import { Autocomplete, NativeSelect, TextInput } from '@mantine/core'
import type { AutocompleteProps } from '@mantine/core'
import type { Duration, Unit } from '@percorso/contract'
import { useTranslations } from 'use-intl'
import classes from '../segments.module.css'
import { useFocusIf } from './use-focus-if.ts'

// The small parts that conditions are made of. Each has its name for those who listen; the line they stand in reads as a sentence.

/** Choices open beside their field, not at the end of the page: there they would belong to no landmark. */
export const inPlace = { withinPortal: false }

/** A text for which there are proposals: what really came. */
export function ProposedText(props: AutocompleteProps) {
  return <Autocomplete size="xs" comboboxProps={inPlace} className={classes.wide} {...props} />
}

const UNITS = ['minutes', 'hours', 'days', 'weeks', 'years'] as const satisfies Unit[]

type ChoiceProps<Option extends string> = {
  label: string
  value: Option
  options: readonly Option[] | { group: string; items: readonly Option[] }[]
  name: (option: Option) => string
  onValue: (option: Option) => void
  isNew?: boolean
}

/** One of a few words. */
export function Choice<Option extends string>({ label, value, options, name, onValue, isNew = false }: ChoiceProps<Option>) {
  const field = useFocusIf<HTMLSelectElement>(isNew)
  const named = (option: Option) => ({ value: option as string, label: name(option) })
  const data = options.map((each) => (typeof each === 'string' ? named(each) : { group: each.group, items: each.items.map(named) }))
  return (
    <NativeSelect
      ref={field}
      size="xs"
      classNames={{ input: classes.choice! }}
      aria-label={label}
      value={value}
      data={data}
      onChange={(event) => onValue(event.currentTarget.value as Option)}
    />
  )
}

type NumberFieldProps = { label: string; value: number; onValue: (value: number) => void; min?: number; whole?: boolean; wide?: boolean }

/** A number; while there is none, the condition waits. */
export function NumberField({ label, value, onValue, min, whole = false, wide = false }: NumberFieldProps) {
  return (
    <TextInput
      size="xs"
      type="number"
      className={wide ? classes.wide : classes.number}
      aria-label={label}
      value={Number.isNaN(value) ? '' : String(value)}
      min={min}
      step={whole ? 1 : 'any'}
      onChange={(event) => onValue(event.currentTarget.value === '' ? Number.NaN : Number(event.currentTarget.value))}
    />
  )
}

/** A day; a moment that was written as text stays a text. */
export function DateField({ label, value, onValue }: { label: string; value: string; onValue: (value: string) => void }) {
  const isDay = value === '' || /^\d{4}-\d\d-\d\d$/u.test(value)
  return (
    <TextInput
      size="xs"
      type={isDay ? 'date' : 'text'}
      aria-label={label}
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  )
}

/** So many of a unit. */
export function DurationField({ label, value, onValue }: { label: string; value: Duration; onValue: (value: Duration) => void }) {
  const t = useTranslations('segments.builder')
  return (
    <>
      <NumberField label={label} value={value.n} min={1} whole onValue={(n) => onValue({ ...value, n })} />
      <Choice
        label={t('unit')}
        value={value.unit}
        options={UNITS}
        name={(unit) => t(`units.${unit}`)}
        onValue={(unit) => onValue({ ...value, unit })}
      />
    </>
  )
}

/** A word of the sentence between two fields. */
export function Word({ children }: { children: string }) {
  return children === '' ? null : <span className={classes.word}>{children}</span>
}

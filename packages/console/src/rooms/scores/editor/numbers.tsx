import { TextInput } from '@mantine/core'

type NumberInputProps = {
  label: string
  value: number | undefined
  onValue: (value: number) => void
  error?: string | undefined
  min?: number
  max?: number
  whole?: boolean
  /** Its label is for those who listen only: what stands around it says the same to those who see. */
  quiet?: boolean
}

/** A number with its name above it, and what is wrong with it below; empty is NaN. */
export function NumberInput({ label, value, onValue, error, min, max, whole = false, quiet = false }: NumberInputProps) {
  return (
    <TextInput
      size="xs"
      w={quiet ? 68 : 110}
      type="number"
      {...(quiet ? { 'aria-label': label } : { label })}
      value={value === undefined || Number.isNaN(value) ? '' : String(value)}
      error={error}
      min={min}
      max={max}
      step={whole ? 1 : 'any'}
      onChange={({ currentTarget: { value: text } }) => onValue(text === '' ? Number.NaN : Number(text))}
    />
  )
}

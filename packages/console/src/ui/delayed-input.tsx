import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useId, useRef, useState } from 'react'

const PAUSE_MS = 350

type DelayedInputProps = {
  label: string
  value: string | undefined
  onValue: (value: string) => void
  width?: number
  suggestions?: string[]
}

/** A text that narrows a list: passed on when whoever types pauses, so that not every letter asks the server. */
export function DelayedInput({ label, value = '', onValue, width = 150, suggestions = [] }: DelayedInputProps) {
  const id = useId()
  const [text, setText] = useState(value)
  const passed = useRef(value)
  const pass = useDebouncedCallback((next: string) => {
    passed.current = next.trim()
    onValue(next.trim())
  }, PAUSE_MS)
  // Changed from outside: Back, or all filters cleared.
  useEffect(() => {
    if (value !== passed.current) setText(value)
    passed.current = value
  }, [value])
  return (
    <>
      <TextInput
        size="xs"
        w={width}
        aria-label={label}
        placeholder={label}
        {...(suggestions.length > 0 && { list: id })}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          pass(event.currentTarget.value)
        }}
      />
      {suggestions.length > 0 && (
        <datalist id={id}>
          {suggestions.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </datalist>
      )}
    </>
  )
}

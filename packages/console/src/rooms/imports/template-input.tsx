import { Autocomplete } from '@mantine/core'
import classes from './imports.module.css'

type Props = { label: string; value: string; columns: string[]; onValue: (value: string) => void; hidden?: boolean; placeholder?: string }

const SUGGESTED_MAX = 100

/** A text in which `{column}` stands for the cell of that column: chosen, or written. */
export function TemplateInput({ label, value, columns, onValue, hidden = false, placeholder = '–' }: Props) {
  return (
    <Autocomplete
      size="xs"
      className={classes.template}
      {...(hidden ? { 'aria-label': label } : { label })}
      placeholder={placeholder}
      value={value}
      limit={SUGGESTED_MAX}
      maxDropdownHeight={260}
      // All columns while one is chosen: whoever opens the list wants another.
      filter={({ options, search }) =>
        search === value
          ? options
          : options.filter((option) => 'label' in option && option.label.toLowerCase().includes(search.toLowerCase()))
      }
      data={columns.map((column) => `{${column}}`)}
      onChange={onValue}
    />
  )
}

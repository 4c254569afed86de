import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import classes from './editor.module.css'
import { NumberInput } from './numbers.tsx'
import type { SectionProps } from './section.tsx'

type PartsProps<Part> = {
  parts: Part[]
  most: number
  addText: string
  onAdd: () => void
  onRemove: (part: Part, place: number) => void
  /** One of them; `place` counts from 1. */
  children: (part: Part, shown: { place: number; onRemove: () => void }) => ReactNode
}

/** What a model is made of, one after the other, and the button that adds one. Whoever removes one is left at that button. */
export function Parts<Part extends { id: string }>({ parts, most, addText, onAdd, onRemove, children }: PartsProps<Part>) {
  const adder = useRef<HTMLButtonElement>(null)
  const remove = (part: Part, place: number) => {
    onRemove(part, place)
    adder.current?.focus()
  }
  return (
    <>
      <ol className={classes.parts}>
        {parts.map((part, place) => (
          <Item key={part.id} part={part} place={place + 1} onRemove={() => remove(part, place)}>
            {children}
          </Item>
        ))}
      </ol>
      <Button
        ref={adder}
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={parts.length >= most}
        onClick={onAdd}
      >
        {addText}
      </Button>
    </>
  )
}

type ItemProps<Part> = Pick<PartsProps<Part>, 'children'> & { part: Part; place: number; onRemove: () => void }

function Item<Part>({ part, place, onRemove, children }: ItemProps<Part>) {
  return <li>{children(part, { place, onRemove })}</li>
}

type Headed = { label: string; points: number }
type PartHeadProps<Part extends Headed> = {
  part: Part
  /** Where it stands in what is said of the draft. */
  at: string
  said: SectionProps['said']
  texts: { points: string; remove: string }
  onPart: (part: Part) => void
  onRemove: () => void
}

/** What a part is called and worth, and the button that removes it. */
export function PartHead<Part extends Headed>({ part, at, said, texts, onPart, onRemove }: PartHeadProps<Part>) {
  const t = useTranslations('scores.editor')
  return (
    <div className={classes.head}>
      <TextInput
        size="xs"
        className={classes.label!}
        label={t('label')}
        value={part.label}
        maxLength={120}
        error={said(`${at}.label`)}
        onChange={(event) => onPart({ ...part, label: event.currentTarget.value })}
      />
      <NumberInput
        label={texts.points}
        value={part.points}
        error={said(`${at}.points`)}
        onValue={(points) => onPart({ ...part, points })}
      />
      <ActionIcon className={classes.aside!} variant="subtle" color="gray" aria-label={texts.remove} onClick={onRemove}>
        <IconTrash size={15} aria-hidden />
      </ActionIcon>
    </div>
  )
}

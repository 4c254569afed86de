import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Name } from '../ui/name.tsx'
import { usePaletteGroups } from './palette-entries.ts'
import type { Entry, Group } from './palette-entries.ts'
import classes from './palette.module.css'
import { showPalette } from './shell-state.ts'

const WAIT_MS = 180

/** Ctrl+K: one list of everything that can be opened or done, for the keyboard first. */
export function Palette() {
  const t = useTranslations('shell.palette')
  const [typed, setTyped] = useState('')
  const [settled] = useDebouncedValue(typed.trim(), WAIT_MS)
  const { groups, busy, failed } = usePaletteGroups(typed.trim(), settled)
  const close = () => showPalette(false)
  return (
    <Modal.Root opened onClose={close} yOffset="10vh" size={560} transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('title')}>
        <Modal.Body p={0}>
          <Finder
            groups={groups}
            typed={typed}
            onClose={close}
            onTyped={setTyped}
            nothing={failed ? t('failed') : busy ? t('searching') : t('none')}
            onChosen={(entry) => {
              close()
              entry.run()
            }}
          />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

type FinderProps = {
  groups: Group[]
  typed: string
  onTyped: (text: string) => void
  nothing: string
  onChosen: (entry: Entry) => void
  onClose: () => void
}

function Finder({ groups, typed, onTyped, nothing, onChosen, onClose }: FinderProps) {
  const t = useTranslations('shell.palette')
  const combobox = useCombobox({ opened: true, onDropdownClose: onClose })
  const entries = groups.flatMap((group) => group.entries)
  const keys = entries.map(({ key }) => key).join('\n')
  const { selectFirstOption } = combobox
  const [, listIsThere] = useState(false)
  useEffect(() => {
    selectFirstOption()
    // The box names the list that it controls only once it is drawn again.
    const frame = requestAnimationFrame(() => listIsThere(true))
    return () => cancelAnimationFrame(frame)
  }, [keys, selectFirstOption])
  const choose = (key: string) => {
    const entry = entries.find((each) => each.key === key)
    if (entry) onChosen(entry)
  }
  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          data-autofocus
          variant="unstyled"
          size="md"
          className={classes.input}
          leftSection={<IconSearch size={18} aria-hidden />}
          aria-label={t('label')}
          placeholder={t('label')}
          maxLength={500}
          value={typed}
          onChange={(event) => onTyped(event.currentTarget.value)}
        />
      </Combobox.EventsTarget>
      <Combobox.Options className={classes.options} aria-label={t('title')} tabIndex={0}>
        {groups.map(({ name, entries: inside }) => (
          <Combobox.Group key={name} label={name}>
            {inside.map((entry) => (
              <Combobox.Option key={entry.key} value={entry.key} className={classes.option}>
                <Name>{entry.name}</Name>
                {entry.also !== undefined && <span className={classes.also}>{entry.also}</span>}
              </Combobox.Option>
            ))}
          </Combobox.Group>
        ))}
      </Combobox.Options>
      <output className={classes.nothing}>{entries.length === 0 ? nothing : ''}</output>
    </Combobox>
  )
}

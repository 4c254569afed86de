import { Kbd, Modal, Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import classes from './shell.module.css'
import { showShortcuts } from './shell-state.ts'
import { keepSingleKeys, readSingleKeys } from './single-keys.ts'
import { useScreens } from './use-screens.ts'

/** `?`: which keys do what. */
export function ShortcutList() {
  const t = useTranslations('shell')
  const [on, setOn] = useState(readSingleKeys)
  const jumps = useScreens().flatMap(({ jump, name }) => (jump === undefined ? [] : [{ keys: ['g', jump], does: name }]))
  const shortcuts = [
    { keys: ['Ctrl', 'K'], does: t('palette.title') },
    { keys: ['?'], does: t('shortcuts.title') },
    ...jumps,
    { keys: ['↑', '↓'], does: t('shortcuts.rows') },
  ]
  const toggle = (next: boolean) => {
    keepSingleKeys(next)
    setOn(next)
  }
  return (
    <Modal opened onClose={() => showShortcuts(false)} title={t('shortcuts.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <dl className={classes.shortcuts}>
        {shortcuts.map(({ keys, does }) => (
          <div key={keys.join(' ')}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Switch mt="lg" label={t('shortcuts.singleKeys')} checked={on} onChange={(event) => toggle(event.currentTarget.checked)} />
    </Modal>
  )
}

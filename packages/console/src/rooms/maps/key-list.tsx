import { Kbd, Modal } from '@mantine/core'
import { useTranslations } from 'use-intl'
import classes from './maps.module.css'

const rows = [
  ['move', '← → ↑ ↓'],
  ['write', 'Enter'],
  ['done', 'Enter'],
  ['leave', 'Esc'],
  ['details', 'Shift+Enter'],
  ['emotion', 'Enter, ↑ ↓'],
  ['toggle', 'Space'],
  ['add', 'Insert, +'],
  ['shift', 'Alt+← → ↑ ↓'],
  ['remove', 'Delete'],
  ['undo', 'Ctrl+Z, Ctrl+Shift+Z'],
] as const

/** What the keys do in a map. */
export function KeyList({ onClose }: { onClose: () => void }) {
  const t = useTranslations('maps.keys')
  const ui = useTranslations('ui')
  return (
    <Modal opened onClose={onClose} title={t('title')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <dl className={classes.keys}>
        {rows.map(([what, keys]) => (
          <div key={what} style={{ display: 'contents' }}>
            <dt>
              <Kbd size="xs">{keys}</Kbd>
            </dt>
            <dd>{t(what)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}

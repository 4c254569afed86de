import { useTranslations } from 'use-intl'
import { Confirm } from '../../../ui/confirm.tsx'
import { useOpenMap } from '../map-context.ts'
import { remove } from '../model/map-actions.ts'
import type { Kind } from '../model/map-actions.ts'
import { useDeeds } from '../use-deeds.ts'

/** Asks before a stage, step or lane is deleted, and says how much goes with it. */
export function AskRemove({ kind, id, onClose }: { kind: Kind; id: string; onClose: () => void }) {
  const t = useTranslations('maps.remove')
  const { store } = useOpenMap()
  const deeds = useDeeds()
  const n = remove(store.document, kind, id).filter(({ path }) => path[0] === 'cells').length
  return (
    <Confirm
      opened
      onClose={onClose}
      title={t(kind, { name: store.document[kind][id]?.name ?? '' })}
      verb={t('verb')}
      onConfirm={() => {
        deeds.remove(kind, id)
        onClose()
      }}
    >
      {t('hint', { n })}
    </Confirm>
  )
}

import { ActionIcon } from '@mantine/core'
import type { Touchpoint } from '@percorso/contract'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Name } from '../../ui/name.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import classes from './touchpoints.module.css'

/** The order in which facts are given to touchpoints; moved one step at a time. */
export function OrderPart({ touchpoints }: { touchpoints: Touchpoint[] }) {
  const t = useTranslations('touchpoints')
  const { may } = useMe()
  const client = useQueryClient()
  const order = useMutation(
    api.touchpoints.order.mutationOptions({
      onSettled: () => client.invalidateQueries({ queryKey: api.touchpoints.key() }),
    }),
  )
  const ids = touchpoints.map(({ touchpointId }) => touchpointId)
  const swap = (place: number) => order.mutate({ touchpointIds: ids.with(place, ids[place + 1]!).with(place + 1, ids[place]!) })
  if (touchpoints.length === 0) return <Notice title={t('none')} />
  return (
    <>
      <p className={classes.hint}>{t('order.lead')}</p>
      {order.error && <Problem error={order.error} retry={() => order.reset()} />}
      <ol className={classes.order} aria-label={t('tabs.order')}>
        {touchpoints.map(({ touchpointId, name, matches }, place) => (
          <li key={touchpointId}>
            <Name>{name}</Name>
            <small>{t('order.matches', { n: matches.length })}</small>
            {may('touchpoints.manage') && (
              <span>
                <Move label={t('order.up', { name })} disabled={place === 0 || order.isPending} onMove={() => swap(place - 1)} up />
                <Move label={t('order.down', { name })} disabled={place === ids.length - 1 || order.isPending} onMove={() => swap(place)} />
              </span>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

type MoveProps = { label: string; disabled: boolean; onMove: () => void; up?: boolean }

function Move({ label, disabled, onMove, up = false }: MoveProps) {
  const Arrow = up ? IconArrowUp : IconArrowDown
  return (
    <ActionIcon size="sm" variant="subtle" color="gray" aria-label={label} disabled={disabled} onClick={onMove}>
      <Arrow size={15} aria-hidden />
    </ActionIcon>
  )
}

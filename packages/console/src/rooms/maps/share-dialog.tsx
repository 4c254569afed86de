import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import type { MapShare } from '@percorso/contract'
import { IconShare } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNow, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Problem } from '../../ui/problem.tsx'
import classes from './panels/panels.module.css'

const DAYS = 30
const DAYS_MAX = 365

/** Links by which anybody may read the map. */
export function ShareButton({ mapId }: { mapId: number }) {
  const t = useTranslations('maps.share')
  const ui = useTranslations('ui')
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconShare size={15} aria-hidden />} onClick={() => setOpened(true)}>
        {t('share')}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t('title')} closeButtonProps={{ 'aria-label': ui('close') }}>
        <Stack gap="sm">
          <Text size="sm">{t('lead')}</Text>
          <NewLink mapId={mapId} />
          <Links mapId={mapId} />
        </Stack>
      </Modal>
    </>
  )
}

function NewLink({ mapId }: { mapId: number }) {
  const t = useTranslations('maps.share')
  const client = useQueryClient()
  const [days, setDays] = useState(String(DAYS))
  const share = useMutation(
    api.maps.share.mutationOptions({ onSuccess: () => client.invalidateQueries({ queryKey: api.maps.shares.key() }) }),
  )
  const isGood = Number.isInteger(Number(days)) && Number(days) >= 1 && Number(days) <= DAYS_MAX
  return (
    <>
      <Group align="end" gap="xs">
        <TextInput
          size="xs"
          type="number"
          min={1}
          max={DAYS_MAX}
          label={t('days')}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        <Button size="xs" disabled={!isGood} loading={share.isPending} onClick={() => share.mutate({ mapId, days: Number(days) })}>
          {t('make')}
        </Button>
      </Group>
      {share.error && <Problem error={share.error} retry={share.reset} />}
      {share.data && (
        <output>
          <Text size="sm">{t('made')}</Text>
          <Group gap="xs" wrap="nowrap">
            <TextInput
              size="xs"
              flex={1}
              aria-label={t('copy')}
              value={share.data.url}
              readOnly
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton value={share.data.url} label={t('copy')} wide primary />
          </Group>
        </output>
      )}
    </>
  )
}

function Links({ mapId }: { mapId: number }) {
  const t = useTranslations('maps.share')
  const { data, error, refetch } = useQuery(api.maps.shares.queryOptions({ input: { mapId } }))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  return (
    <section>
      <Text size="sm" fw={600}>
        {t('links')}
      </Text>
      {data?.items.length === 0 && <p className={classes.hint}>{t('none')}</p>}
      <ul className={classes.plain}>
        {data?.items.map((share) => (
          <Link key={share.shareId} mapId={mapId} share={share} />
        ))}
      </ul>
    </section>
  )
}

function Link({ mapId, share: { shareId, createdBy, expiresAt, revokedAt, lastUsedAt } }: { mapId: number; share: MapShare }) {
  const t = useTranslations('maps.share')
  const client = useQueryClient()
  const revoke = useMutation(
    api.maps.revoke.mutationOptions({ onSuccess: () => client.invalidateQueries({ queryKey: api.maps.shares.key() }) }),
  )
  const isOver = new Date(expiresAt) <= useNow()
  return (
    <li className={classes.comment}>
      <Group justify="space-between" wrap="nowrap">
        <span className={classes.hint}>
          <bdi>{createdBy}</bdi> · {t('until')} <Moment at={expiresAt} /> ·{' '}
          {lastUsedAt === null ? (
            t('unused')
          ) : (
            <>
              {t('used')} <Moment at={lastUsedAt} as="ago" />
            </>
          )}
        </span>
        {revokedAt !== null || isOver ? (
          <span>{t(revokedAt === null ? 'expired' : 'revoked')}</span>
        ) : (
          <Button size="compact-xs" variant="default" loading={revoke.isPending} onClick={() => revoke.mutate({ mapId, shareId })}>
            {t('revoke')}
          </Button>
        )}
      </Group>
      {revoke.error && <Problem error={revoke.error} retry={revoke.reset} />}
    </li>
  )
}

import { Button, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Moment } from '../../ui/moment.tsx'
import { NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { WriteKey } from './source-types.ts'
import classes from './sources.module.css'
import { useRevokeKey } from './use-source-changes.ts'

/** The keys that open a source, and the way to take one away. */
export function WriteKeys({ sourceId }: { sourceId: number }) {
  const t = useTranslations('sources')
  const { data, error, refetch } = useQuery(api.sources.keys.queryOptions({ input: { sourceId } }))
  const [revoking, setRevoking] = useState<WriteKey>()
  const revoke = useRevokeKey()
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  return (
    <section aria-labelledby="keys">
      <Title order={2} size="h5" mt="lg" mb={4} id="keys">
        {t('keys')}
      </Title>
      {data?.length === 0 && <NoticeText>{t('noKeys')}</NoticeText>}
      <ul className={classes.keys}>
        {data?.map((key) => (
          <OneKey key={key.writeKeyId} writeKey={key} onRevoke={() => setRevoking(key)} />
        ))}
      </ul>
      <Confirm
        opened={revoking !== undefined}
        onClose={() => setRevoking(undefined)}
        title={t('revokeTitle', { hint: revoking?.hint ?? '' })}
        verb={t('revoke')}
        pending={revoke.isPending}
        onConfirm={() => revoking && revoke.mutate(revoking.writeKeyId, { onSettled: () => setRevoking(undefined) })}
      >
        {t('revokeHint')}
      </Confirm>
    </section>
  )
}

function OneKey({ writeKey: { hint, allowedOrigins, createdAt, revokedAt }, onRevoke }: { writeKey: WriteKey; onRevoke: () => void }) {
  const t = useTranslations('sources')
  const { may } = useMe()
  return (
    <li className={classes.key} data-revoked={revokedAt !== null}>
      <code>wk_…{hint}</code>
      <span>{allowedOrigins.length === 0 ? t('anyOrigin') : <bdi>{allowedOrigins.join(', ')}</bdi>}</span>
      <small>
        {t('made')} <Moment at={createdAt} />
      </small>
      {revokedAt !== null && (
        <small>
          {t('revoked')} <Moment at={revokedAt} />
        </small>
      )}
      {revokedAt === null && may('sources.manage') && (
        <Button size="compact-xs" variant="default" onClick={onRevoke} aria-label={t('revokeOne', { hint })}>
          {t('revoke')}
        </Button>
      )}
    </li>
  )
}

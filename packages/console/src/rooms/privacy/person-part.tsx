import { Button, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { isGone, problemOf } from '../../api/problem.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Count } from '../../ui/count.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import type { Preview } from './privacy.ts'
import classes from './privacy.module.css'

type Props = { profileId: string; mayReturn: boolean; onNote: () => void }

/** What there is about a person, by kind; and what can be done about it. */
export function PersonPart({ profileId, mayReturn, onNote }: Props) {
  const t = useTranslations('privacy.person')
  const { data, error, refetch } = useQuery(api.privacy.preview.queryOptions({ input: { profileId } }))
  if (isGone(error)) {
    return (
      <Notice title={t('gone')}>
        <NoticeText>{t('goneHint')}</NoticeText>
      </Notice>
    )
  }
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <section className={classes.part} aria-labelledby="privacy-person">
      <Title order={2} size="h5" id="privacy-person">
        {t('title')}
      </Title>
      <Counts counts={data.counts} />
      <KnownBy identifiers={data.identifiers} />
      <Deeds preview={data} mayReturn={mayReturn} onNote={onNote} />
    </section>
  )
}

const KNOWN = ['identifiers', 'traits', 'links', 'accounts', 'consents', 'facts', 'rejected', 'refusedRows', 'notes', 'pins', 'requests', 'segments', 'sets', 'webhookDeliveries'] as const // prettier-ignore
type Known = (typeof KNOWN)[number]

/** The same figures in the preview and in the question before an erasure; those of rooms that have no words for theirs go by their own name. */
function Counts({ counts }: { counts: Preview['counts'] }) {
  const t = useTranslations('privacy.person.counts')
  return (
    <dl className={classes.counts}>
      {Object.entries(counts).map(([kind, count]) => (
        <div key={kind}>
          <dt>{KNOWN.includes(kind as Known) ? t(kind as Known) : kind}</dt>
          <dd>
            <Count of={count} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function KnownBy({ identifiers }: Pick<Preview, 'identifiers'>) {
  const t = useTranslations('privacy.person')
  return (
    <>
      <Title order={3} size="h6">
        {t('identifiers')}
      </Title>
      <ul className={classes.identifiers}>
        {identifiers.map(({ identifierId, kind, value }) => (
          <li key={identifierId}>
            <Text span size="xs" c="dimmed">
              {kind}
            </Text>{' '}
            <Name>{value}</Name>
          </li>
        ))}
      </ul>
    </>
  )
}

function Deeds({ preview, mayReturn, onNote }: { preview: Preview } & Omit<Props, 'profileId'>) {
  const t = useTranslations('privacy.person')
  const [asking, setAsking] = useState(false)
  const erase = useErase(preview.profileId)
  return (
    <>
      <div className={classes.deeds}>
        <Button size="xs" variant="default" component="a" href={`/api/v1/privacy/people/${preview.profileId}/export`} download>
          {t('export')}
        </Button>
        <Button size="xs" variant="default" onClick={onNote}>
          {t('note')}
        </Button>
        <Button size="xs" color="red" variant="light" onClick={() => setAsking(true)}>
          {t('erase')}
        </Button>
        <Link to="/profiles/$profileId" params={{ profileId: preview.profileId }} className={classes.link}>
          {t('show')}
        </Link>
      </div>
      <Text size="xs" c="dimmed">
        {t('exportHint')}
      </Text>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('eraseTitle')}
        verb={t('eraseVerb')}
        typed={t('eraseWord')}
        pending={erase.isPending}
        onConfirm={() => erase.mutate(undefined, { onError: () => setAsking(false) })}
      >
        <Counts counts={preview.counts} />
        <p>{t('eraseText')}</p>
        <p>{mayReturn ? t('eraseStay') : t('eraseStayNever')}</p>
        <p>{t('eraseBackups')}</p>
      </Confirm>
    </>
  )
}

function useErase(profileId: string) {
  const t = useTranslations('privacy.person')
  const client = useQueryClient()
  const navigate = useNavigate({ from: '/privacy' })
  return useMutation({
    mutationFn: () => api.privacy.erase.call({ profileId }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: api.privacy.key() })
      void toast({ message: t('ordered') })
      void navigate({ search: { tab: 'requests' }, replace: true }) // the address that named them leaves the history too
    },
    onError: (error) => void toast({ color: 'red', message: problemOf(error)?.message ?? String(error) }),
  })
}

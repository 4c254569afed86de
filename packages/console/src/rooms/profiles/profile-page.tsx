import { Skeleton, Text, Title, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useFormatter, useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { isGone } from '../../api/problem.ts'
import { Moment } from '../../facts/moment.tsx'
import { Notice, NoticeText } from '../../shell/notice.tsx'
import { Problem } from '../../shell/problem.tsx'
import { Accounts } from './accounts.tsx'
import { Identifiers } from './identifiers.tsx'
import { useKindName } from './kind-name.ts'
import type { Profile } from './profile.ts'
import classes from './profile.module.css'
import { Timeline } from './timeline.tsx'
import { Traits } from './traits.tsx'

/** `/profiles/$profileId`: one person, and everything that happened to them. Any of their identifiers' ids will do. */
export function ProfilePage() {
  const t = useTranslations('profile')
  const { profileId } = useParams({ from: '/profiles/$profileId' })
  const { data, error, refetch } = useQuery(api.profiles.get.queryOptions({ input: { profileId } }))

  if (isGone(error)) {
    return (
      <Notice title={t('gone')} page>
        <NoticeText>{t('goneHint')}</NoticeText>
      </Notice>
    )
  }
  if (error && !data) return <Problem error={error} retry={() => void refetch()} page />
  if (!data) return <Loading />
  return (
    <>
      <Heading profile={data} />
      <div className={classes.columns}>
        <div className={classes.who}>
          <Identifiers identifiers={data.identifiers} />
          <Traits traits={data.traits} />
          <Accounts accounts={data.accounts} />
        </div>
        <Timeline profileId={profileId} />
      </div>
    </>
  )
}

function Heading({ profile: { head, facts, firstSeen, lastSeen } }: { profile: Profile }) {
  const t = useTranslations('profile')
  const format = useFormatter()
  const kindName = useKindName()
  return (
    <header className={classes.heading}>
      <title>{`${head.value} · Percorso`}</title>
      <Text size="sm" c="dimmed">
        {t('label')} · {kindName(head.kind)}
      </Text>
      <Title order={1} size="h3" className={classes.name}>
        {head.value}
      </Title>
      <dl className={classes.sums}>
        <div>
          <dt>{t('facts')}</dt>
          <dd>{format.number(facts)}</dd>
        </div>
        <div>
          <dt>{t('firstSeen')}</dt>
          <dd>
            <Moment at={firstSeen} />
          </dd>
        </div>
        <div>
          <dt>{t('lastSeen')}</dt>
          <dd>
            <Moment at={lastSeen} />
          </dd>
        </div>
      </dl>
    </header>
  )
}

function Loading() {
  const t = useTranslations('profile')
  return (
    <div aria-busy>
      <VisuallyHidden component="output">{t('loading')}</VisuallyHidden>
      <Skeleton height={28} width={260} mb="md" />
      <div className={classes.columns}>
        <Skeleton height={240} />
        <Skeleton height={400} />
      </div>
    </div>
  )
}

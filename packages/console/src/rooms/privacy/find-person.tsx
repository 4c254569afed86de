import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { DelayedInput } from '../../ui/delayed-input.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { PrivacySearch } from './privacy-search.ts'
import classes from './privacy.module.css'

const SHOWN_MAX = 10

type Props = { search: PrivacySearch; onSearch: (part: PrivacySearch) => void }

/** By whatever a letter or a call says of who it is from. */
export function FindPerson({ search: { q, person }, onSearch }: Props) {
  const t = useTranslations('privacy.find')
  return (
    <>
      <FilterBar>
        <DelayedInput label={t('label')} value={q} width={320} onValue={(text) => onSearch({ q: text || undefined, person: undefined })} />
      </FilterBar>
      {q === undefined && person === undefined && (
        <Text size="sm" c="dimmed">
          {t('hint')}
        </Text>
      )}
      {q !== undefined && person === undefined && <Found q={q} />}
    </>
  )
}

function Found({ q }: { q: string }) {
  const t = useTranslations('privacy.find')
  const { data, error, refetch } = useQuery(api.profiles.list.queryOptions({ input: { search: q, limit: SHOWN_MAX } }))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (data.items.length === 0) {
    return (
      <Notice title={t('none')}>
        <NoticeText>{t('noneHint')}</NoticeText>
      </Notice>
    )
  }
  return (
    <ul className={classes.found} aria-label={t('results')}>
      {data.items.map(({ profileId, name, head, facts }) => (
        <li key={profileId}>
          <Link to="/privacy" search={{ tab: 'person', q, person: profileId }} className={classes.link}>
            <Name>{name ?? head.value}</Name>
          </Link>
          <small>
            <Name>{head.value}</Name> · {t('facts', { count: facts })}
          </small>
        </li>
      ))}
    </ul>
  )
}

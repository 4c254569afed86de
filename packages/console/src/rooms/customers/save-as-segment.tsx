import { Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useMe } from '../../shell/me.ts'
import type { PeopleSearch } from './people-search.ts'

/** Those whom the filter means, as a segment. What is searched for by name is no part of a rule: then there is no such choice. */
export function SaveAsSegment({ search: { filter, search } }: { search: PeopleSearch }) {
  const t = useTranslations('customers.views')
  const { may } = useMe()
  if (!filter || search !== undefined || !may('segments.manage')) return null
  return (
    <Menu.Item renderRoot={(props) => <Link to="/segments/new" search={{ rule: filter }} {...props} />}>{t('saveAsSegment')}</Menu.Item>
  )
}

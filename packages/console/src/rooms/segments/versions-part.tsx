import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Loading } from '../../ui/loading.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useReading } from './use-reading.ts'
import type { Segment } from './segment-types.ts'
import { fits } from './segments-search.ts'
import classes from './segments.module.css'

/** What the rule was, and when; an older one opens in the builder, to be taken up again. */
export function VersionsPart({ segment: { segmentId, version: now } }: { segment: Segment }) {
  const t = useTranslations('segments.versions')
  const { may } = useMe()
  const read = useReading()
  const { data, error, refetch } = useQuery(api.segments.versions.queryOptions({ input: { segmentId } }))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <ol className={classes.versions}>
      {data.items
        .toSorted((a, b) => b.version - a.version)
        .map(({ version, rule, since, by }) => (
          <li key={version}>
            <div className={classes.versionHead}>
              <strong>{t(version === now ? 'now' : 'one', { version: String(version) })}</strong>
              <small>
                <Moment at={since} /> · <Name>{by}</Name>
              </small>
            </div>
            <bdi>{read(rule.where)}</bdi>
            {version !== now && may('segments.manage') && fits(rule.where) && (
              <Button
                size="compact-xs"
                variant="subtle"
                renderRoot={(props) => (
                  <Link to="/segments/$segmentId/edit" params={{ segmentId: String(segmentId) }} search={{ rule: rule.where }} {...props} />
                )}
              >
                {t('open')}
              </Button>
            )}
          </li>
        ))}
    </ol>
  )
}

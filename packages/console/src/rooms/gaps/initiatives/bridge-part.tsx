import { Button, Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../../api/client.ts'
import { useMe } from '../../../shell/me.ts'
import { Loading } from '../../../ui/loading.tsx'
import { Problem } from '../../../ui/problem.tsx'
import classes from '../gaps.module.css'
import { useGaps } from '../use-gaps.ts'
import { InitiativeTable } from './initiative-table.tsx'
import type { Initiative } from './initiative-types.ts'

const SHOWN = 50

/** What is done about the gaps of this map. */
export function BridgePart() {
  const t = useTranslations('gaps.bridge')
  const { may } = useMe()
  const { mapId } = useGaps()
  const { data, error, refetch } = useQuery(api.initiatives.list.queryOptions({ input: { mapId, limit: SHOWN } }))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading height={60} />
  return (
    <>
      {data.items.length === 0 ? <p className={classes.note}>{t('none')}</p> : <InitiativeTable initiatives={data.items as Initiative[]} />}
      <Group gap="xs" mt="xs">
        {may('maps.manage') && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            renderRoot={(props) => <Link to="/initiatives/new" search={{ map: mapId }} {...props} />}
          >
            {t('create')}
          </Button>
        )}
        <Link to="/initiatives" className={classes.interval}>
          {t('all')}
        </Link>
      </Group>
    </>
  )
}

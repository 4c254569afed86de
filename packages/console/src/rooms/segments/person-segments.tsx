import { Button, Modal, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Explanation } from './explanation.tsx'
import { useBecause } from './use-because.ts'
import classes from './segments.module.css'

/** The segments somebody is in, since when and because of what; and of any other why they are not. */
export function PersonSegments({ profileId }: { profileId: string }) {
  const t = useTranslations('segments.ofPerson')
  const because = useBecause()
  const [asked, setAsked] = useState<number>()
  const { data, error, refetch } = useQuery(api.segments.ofPerson.queryOptions({ input: { profileId } }))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  return (
    <>
      {data?.items.length === 0 && <p className={classes.none}>{t('none')}</p>}
      <ul className={classes.memberships}>
        {data?.items.map((membership) => (
          <li key={membership.segmentId}>
            <div className={classes.membership}>
              <Link to="/segments/$segmentId" params={{ segmentId: String(membership.segmentId) }}>
                <Name>{membership.name}</Name>
              </Link>
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={t('whyIn', { name: membership.name })}
                onClick={() => setAsked(membership.segmentId)}
              >
                {t('why')}
              </Button>
            </div>
            <small>
              <Moment at={membership.since} /> · <bdi>{because(membership.because)}</bdi>
            </small>
          </li>
        ))}
      </ul>
      <OtherSegment in={data?.items.map(({ segmentId }) => segmentId) ?? []} onAsk={setAsked} />
      {asked !== undefined && <WhyDialog segmentId={asked} profileId={profileId} onClose={() => setAsked(undefined)} />}
    </>
  )
}

/** Of those they are not in: why not? */
function OtherSegment({ in: own, onAsk }: { in: number[]; onAsk: (segmentId: number) => void }) {
  const t = useTranslations('segments.ofPerson')
  const [chosen, setChosen] = useState('')
  const { data } = useQuery(api.segments.list.queryOptions())
  const others = (data?.items ?? []).filter(({ segmentId }) => !own.includes(segmentId))
  if (others.length === 0) return null
  return (
    <div className={classes.other}>
      <NativeSelect
        size="xs"
        label={t('other')}
        value={chosen}
        data={[{ value: '', label: t('choose') }, ...others.map(({ segmentId, name }) => ({ value: String(segmentId), label: name }))]}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <Button size="xs" variant="default" disabled={chosen === ''} onClick={() => onAsk(Number(chosen))}>
        {t('whyNot')}
      </Button>
    </div>
  )
}

function WhyDialog({ segmentId, profileId, onClose }: { segmentId: number; profileId: string; onClose: () => void }) {
  const ui = useTranslations('ui')
  const { data } = useQuery(api.segments.get.queryOptions({ input: { segmentId } }))
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={<bdi>{data?.name ?? ui('loading')}</bdi>}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <Explanation segmentId={segmentId} profileId={profileId} />
    </Modal>
  )
}

import { Alert } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Loading } from '../../ui/loading.tsx'
import { Moment } from '../../ui/moment.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Problem } from '../../ui/problem.tsx'
import { FirstSteps } from './first-steps.tsx'
import { Hours } from './hours.tsx'
import { Pulse } from './pulse.tsx'
import { Troubles } from './troubles.tsx'
import { Turns } from './turns.tsx'
import classes from './home.module.css'

const LOOK_AFTER_MS = 3_000
const RENEW_MS = 30_000

/** `/`: what happened since somebody last looked. */
export function HomePage() {
  const t = useTranslations('home')
  const home = useQuery({ ...api.home.read.queryOptions({ input: {} }), refetchInterval: RENEW_MS })
  useLook(home.isSuccess)
  if (!home.data) return home.error ? <Problem page error={home.error} retry={() => void home.refetch()} /> : <Loading />
  const { since, returned, sample, steps, troubles, hours } = home.data
  return (
    <>
      <PageHeader title={t('title')} lead={t.rich(returned ? 'since' : 'lately', { time: () => <Moment at={since} /> })} />
      {sample && <SampleNotice />}
      <Pulse home={home.data} />
      <div className={classes.parts}>
        <Hours hours={hours} />
        <Troubles troubles={troubles} />
        <Turns />
        {!steps.every(({ done }) => done) && <FirstSteps steps={steps} />}
      </div>
    </>
  )
}

/** Whoever has seen the page for a moment has looked. */
function useLook(seen: boolean): void {
  const { mutate } = useMutation(api.home.look.mutationOptions())
  useEffect(() => {
    if (!seen) return undefined
    const timer = setTimeout(() => mutate({}), LOOK_AFTER_MS)
    return () => clearTimeout(timer)
  }, [seen, mutate])
}

function SampleNotice() {
  const t = useTranslations('home.sample')
  return (
    <Alert variant="outline" color="indigo" title={t('title')} className={classes.sample}>
      {t('text')} <Link to="/privacy">{t('link')}</Link>
    </Alert>
  )
}

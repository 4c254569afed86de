import { Button, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { Problem } from '../../ui/problem.tsx'
import { useUndo } from '../../ui/undo.tsx'

type ByHand = 'in' | 'out' | null
type DecideButtonsProps = { segmentId: number; profileId: string; byHand: ByHand; member: boolean }

/** Takes somebody in or out by hand, whatever the rule says, or leaves it to the rule again. */
export function DecideButtons({ byHand, member, ...who }: DecideButtonsProps) {
  const t = useTranslations('segments.why')
  const { may } = useMe()
  const { decide, isPending, error, reset } = useDecide(who, byHand)
  if (!may('segments.manage')) return null
  return (
    <>
      <Group gap="xs" mt="sm">
        {byHand !== 'in' && !member && (
          <Button size="xs" variant="default" loading={isPending} onClick={() => decide('in')}>
            {t('takeIn')}
          </Button>
        )}
        {byHand !== 'out' && member && (
          <Button size="xs" variant="default" loading={isPending} onClick={() => decide('out')}>
            {t('takeOut')}
          </Button>
        )}
        {byHand !== null && (
          <Button size="xs" variant="default" loading={isPending} onClick={() => decide(null)}>
            {t('leaveToRule')}
          </Button>
        )}
      </Group>
      {error && <Problem error={error} retry={reset} />}
    </>
  )
}

function useDecide(who: { segmentId: number; profileId: string }, before: ByHand) {
  const t = useTranslations('segments.why')
  const done = useUndo()
  const client = useQueryClient()
  const mutation = useMutation(
    api.segments.decide.mutationOptions({ onSuccess: () => client.invalidateQueries({ queryKey: api.segments.key() }) }),
  )
  const said = (byHand: ByHand) => t(byHand === 'in' ? 'takenIn' : byHand === 'out' ? 'takenOut' : 'leftToRule')
  const decide = (byHand: ByHand) =>
    mutation.mutate({ ...who, byHand }, { onSuccess: () => done(said(byHand), () => mutation.mutate({ ...who, byHand: before })) })
  return { decide, isPending: mutation.isPending, error: mutation.error, reset: mutation.reset }
}

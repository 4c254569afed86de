import { Button } from '@mantine/core'
import { IconPencil, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { useMe } from '../../shell/me.ts'
import { DeleteButton } from '../../ui/delete-button.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Name } from '../../ui/name.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { searchOf } from './asked-question.ts'
import { Board } from './board.tsx'
import classes from './moments.module.css'
import { PeopleDrawer } from './people-drawer.tsx'
import { Turns } from './turns.tsx'
import { useSentence } from './use-sentence.ts'

/** A saved study as it was last reckoned. */
export function StudyPart({ studyId }: { studyId: number }) {
  const t = useTranslations('moments.studies')
  const sentence = useSentence()
  const { data, error, refetch } = useQuery(api.moments.study.queryOptions({ input: { studyId } }))
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const { name, question, answer, trends, turns, failed } = data
  return (
    <>
      <h2 className={classes.studyName}>
        <Name>{name}</Name>
      </h2>
      <p className={classes.sentence}>{sentence(question)}</p>
      <StudyActions studyId={studyId} name={name} search={searchOf(question)} />
      <Turns turns={turns} />
      {failed !== null && <p className={classes.turn}>{t('failed', { why: failed })}</p>}
      {answer ? (
        <Board answer={answer} trends={trends} />
      ) : (
        <Notice title={t('notYet')}>
          <NoticeText>{t('notYetHint')}</NoticeText>
        </Notice>
      )}
      <PeopleDrawer question={question} />
    </>
  )
}

type StudyActionsProps = { studyId: number; name: string; search: ReturnType<typeof searchOf> }

function StudyActions({ studyId, name, search }: StudyActionsProps) {
  const t = useTranslations('moments.studies')
  const { may } = useMe()
  const { renew, remove } = useStudyChanges(studyId)
  return (
    <div className={classes.actions}>
      <Button size="xs" variant="default" leftSection={<IconPencil size={15} aria-hidden />} renderRoot={(props) => <Link to="/moments" search={search ?? {}} {...props} />}>
        {search ? t('change') : t('ask')}
      </Button>
      {may('journeys.manage') && (
        <>
          <Button size="xs" variant="default" leftSection={<IconRefresh size={15} aria-hidden />} loading={renew.isPending} onClick={() => renew.mutate()}>
            {t('renew')}
          </Button>
          <DeleteButton texts={{ delete: t('delete'), title: t('deleteTitle', { name }), verb: t('delete') }} removal={remove} onDelete={() => remove.mutate()}>
            {t('deleteHint')}
          </DeleteButton>
        </>
      )}
      {renew.error && <Problem error={renew.error} retry={() => renew.mutate()} />}
    </div>
  )
} // prettier-ignore

function useStudyChanges(studyId: number) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const invalidate = () => client.invalidateQueries({ queryKey: api.moments.key() })
  const renew = useMutation({ mutationFn: () => api.moments.renewStudy.call({ studyId }), onSettled: invalidate })
  const remove = useMutation({
    mutationFn: () => api.moments.removeStudy.call({ studyId }),
    onSuccess: async () => {
      await navigate({ to: '/moments', search: {} })
      await invalidate()
    },
  })
  return { renew, remove }
}

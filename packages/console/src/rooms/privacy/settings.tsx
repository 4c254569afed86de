import { Button, Switch, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { problemOf } from '../../api/problem.ts'
import { useMe } from '../../shell/me.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { toast } from '../../ui/toast.tsx'
import type { Overview } from './privacy.ts'
import classes from './privacy.module.css'

/** Whether erased people may begin anew; and, where everything is sample data, the way to be rid of it. */
export function Settings({ overview: { mayReturn, sampleSince } }: { overview: Overview }) {
  const t = useTranslations('privacy.settings')
  const client = useQueryClient()
  const { may } = useMe()
  const save = useMutation({
    mutationFn: (value: boolean) => api.privacy.settings.call({ mayReturn: value }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: api.privacy.key() })
      void toast({ message: t('saved') })
    },
    onError: tellError,
  })
  return (
    <section className={classes.part}>
      <Switch
        checked={save.isPending ? save.variables : mayReturn}
        label={t('mayReturn')}
        description={t('mayReturnHint')}
        onChange={(event) => save.mutate(event.currentTarget.checked)}
      />
      {sampleSince !== null && may('workspace.manage') && <Sample />}
    </section>
  )
}

function Sample() {
  const t = useTranslations('privacy.settings')
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => api.privacy.deleteSample.call(),
    onSuccess: () => {
      void client.invalidateQueries()
      void toast({ message: t('deleted') })
    },
    onError: tellError,
    onSettled: () => setAsking(false),
  })
  return (
    <>
      <Title order={2} size="h5" mt="lg">
        {t('sample')}
      </Title>
      <Text size="sm" maw="44rem">
        {t('sampleText')}
      </Text>
      <Button mt="sm" size="xs" color="red" variant="light" onClick={() => setAsking(true)}>
        {t('deleteSample')}
      </Button>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('deleteTitle')}
        verb={t('deleteVerb')}
        typed={t('deleteWord')}
        pending={remove.isPending}
        onConfirm={() => remove.mutate()}
      >
        <p>{t('deleteText')}</p>
      </Confirm>
    </>
  )
}

function tellError(error: unknown): void {
  void toast({ color: 'red', message: problemOf(error)?.message ?? String(error) })
}

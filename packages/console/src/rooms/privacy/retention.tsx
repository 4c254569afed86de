import { Button, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Problem } from '../../ui/problem.tsx'
import { toast } from '../../ui/toast.tsx'
import type { Rule } from './privacy.ts'
import { RuleRow } from './rule-row.tsx'
import classes from './privacy.module.css'

const NEW_RULE: Rule = { what: 'fact', type: null, name: null, days: 730 }

/** How long facts of which kind are kept, with how many each rule would remove now: seen before it is saved. */
export function Retention() {
  const { data, error, refetch } = useQuery({ ...api.privacy.retention.get.queryOptions(), staleTime: Infinity })
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  return data ? <Editor key={JSON.stringify(data.rules)} stored={data.rules} /> : <Loading />
}

function Editor({ stored }: { stored: Rule[] }) {
  const t = useTranslations('privacy.retention')
  const [rules, setRules] = useState(stored)
  const [asking, setAsking] = useState(false)
  const preview = useQuery(api.privacy.retention.preview.queryOptions({ input: { rules } }))
  const save = useSave(() => setAsking(false))
  const isChanged = JSON.stringify(rules) !== JSON.stringify(stored)
  const put = (index: number, rule: Rule | undefined) => setRules(rules.flatMap((old, at) => (at === index ? (rule ?? []) : old)))
  return (
    <section className={classes.part} aria-label={t('title')}>
      <Text size="sm" c="dimmed" maw="44rem">
        {t('lead')}
      </Text>
      {rules.length === 0 && <p>{t('none')}</p>}
      {rules.map((rule, index) => (
        <RuleRow key={index} rule={rule} number={index + 1} would={preview.data?.facts[index]} onChange={(next) => put(index, next)} />
      ))}
      <div className={classes.deeds}>
        <Button size="xs" variant="default" onClick={() => setRules([...rules, NEW_RULE])}>
          {t('add')}
        </Button>
        <Button size="xs" disabled={!isChanged} onClick={() => setAsking(true)}>
          {t('save')}
        </Button>
        {isChanged && (
          <Text size="xs" c="dimmed">
            {t('unsaved')}
          </Text>
        )}
      </div>
      {save.error && <Problem error={save.error} retry={() => save.mutate(rules)} />}
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('saveTitle')}
        verb={t('save')}
        pending={save.isPending}
        onConfirm={() => save.mutate(rules)}
      >
        <p>{t('saveText')}</p>
        <ul>
          {rules.map(({ days }, index) => (
            <li key={index}>
              {index + 1}: {days} → {t('would', { count: preview.data?.facts[index] ?? 0 })}
            </li>
          ))}
        </ul>
      </Confirm>
    </section>
  )
}

function useSave(onSettled: () => void) {
  const t = useTranslations('privacy.retention')
  const client = useQueryClient()
  return useMutation({
    mutationFn: (rules: Rule[]) => api.privacy.retention.put.call({ rules }),
    onSuccess: (saved) => {
      client.setQueryData(api.privacy.retention.get.queryKey(), saved)
      void toast({ message: t('saved') })
    },
    onSettled,
  })
}

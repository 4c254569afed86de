import { Button, Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Notice, NoticeText } from '../../ui/notice.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Snippet } from '../../ui/snippet.tsx'
import classes from './live.module.css'

/** What a workspace without facts shows: the line that sends one. */
export function FirstFact() {
  const t = useTranslations('live.first')
  const newKey = useNewWriteKey(t('sourceName'))
  const command = commandWith(newKey.data ?? 'WRITE_KEY')
  return (
    <Notice title={t('title')}>
      <NoticeText>{t('intro')}</NoticeText>
      <Snippet code={command} label={t('command')} />
      <div className={classes.controls}>
        <CopyButton value={command} label={t('copy')} wide primary={newKey.data !== undefined} />
        {!newKey.data && (
          <Button size="xs" loading={newKey.isPending} leftSection={<IconKey size={15} aria-hidden />} onClick={() => newKey.mutate()}>
            {t('makeKey')}
          </Button>
        )}
      </div>
      <Text component="output" size="sm" c="dimmed">
        {newKey.data ? t('shownOnce') : t('key')}
      </Text>
      {newKey.error && <Problem error={newKey.error} retry={() => newKey.mutate()} />}
    </Notice>
  )
}

/** Makes a write key for the first source there is, and a source if there is none. */
function useNewWriteKey(sourceName: string) {
  return useMutation({
    mutationFn: async () => {
      const [source = await api.sources.create.call({ name: sourceName })] = await api.sources.list.call()
      return (await api.sources.createKey.call({ sourceId: source.sourceId })).writeKey
    },
  })
}

function commandWith(writeKey: string): string {
  const fact = JSON.stringify({ userId: 'ada', event: 'Shop Visited', properties: { city: 'Milano' } })
  return `curl -u ${writeKey}: ${location.origin}/v1/track \\\n  -H 'content-type: application/json' \\\n  -d '${fact}'`
}

import { Button, Code, CopyButton, Text } from '@mantine/core'
import { IconCheck, IconCopy, IconKey } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '../../api/client.ts'
import { Notice, NoticeText } from '../../shell/notice.tsx'
import { Problem } from '../../shell/problem.tsx'
import classes from './live.module.css'

/** What a workspace without facts shows: the line that sends one. */
export function FirstFact() {
  const t = useTranslations('first')
  const newKey = useNewWriteKey(t('sourceName'))
  const command = commandWith(newKey.data ?? 'WRITE_KEY')
  return (
    <Notice title={t('title')}>
      <NoticeText>{t('intro')}</NoticeText>
      <Code block className={classes.command} tabIndex={0}>
        {command}
      </Code>
      <div className={classes.controls}>
        <CopyButton value={command}>
          {({ copied, copy }) => (
            <Button
              size="xs"
              variant={newKey.data ? 'filled' : 'default'}
              onClick={copy}
              leftSection={copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
            >
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
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

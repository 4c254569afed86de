import { Button, Code } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { Notice, NoticeText } from './notice.tsx'

/** How to get in: there are no passwords, only links that work once. */
export function SignInPage({ retry }: { retry: () => void }) {
  const t = useTranslations('signIn')
  const again = useTranslations('problem')('retry')
  return (
    <Notice title={t('title')} page>
      <NoticeText>{t('intro')}</NoticeText>
      <NoticeText>{t('how')}</NoticeText>
      <Code block>{`npm start\n→ ${location.origin}/sign-in?token=…`}</Code>
      <NoticeText>{t('once')}</NoticeText>
      <Button size="xs" variant="default" onClick={retry}>
        {again}
      </Button>
    </Notice>
  )
}

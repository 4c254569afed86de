import { Button, FileButton, Progress, Text } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import type { UploadedFile } from '@percorso/contract'
import { useFormatter, useTranslations } from 'use-intl'
import { Name } from '../../ui/name.tsx'
import { Problem } from '../../ui/problem.tsx'
import classes from './imports.module.css'
import { useDroppedFile } from './use-dropped-file.ts'
import { useUpload } from './use-upload.ts'

/** The first step: a file, dropped or chosen. */
export function Upload({ onUploaded }: { onUploaded: (uploaded: UploadedFile) => void }) {
  const t = useTranslations('imports')
  const upload = useUpload(onUploaded)
  const over = useDroppedFile((file) => !upload.isPending && upload.mutate(file))
  return (
    <>
      {upload.error && <Problem error={upload.error} retry={() => upload.reset()} />}
      <section className={classes.drop} data-over={over} aria-label={t('upload')}>
        {upload.isPending ? (
          <Uploading name={upload.variables.name} progress={upload.progress} onStop={upload.stop} />
        ) : (
          <>
            <IconFileUpload size={32} stroke={1.4} aria-hidden />
            <Text size="sm">{t('drop')}</Text>
            <FileButton onChange={(file) => file && upload.mutate(file)} inputProps={{ 'aria-label': t('choose') }}>
              {(props) => (
                <Button size="xs" {...props}>
                  {t('choose')}
                </Button>
              )}
            </FileButton>
            <Text size="xs" c="dimmed">
              {t('formats')}
            </Text>
          </>
        )}
      </section>
    </>
  )
}

function Uploading({ name, progress, onStop }: { name: string; progress: number; onStop: () => void }) {
  const t = useTranslations('imports')
  const ui = useTranslations('ui')
  const format = useFormatter()
  return (
    <>
      <Text size="sm" maw="100%">
        <Name>{name}</Name>
      </Text>
      <Progress value={progress * 100} w="100%" aria-label={t('uploading')} />
      <Text size="sm" c="dimmed" component="output">
        {progress < 1 ? format.number(progress, { style: 'percent' }) : t('looking')}
      </Text>
      <Button size="xs" variant="default" onClick={onStop}>
        {ui('cancel')}
      </Button>
    </>
  )
}

import { Button, FileButton, Text, Title } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { Name } from '../../ui/name.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { Draft } from './import-types.ts'
import classes from './imports.module.css'
import { useUpload } from './use-upload.ts'

type Props = { draft: Draft; lookups: Record<string, string>; onLookup: (name: string, fileId: string) => void }

/** The further files in which the mapping looks things up: one for each that it names. */
export function LookupFiles({ draft, lookups, onLookup }: Props) {
  const t = useTranslations('imports')
  const wanted = Object.entries(draft.lookups ?? {})
  if (wanted.length === 0) return null
  return (
    <section>
      <Title order={2} size="h5" mt="md">
        {t('lookups')}
      </Title>
      {wanted.map(([name, { file }]) => (
        <OneLookup key={name} name={name} file={file} isThere={Object.hasOwn(lookups, name)} onLookup={onLookup} />
      ))}
    </section>
  )
}

function OneLookup({ name, file, isThere, onLookup }: { name: string; file: string; isThere: boolean; onLookup: Props['onLookup'] }) {
  const t = useTranslations('imports')
  const upload = useUpload(({ fileId }) => onLookup(name, fileId))
  return (
    <div className={classes.line}>
      <Text size="sm">
        <Name>{file}</Name> {isThere && `· ${t('uploaded')}`}
      </Text>
      <FileButton onChange={(chosen) => chosen && upload.mutate(chosen)} inputProps={{ 'aria-label': t('chooseLookup', { name: file }) }}>
        {(props) => (
          <Button size="compact-xs" variant="default" loading={upload.isPending} {...props}>
            {t('choose')}
          </Button>
        )}
      </FileButton>
      {upload.error && <Problem error={upload.error} retry={() => upload.reset()} />}
    </div>
  )
}

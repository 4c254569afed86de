import { Title } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { JsonViewer } from '../../ui/json-viewer.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Name } from '../../ui/name.tsx'
import { browserName } from './browser-name.ts'
import classes from './entry.module.css'

export type AuditEntry = {
  auditId: number
  at: string
  actor: { kind: string; id: string; name: string }
  verb: string
  object: { kind: string; id: string }
  before?: unknown
  after?: unknown
  network: string | null
  userAgent: string | null
}

/** One entry of the log, whole. */
export function AuditEntryDetails({ entry }: { entry: AuditEntry }) {
  const t = useTranslations('access.audit')
  const { at, actor, object, network, userAgent, before, after } = entry
  return (
    <>
      <dl className={classes.facts}>
        <dt>{t('at')}</dt>
        <dd>
          <Moment at={at} />
        </dd>
        <dt>{t('actor')}</dt>
        <dd>
          <Name>{actor.name}</Name>
        </dd>
        <dt>{t('object')}</dt>
        <dd>
          {object.kind} <Name>{object.id}</Name>
        </dd>
        <dt>{t('from')}</dt>
        <dd>{[network, browserName(userAgent)].filter(Boolean).join(' · ') || '–'}</dd>
      </dl>
      {[
        { title: t('before'), value: before },
        { title: t('after'), value: after },
      ].map(
        ({ title, value }) =>
          value !== null &&
          value !== undefined && (
            <section key={title}>
              <Title order={3} size="h6" mt="md" mb={4}>
                {title}
              </Title>
              <JsonViewer value={value} label={title} />
            </section>
          ),
      )}
    </>
  )
}

import { ActionIcon, Button } from '@mantine/core'
import { touchpointLimits } from '@percorso/contract/touchpoint-words'
import type { FactMatch } from '@percorso/contract'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { FactFields } from '../segments/builder/fact-fields.tsx'
import classes from './touchpoints.module.css'

type MatchesEditorProps = { matches: FactMatch[]; onMatches: (matches: FactMatch[]) => void }

/** Which facts belong to it: as many kinds as are wanted, any of them. */
export function MatchesEditor({ matches, onMatches }: MatchesEditorProps) {
  const t = useTranslations('touchpoints.form')
  return (
    <fieldset className={classes.matches}>
      <legend>{t('matches')}</legend>
      <p className={classes.hint}>{t('matchesHint')}</p>
      {matches.map((match, place) => (
        <fieldset key={place} className={classes.match} aria-label={t('match', { n: place + 1 })}>
          <FactFields match={match} onMatch={(next) => onMatches(matches.with(place, next))} />
          {matches.length > 1 && (
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={t('removeMatch', { n: place + 1 })}
              onClick={() => onMatches(matches.toSpliced(place, 1))}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          )}
        </fieldset>
      ))}
      {matches.length < touchpointLimits.matches && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onMatches([...matches, { fact: '' }])}
        >
          {t('addMatch')}
        </Button>
      )}
    </fieldset>
  )
}

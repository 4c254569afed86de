import { Checkbox, Group, NativeSelect } from '@mantine/core'
import type { ExperienceProvider, ExperientialModule } from '@percorso/contract'
import { experienceProviders, experientialModules } from '@percorso/contract/touchpoint-words'
import { useTranslations } from 'use-intl'
import { importances } from './importances.ts'
import type { PartProps } from './naming-fields.tsx'

/** How much it matters, and by what it makes which kind of experience. */
export function ExperienceFields({ draft, onPart }: PartProps) {
  const t = useTranslations('touchpoints')
  return (
    <>
      <NativeSelect
        size="xs"
        label={t('form.importance')}
        value={String(draft.importance)}
        data={importances.map((each, place) => ({ value: String(place + 1), label: t(`form.importances.${each}`) }))}
        onChange={(event) => onPart({ importance: Number(event.currentTarget.value) })}
      />
      <Checkbox.Group
        size="xs"
        label={t('form.providers')}
        value={draft.providers}
        onChange={(providers) => onPart({ providers: providers as ExperienceProvider[] })}
      >
        <Group gap="xs">
          {experienceProviders.map((each) => (
            <Checkbox key={each} size="xs" value={each} label={t(`providers.${each}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <Checkbox.Group
        size="xs"
        label={t('form.modules')}
        value={draft.modules}
        onChange={(modules) => onPart({ modules: modules as ExperientialModule[] })}
      >
        <Group gap="xs">
          {experientialModules.map((each) => (
            <Checkbox key={each} size="xs" value={each} label={t(`modules.${each}`)} />
          ))}
        </Group>
      </Checkbox.Group>
    </>
  )
}

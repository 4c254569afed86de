import { Button, Drawer, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useMe } from '../../shell/me.ts'
import { Problem } from '../../ui/problem.tsx'
import { SegmentState } from '../segments/segment-state.tsx'
import { DeleteTrait } from './delete-trait.tsx'
import { FormulaEditor } from './formula-editor.tsx'
import { isWhole } from './formula-kinds.ts'
import { TraitPreview } from './trait-preview.tsx'
import type { ComputedTrait } from './trait-types.ts'
import classes from './traits.module.css'
import { UsedBy } from './used-by.tsx'
import { useFormulaReading } from './use-formula-reading.ts'
import { useSaveTrait } from './use-save-trait.ts'
import type { TraitDraft } from './use-save-trait.ts'

type TraitDrawerProps = { trait?: ComputedTrait | undefined; start: TraitDraft; onClose: () => void }

/** One computed trait: what it is, and what it comes to. Who may changes it here. */
export function TraitDrawer({ trait, start, onClose }: TraitDrawerProps) {
  const t = useTranslations('traits.form')
  const ui = useTranslations('ui')
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="xl"
      closeOnClickOutside={false}
      title={<bdi>{trait ? trait.key : t('title')}</bdi>}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      <TraitForm trait={trait} start={start} onClose={onClose} />
    </Drawer>
  )
}

function TraitForm({ trait, start, onClose }: TraitDrawerProps) {
  const { may } = useMe()
  const [draft, setDraft] = useState(start)
  const { save, isSaving, error, reset } = useSaveTrait(trait, onClose)
  const mayChange = may('segments.manage')
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        save(draft)
      }}
    >
      {trait && <Standing trait={trait} />}
      {error && <Problem error={error} retry={reset} />}
      {mayChange ? <Fields trait={trait} draft={draft} onDraft={setDraft} /> : start.description !== '' && <bdi>{start.description}</bdi>}
      <InWords draft={draft} />
      <TraitPreview formula={draft.formula} />
      {mayChange && <Buttons trait={trait} ready={isReady(draft, trait)} saving={isSaving} onClose={onClose} />}
    </form>
  )
}

const KEY = /^[A-Za-z]\w{0,59}$/u

function isReady({ key, formula }: TraitDraft, trait: ComputedTrait | undefined): boolean {
  return (trait !== undefined || KEY.test(key)) && isWhole(formula)
}

function Standing({ trait }: { trait: ComputedTrait }) {
  const t = useTranslations('traits')
  return (
    <p className={classes.standing}>
      <SegmentState segment={trait} />
      <span>
        {trait.usedBy.length === 0 ? (
          t('unused')
        ) : (
          <>
            {t('usedBy')} <UsedBy users={trait.usedBy} />
          </>
        )}
      </span>
    </p>
  )
}

type FieldsProps = { trait: ComputedTrait | undefined; draft: TraitDraft; onDraft: (draft: TraitDraft) => void }

function Fields({ trait, draft, onDraft }: FieldsProps) {
  const t = useTranslations('traits.form')
  const isOdd = draft.key !== '' && !KEY.test(draft.key)
  return (
    <>
      {!trait && (
        <TextInput
          size="xs"
          label={t('key')}
          description={t('keyHint')}
          value={draft.key}
          error={isOdd ? t('keyOdd') : undefined}
          maxLength={60}
          required
          onChange={(event) => onDraft({ ...draft, key: event.currentTarget.value })}
        />
      )}
      <TextInput
        size="xs"
        label={t('description')}
        value={draft.description}
        maxLength={1000}
        onChange={(event) => onDraft({ ...draft, description: event.currentTarget.value })}
      />
      <FormulaEditor formula={draft.formula} onFormula={(formula) => onDraft({ ...draft, formula })} />
    </>
  )
}

function InWords({ draft: { formula } }: { draft: TraitDraft }) {
  const t = useTranslations('traits.form')
  const read = useFormulaReading()
  return (
    <p className={classes.words}>
      <bdi>{isWhole(formula) ? read(formula) : t('unfinished')}</bdi>
    </p>
  )
}

type ButtonsProps = { trait: ComputedTrait | undefined; ready: boolean; saving: boolean; onClose: () => void }

function Buttons({ trait, ready, saving, onClose }: ButtonsProps) {
  const t = useTranslations('traits.form')
  const ui = useTranslations('ui')
  return (
    <Group justify="space-between">
      {trait ? <DeleteTrait trait={trait} onDone={onClose} /> : <span />}
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={onClose}>
          {ui('cancel')}
        </Button>
        <Button size="xs" type="submit" loading={saving} disabled={!ready}>
          {t('save')}
        </Button>
      </Group>
    </Group>
  )
}

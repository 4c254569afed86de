import { ActionIcon, Button } from '@mantine/core'
import type { SegmentRuleLeaf } from '@percorso/contract'
import { IconTrash } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslations } from 'use-intl'
import classes from '../segments.module.css'
import { CountFields, EdgeFields, MeasureFields, RegularFields, StoppedFields, TimeFields } from './did-fields.tsx'
import type { FieldsProps } from './did-fields.tsx'
import { counts } from './draft.ts'
import type { Line } from './draft.ts'
import { Choice } from './fields.tsx'
import { kindGroups, kindOf, newLeaf } from './kinds.ts'
import type { Kind } from './kinds.ts'
import {
  AccountFields,
  AccountTraitFields,
  BucketFields,
  ConsentFields,
  FactsFields,
  IdentifierFields,
  SeenFields,
  SegmentFields,
  SetFields,
  TraitFields,
} from './known-fields.tsx'
import { SequenceFields } from './sequence-fields.tsx'

const fields: Record<Kind, unknown> = {
  count: CountFields,
  measure: MeasureFields,
  edge: EdgeFields,
  time: TimeFields,
  sequence: SequenceFields,
  stopped: StoppedFields,
  regularly: RegularFields,
  trait: TraitFields,
  accountTrait: AccountTraitFields,
  account: AccountFields,
  identifier: IdentifierFields,
  firstSeen: SeenFields,
  lastSeen: SeenFields,
  facts: FactsFields,
  segment: SegmentFields,
  set: SetFields,
  consent: ConsentFields,
  bucket: BucketFields,
}

type LineEditorProps = { line: Line; place: string; isNew: boolean; onLine: (line: Line) => void; onRemove: () => void }

/** One condition, as a sentence with gaps to fill in. */
export function LineEditor({ line, place, isNew, onLine, onRemove }: LineEditorProps) {
  const t = useTranslations('segments.builder')
  const { leaf, not } = line
  const kind = kindOf(leaf)
  const Fields = fields[kind] as ComponentType<FieldsProps<SegmentRuleLeaf>>
  return (
    <fieldset className={classes.line} aria-label={t('line', { place })}>
      <Button
        size="compact-xs"
        className={classes.not!}
        variant={not ? 'filled' : 'default'}
        aria-pressed={not}
        onClick={() => onLine({ ...line, not: !not })}
      >
        {t('not')}
      </Button>
      <KindChoice kind={kind} isNew={isNew} onKind={(next) => onLine({ ...line, leaf: newLeaf(next, leaf) })} />
      <Fields leaf={leaf} onLeaf={(next) => onLine({ ...line, leaf: next })} />
      <ActionIcon className={classes.remove!} variant="subtle" color="gray" aria-label={t('remove', { place })} onClick={onRemove}>
        <IconTrash size={15} aria-hidden />
      </ActionIcon>
      {!counts(line) && <small className={classes.unfinished}>{t('unfinished')}</small>}
    </fieldset>
  )
}

function KindChoice({ kind, isNew, onKind }: { kind: Kind; isNew: boolean; onKind: (kind: Kind) => void }) {
  const t = useTranslations('segments.builder')
  return (
    <Choice<Kind>
      label={t('kind')}
      value={kind}
      isNew={isNew}
      options={[
        { group: t('did'), items: kindGroups.did },
        { group: t('known'), items: kindGroups.known },
      ]}
      name={(each) => t(`kinds.${each}`)}
      onValue={onKind}
    />
  )
}

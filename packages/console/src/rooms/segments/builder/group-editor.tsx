import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconSquarePlus2, IconTrash } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { useUndo } from '../../../ui/undo.tsx'
import classes from '../segments.module.css'
import { isGroup, newGroup, newLine, withInserted, withPart } from './draft.ts'
import type { Group, Part } from './draft.ts'
import { Choice } from './fields.tsx'
import { newLeaf } from './kinds.ts'
import { LineEditor } from './line-editor.tsx'

type GroupEditorProps = {
  group: Group
  change: (change: (root: Group) => Group) => void
  place?: string
  isNew?: boolean
  onRemove?: () => void
}

const LEVELS_MAX = 8
const JOINS = { all: { joined: 'all', not: false }, any: { joined: 'any', not: false }, none: { joined: 'any', not: true }, notAll: { joined: 'all', not: true } } as const // prettier-ignore
type Join = keyof typeof JOINS

function joinOf({ joined, not }: Group): Join {
  if (joined === 'all') return not ? 'notAll' : 'all'
  return not ? 'none' : 'any'
}

/** Conditions that belong together, groups of them among them. */
export function GroupEditor({ group, change, place = '', isNew = false, onRemove }: GroupEditorProps) {
  const t = useTranslations('segments.builder')
  const adder = useRef<HTMLButtonElement>(null)
  const { replace, add, added, remove } = useParts(group, change)
  return (
    <fieldset className={classes.group} aria-label={place === '' ? t('rule') : t('group', { place })}>
      <div className={classes.groupHead}>
        <Choice
          label={t('join')}
          value={joinOf(group)}
          isNew={isNew}
          options={Object.keys(JOINS) as Join[]}
          name={(join) => t(`joins.${join}`)}
          onValue={(join) => replace({ ...group, ...JOINS[join] })}
        />
        {onRemove && (
          <ActionIcon variant="subtle" color="gray" aria-label={t('removeGroup', { place })} onClick={onRemove}>
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <ol className={classes.parts}>
        {group.parts.map((part, index) => {
          const whereIs = place === '' ? String(index + 1) : `${place}.${index + 1}`
          const onPartRemove = () => {
            remove(part, index)
            adder.current?.focus()
          }
          return (
            <li key={part.key}>
              {isGroup(part) ? (
                <GroupEditor group={part} change={change} place={whereIs} isNew={part.key === added} onRemove={onPartRemove} />
              ) : (
                <LineEditor line={part} place={whereIs} isNew={part.key === added} onLine={replace} onRemove={onPartRemove} />
              )}
            </li>
          )
        })}
      </ol>
      <Adders group={group} place={place} adder={adder} onAdd={add} />
    </fieldset>
  )
}

type AddersProps = { group: Group; place: string; adder: RefObject<HTMLButtonElement | null>; onAdd: (part: Part) => void }

function Adders({ group, place, adder, onAdd }: AddersProps) {
  const t = useTranslations('segments.builder')
  return (
    <>
      <Button
        ref={adder}
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => onAdd(newLine(newLeaf('count')))}
      >
        {t('add')}
      </Button>
      {place.split('.').length < LEVELS_MAX && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconSquarePlus2 size={14} aria-hidden />}
          onClick={() => onAdd(newGroup(group.joined === 'all' ? 'any' : 'all', [newLine(newLeaf('count'))]))}
        >
          {t('addGroup')}
        </Button>
      )}
    </>
  )
}

/** What can be done to the parts of a group. What is taken away can be brought back, wherever the rest has gone meanwhile. */
function useParts(group: Group, change: GroupEditorProps['change']) {
  const t = useTranslations('segments.builder')
  const done = useUndo()
  const { key, parts } = group
  const [added, setAdded] = useState<number>()
  return {
    replace: (part: Part) => change((root) => (root.key === part.key ? (part as Group) : withPart(root, part.key, () => part))),
    added,
    add: (part: Part) => {
      setAdded(part.key)
      change((root) => withInserted(root, key, { part, place: parts.length }))
    },
    remove: (part: Part, place: number) => {
      change((root) => withPart(root, part.key, () => undefined))
      done(t(isGroup(part) ? 'groupRemoved' : 'removed'), () => change((root) => withInserted(root, key, { part, place })))
    },
  }
}

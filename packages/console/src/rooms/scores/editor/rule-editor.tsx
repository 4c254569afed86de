import type { SegmentWhere } from '@percorso/contract'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { fromWhere, newGroup, newLine, toWhere } from '../../segments/builder/draft.ts'
import { GroupEditor } from '../../segments/builder/group-editor.tsx'
import { newLeaf } from '../../segments/builder/kinds.ts'
import { useReading } from '../../segments/use-reading.ts'
import classes from './editor.module.css'
import { Wrong } from './wrong.tsx'

type RuleEditorProps = { where: SegmentWhere | undefined; onWhere: (where: SegmentWhere | undefined) => void; error?: string | undefined }

/** A rule within a form: what it says in words, and behind that the builder of segments. What is not there yet is open at once. */
export function RuleEditor({ where, onWhere, error }: RuleEditorProps) {
  const t = useTranslations('scores.editor')
  const read = useReading()
  const [opened, setOpened] = useState(where === undefined)
  const [seen, setSeen] = useState(opened)
  const onToggle = (open: boolean) => {
    setOpened(open)
    if (open) setSeen(true)
  }
  return (
    <>
      <details className={classes.rule} open={opened} onToggle={(event) => onToggle(event.currentTarget.open)}>
        <summary>
          <bdi>{where ? read(where) : t('noRule')}</bdi>
        </summary>
        {seen && <OpenRule where={where} onWhere={onWhere} />}
      </details>
      <Wrong>{error}</Wrong>
    </>
  )
}

function OpenRule({ where, onWhere }: RuleEditorProps) {
  const [root, change] = useState(() => (where ? fromWhere(where) : newGroup('all', [newLine(newLeaf('trait'))])))
  const told = useRef(root)
  const tell = useRef(onWhere)
  useEffect(() => {
    tell.current = onWhere
  }, [onWhere])
  useEffect(() => {
    if (told.current === root) return
    told.current = root
    tell.current(toWhere(root))
  }, [root])
  return <GroupEditor group={root} change={change} />
}

import { Button, Text, Textarea } from '@mantine/core'
import type { SegmentWhere } from '@percorso/contract'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import classes from '../segments.module.css'
import { parseRule, printRule } from '@percorso/contract/rule-text'
import type { ParsedRule } from '@percorso/contract/rule-text'

type Refusal = Extract<ParsedRule, { ok: false }>
const WORDS_MAX = 10

type TextModeProps = { where: SegmentWhere | undefined; onWhere: (where: SegmentWhere | undefined) => void }

/** The same rule as a line of text: what is written here changes the form beside it, and the other way round. */
export function TextMode({ where, onWhere }: TextModeProps) {
  const t = useTranslations('segments.text')
  const area = useRef<HTMLTextAreaElement>(null)
  const { text, refusal, write, leave } = useText(where, onWhere)
  const goThere = (at: number) => {
    area.current?.focus()
    area.current?.setSelectionRange(at, text.length)
  }
  return (
    <section aria-labelledby="rule-as-text" className={classes.textMode}>
      <Text component="h2" size="sm" fw={600} id="rule-as-text">
        {t('title')}
      </Text>
      <Textarea
        ref={area}
        aria-labelledby="rule-as-text"
        aria-describedby={refusal ? 'rule-refusal' : undefined}
        aria-invalid={refusal !== undefined}
        classNames={{ input: classes.text! }}
        autosize
        minRows={3}
        maxRows={12}
        spellCheck={false}
        placeholder={t('placeholder')}
        value={text}
        error={refusal !== undefined}
        onChange={(event) => write(event.currentTarget.value)}
        onBlur={leave}
      />
      {refusal && <Refused text={text} refusal={refusal} onGo={() => goThere(refusal.at)} />}
    </section>
  )
}

/** What is being written stays as it is written; once it is left, and whenever the rule changes elsewhere, the rule is written out anew. */
function useText(where: SegmentWhere | undefined, onWhere: TextModeProps['onWhere']) {
  const [written, setWritten] = useState<string>()
  const told = useRef(JSON.stringify(where))
  const now = JSON.stringify(where)
  useEffect(() => {
    if (now !== told.current) setWritten(undefined)
    told.current = now
  }, [now])
  const text = written ?? (where ? printRule(where) : '')
  const parsed = written === undefined || written.trim() === '' ? undefined : parseRule(written)
  const write = (next: string) => {
    setWritten(next)
    const read = next.trim() === '' ? { ok: true as const, where: undefined } : parseRule(next)
    if (!read.ok) return
    told.current = JSON.stringify(read.where)
    onWhere(read.where)
  }
  const refusal = parsed && !parsed.ok ? parsed : undefined
  return { text, refusal, write, leave: () => refusal === undefined && setWritten(undefined) }
}

/** What is wrong, with the place where it is. */
function Refused({ text, refusal: { message, at, expected = [] }, onGo }: { text: string; refusal: Refusal; onGo: () => void }) {
  const t = useTranslations('segments.text')
  const before = text.slice(Math.max(0, at - 24), at)
  const after = text.slice(at, at + 24)
  return (
    <div id="rule-refusal" aria-live="polite" className={classes.refused}>
      {/* The parser speaks English; what would have fitted are words of the language, the same for everybody. */}
      <p>{expected.length > 0 ? t('misfit', { words: expected.slice(0, WORDS_MAX).join(' · ') }) : message}</p>
      <code className={classes.place}>
        <bdi>
          {before}
          <mark>{after === '' ? t('end') : after}</mark>
        </bdi>
      </code>
      <Button size="compact-xs" variant="default" onClick={onGo}>
        {t('go')}
      </Button>
    </div>
  )
}

import { ActionIcon, Button } from '@mantine/core'
import type { EdgeTest, FactMatch, FactTest, FactType } from '@percorso/contract'
import { IconFilterPlus, IconX } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import classes from '../segments.module.css'
import { Choice, ProposedText, Word } from './fields.tsx'
import { emptyScalar, steadyOpGroups } from './said.ts'
import type { OpGroups, Said } from './said.ts'
import { SaidFields } from './said-fields.tsx'
import { useFocusIf } from './use-focus-if.ts'
import { useProperties, useVocabulary } from './use-vocabulary.ts'

const TYPES = ['track', 'page', 'screen', 'identify', 'group', 'alias'] as const satisfies FactType[]
const TESTS_MAX = 10

type FactFieldsProps = { match: FactMatch; onMatch: (match: FactMatch) => void; label?: string; isNew?: boolean }

/** Which facts are meant: their name, or (empty: any) their kind, and as many tests of their properties as are wanted. */
export function FactFields({ match, onMatch, label, isNew = false }: FactFieldsProps) {
  const t = useTranslations('segments.builder')
  const field = useFocusIf<HTMLInputElement>(isNew)
  const { facts } = useVocabulary()
  const adder = useRef<HTMLButtonElement>(null)
  const [added, setAdded] = useState<number>()
  const { fact, type, where = [] } = match
  const names = [...new Set(facts.map(({ name }) => name).filter((name) => name !== ''))]
  const setTests = (tests: FactTest[]) => onMatch(matchOf({ fact, type, where: tests }))
  return (
    <>
      <ProposedText
        ref={field}
        className={classes.fact}
        aria-label={label ?? t('fact')}
        placeholder={t('anyFact')}
        value={fact ?? ''}
        onChange={(name) => onMatch(matchOf({ fact: name, type, where }))}
        data={names}
        limit={50}
        maxLength={500}
      />
      {(fact === undefined || type !== undefined) && (
        <FactTypeChoice type={type} onType={(next) => onMatch(matchOf({ fact, type: next, where }))} />
      )}
      {where.map((test, index) => (
        <PropertyTest
          key={index}
          fact={fact}
          test={test}
          isNew={index === added}
          onTest={(next) => setTests(where.with(index, next))}
          onRemove={() => {
            setTests(where.toSpliced(index, 1))
            adder.current?.focus()
          }}
        />
      ))}
      {where.length < TESTS_MAX && (
        <Button
          ref={adder}
          size="compact-xs"
          variant="subtle"
          leftSection={<IconFilterPlus size={14} aria-hidden />}
          onClick={() => {
            setAdded(where.length)
            setTests([...where, { property: '', op: 'equals', value: '' }])
          }}
        >
          {where.length === 0 ? t('narrow') : t('narrowMore')}
        </Button>
      )}
    </>
  )
}

/** Without what is left open. */
function matchOf({ fact, type, where }: { [Part in keyof FactMatch]: FactMatch[Part] | undefined }): FactMatch {
  return {
    ...(fact !== undefined && fact !== '' && { fact }),
    ...(type && { type }),
    ...(where && where.length > 0 && { where }),
  }
}

function FactTypeChoice({ type, onType }: { type: FactType | undefined; onType: (type: FactType | undefined) => void }) {
  const t = useTranslations('segments.builder')
  const facts = useTranslations('facts')
  return (
    <Choice
      label={t('factType')}
      value={type ?? 'any'}
      options={['any', ...TYPES]}
      name={(option) => (option === 'any' ? t('anyType') : facts(option))}
      onValue={(option) => onType(option === 'any' ? undefined : option)}
    />
  )
}

type PropertyTestProps = {
  fact: string | undefined
  test: FactTest
  isNew: boolean
  onTest: (test: FactTest) => void
  onRemove: () => void
}

function PropertyTest({ fact, test, isNew, onTest, onRemove }: PropertyTestProps) {
  const t = useTranslations('segments.builder')
  return (
    <span className={classes.test}>
      <Word>{t('where')}</Word>
      <TestFields fact={fact} test={test} isNew={isNew} groups={steadyOpGroups} onTest={(next) => onTest(next as FactTest)} />
      <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('removeTest', { property: test.property })} onClick={onRemove}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </span>
  )
}

type TestFieldsProps = { fact: string | undefined; test: EdgeTest; isNew?: boolean; groups?: OpGroups; onTest: (test: EdgeTest) => void }

/** A property, and what is said of it. */
export function TestFields({ fact, test, isNew = false, groups, onTest }: TestFieldsProps) {
  const { property, ...said } = test
  const known = useProperties(fact).find(({ path }) => path === property)
  const give = (path: string, next: Said) => onTest({ property: path, ...next } as EdgeTest)
  return (
    <>
      <PropertyField fact={fact} property={property} isNew={isNew} onProperty={(path, type) => give(path, fitted(said as Said, type))} />
      <SaidFields said={said as Said} known={known} onSaid={(next) => give(property, next)} {...(groups && { groups })} />
    </>
  )
}

/** An untouched value takes the type that the property’s values have. */
function fitted(said: Said, type: string | undefined): Said {
  return said.op === 'equals' && said.value === '' ? { ...said, value: emptyScalar(type) } : said
}

type PropertyFieldProps = {
  fact: string | undefined
  property: string
  isNew?: boolean
  onProperty: (path: string, type: string | undefined) => void
}

export function PropertyField({ fact, property, isNew = false, onProperty }: PropertyFieldProps) {
  const t = useTranslations('segments.builder')
  const field = useFocusIf<HTMLInputElement>(isNew)
  const properties = useProperties(fact)
  return (
    <ProposedText
      ref={field}
      aria-label={t('property')}
      placeholder={t('property')}
      value={property}
      onChange={(path) => onProperty(path, properties.find((each) => each.path === path)?.type)}
      data={[...new Set(properties.map(({ path }) => path))]}
      limit={50}
      maxLength={300}
    />
  )
}

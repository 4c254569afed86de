import type { TraitFormula } from '@percorso/contract'
import { useTranslations } from 'use-intl'
import { Choice, NumberField } from '../segments/builder/fields.tsx'
import { formulaKinds, kindOfFormula, LEVELS_MAX, newFormula, numberKinds } from './formula-kinds.ts'
import type { FormulaKind } from './formula-kinds.ts'
import { ReadingFields } from './reading-fields.tsx'
import classes from './traits.module.css'

type FormulaEditorProps = { formula: TraitFormula; onFormula: (formula: TraitFormula) => void; level?: number; name?: string }

/** A formula as a form; arithmetic has two more inside. */
export function FormulaEditor({ formula, onFormula, level = 0, name }: FormulaEditorProps) {
  const t = useTranslations('traits.form')
  return (
    <fieldset className={classes.formula} aria-label={name ?? t('formula')}>
      <div className={classes.reading}>
        <Choice<FormulaKind>
          label={t('kind')}
          value={kindOfFormula(formula)}
          options={kindsAt(level)}
          name={(kind) => t(`kinds.${kind}`)}
          onValue={(kind) => onFormula(newFormula(kind, formula))}
        />
        {'number' in formula && <NumberField label={t('number')} value={formula.number} onValue={(number) => onFormula({ number })} wide />}
        {!('op' in formula) && !('number' in formula) && <ReadingFields reading={formula} onReading={onFormula} />}
      </div>
      {'op' in formula && <Arithmetic formula={formula} onFormula={onFormula} level={level} />}
    </fieldset>
  )
}

function kindsAt(level: number): readonly FormulaKind[] {
  if (level === 0) return formulaKinds
  return level < LEVELS_MAX ? numberKinds : numberKinds.filter((kind) => kind !== 'arithmetic')
}

type Reckoned = Extract<TraitFormula, { op: unknown }>
type ArithmeticProps = { formula: Reckoned; onFormula: (formula: TraitFormula) => void; level: number }

function Arithmetic({ formula: { op, parts }, onFormula, level }: ArithmeticProps) {
  const t = useTranslations('traits.form')
  const [a, b] = parts
  return (
    <div className={classes.arithmetic}>
      <FormulaEditor name={t('first')} formula={a} level={level + 1} onFormula={(next) => onFormula({ op, parts: [next, b] })} />
      <Choice
        label={t('op')}
        value={op}
        options={['add', 'subtract', 'multiply', 'divide']}
        name={(each) => t(`ops.${each}`)}
        onValue={(next) => onFormula({ op: next, parts })}
      />
      <FormulaEditor name={t('second')} formula={b} level={level + 1} onFormula={(next) => onFormula({ op, parts: [a, next] })} />
    </div>
  )
}

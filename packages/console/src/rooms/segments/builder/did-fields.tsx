import type {
  Compared,
  CountLeaf,
  Duration,
  EdgeLeaf,
  FactMatch,
  FactWindow,
  Measure,
  MeasureLeaf,
  RegularLeaf,
  StoppedLeaf,
  TimeLeaf,
} from '@percorso/contract'
import { useTranslations } from 'use-intl'
import { FactFields, PropertyField, TestFields } from './fact-fields.tsx'
import { Choice, DateField, DurationField, NumberField, Word } from './fields.tsx'
import { WindowFields } from './window-fields.tsx'

// What somebody did: a form for each kind of condition.

export type FieldsProps<Leaf> = { leaf: Leaf; onLeaf: (leaf: Leaf) => void }

const COMPARED = ['atLeast', 'moreThan', 'equals', 'atMost', 'lessThan'] as const satisfies Compared[]
const MEASURES = ['sum', 'average', 'min', 'max', 'distinct'] as const satisfies Measure[]
const EDGES = ['first', 'last'] as const

/** A leaf with its window; left out, it is ever. */
export function within<Leaf extends { within?: unknown }>(leaf: Leaf, window: FactWindow | undefined): Leaf {
  const { within: _, ...rest } = leaf
  return (window ? { ...rest, within: window } : rest) as Leaf
}

export function ComparedChoice({ op, onOp }: { op: Compared; onOp: (op: Compared) => void }) {
  const t = useTranslations('segments.builder')
  return <Choice label={t('op')} value={op} options={COMPARED} name={(each) => t(`compared.${each}`)} onValue={onOp} />
}

export function CountFields({ leaf, onLeaf }: FieldsProps<CountLeaf>) {
  const t = useTranslations('segments.builder')
  return (
    <>
      <FactFields match={leaf.count} onMatch={(count) => onLeaf({ ...leaf, count })} />
      <ComparedChoice op={leaf.op} onOp={(op) => onLeaf({ ...leaf, op })} />
      <NumberField label={t('times')} value={leaf.value} min={0} whole onValue={(value) => onLeaf({ ...leaf, value })} />
      <Word>{t('timesWord')}</Word>
      <WindowFields window={leaf.within} onWindow={(window) => onLeaf(within(leaf, window))} />
    </>
  )
}

export function MeasureFields({ leaf, onLeaf }: FieldsProps<MeasureLeaf>) {
  const t = useTranslations('segments.builder')
  return (
    <>
      <Choice
        label={t('measure')}
        value={leaf.measure}
        options={MEASURES}
        name={(each) => t(`measures.${each}`)}
        onValue={(measure) => onLeaf({ ...leaf, measure })}
      />
      <PropertyField fact={leaf.of.fact} property={leaf.property} onProperty={(property) => onLeaf({ ...leaf, property })} />
      <Word>{t('ofFact')}</Word>
      <FactFields match={leaf.of} onMatch={(of) => onLeaf({ ...leaf, of })} />
      <WindowFields window={leaf.within} onWindow={(window) => onLeaf(within(leaf, window))} />
      <ComparedChoice op={leaf.op} onOp={(op) => onLeaf({ ...leaf, op })} />
      <NumberField label={t('value')} value={leaf.value} onValue={(value) => onLeaf({ ...leaf, value })} wide />
    </>
  )
}

function EdgeChoice({ edge, onEdge }: { edge: 'first' | 'last'; onEdge: (edge: 'first' | 'last') => void }) {
  const t = useTranslations('segments.builder')
  return <Choice label={t('edge')} value={edge} options={EDGES} name={(each) => t(`edges.${each}`)} onValue={onEdge} />
}

export function EdgeFields({ leaf, onLeaf }: FieldsProps<EdgeLeaf>) {
  const t = useTranslations('segments.builder')
  return (
    <>
      <EdgeChoice edge={leaf.edge} onEdge={(edge) => onLeaf({ ...leaf, edge })} />
      <FactFields match={leaf.of} onMatch={(of) => onLeaf({ ...leaf, of })} />
      <WindowFields window={leaf.within} onWindow={(window) => onLeaf(within(leaf, window))} />
      <Word>{t('hadWhere')}</Word>
      <TestFields fact={leaf.of.fact} test={leaf.is} onTest={(is) => onLeaf({ ...leaf, is })} />
    </>
  )
}

export function TimeFields({ leaf, onLeaf }: FieldsProps<TimeLeaf>) {
  const t = useTranslations('segments.builder')
  const { time, of } = leaf
  const say = (op: TimeLeaf['op']) => {
    const isLength = op === 'withinLast'
    const value = isLength ? { n: 30, unit: 'days' as const } : typeof leaf.value === 'string' ? leaf.value : ''
    onLeaf({ time, of, op, value } as TimeLeaf)
  }
  return (
    <>
      <EdgeChoice edge={time} onEdge={(edge) => onLeaf({ ...leaf, time: edge })} />
      <FactFields match={of} onMatch={(match) => onLeaf({ ...leaf, of: match })} />
      <Choice
        label={t('when')}
        value={leaf.op}
        options={['withinLast', 'before', 'after']}
        name={(op) => t(`timeOps.${op}`)}
        onValue={say}
      />
      {leaf.op === 'withinLast' ? (
        <DurationField label={t('howLong')} value={leaf.value} onValue={(value) => onLeaf({ ...leaf, value })} />
      ) : (
        <DateField label={t('value')} value={leaf.value} onValue={(value) => onLeaf({ ...leaf, value })} />
      )}
    </>
  )
}

export function StoppedFields({ leaf, onLeaf }: FieldsProps<StoppedLeaf>) {
  const t = useTranslations('segments.builder')
  const setLength = (length: Duration) => onLeaf({ ...leaf, for: length })
  const setFacts = (stopped: FactMatch) => onLeaf({ ...leaf, stopped })
  return (
    <>
      <FactFields match={leaf.stopped} onMatch={setFacts} />
      <Word>{t('notInLast')}</Word>
      <DurationField label={t('howLong')} value={leaf.for} onValue={setLength} />
    </>
  )
}

export function RegularFields({ leaf, onLeaf }: FieldsProps<RegularLeaf>) {
  const t = useTranslations('segments.builder')
  return (
    <>
      <FactFields match={leaf.regularly} onMatch={(regularly) => onLeaf({ ...leaf, regularly })} />
      <Word>{t('inAtLeast')}</Word>
      <NumberField label={t('weeksAtLeast')} value={leaf.atLeast} min={1} whole onValue={(atLeast) => onLeaf({ ...leaf, atLeast })} />
      <Word>{t('ofTheLast')}</Word>
      <NumberField label={t('weeksOf')} value={leaf.weeks} min={1} whole onValue={(weeks) => onLeaf({ ...leaf, weeks })} />
      <Word>{t('units.weeks')}</Word>
    </>
  )
}

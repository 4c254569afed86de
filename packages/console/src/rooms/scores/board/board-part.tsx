import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '../../../api/client.ts'
import { Count } from '../../../ui/count.tsx'
import { Loading } from '../../../ui/loading.tsx'
import { Moment } from '../../../ui/moment.tsx'
import { Name } from '../../../ui/name.tsx'
import { Notice, NoticeText } from '../../../ui/notice.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { Tile, Tiles } from '../../../ui/tiles.tsx'
import { UsedBy } from '../../traits/used-by.tsx'
import { CsvLink } from '../csv-link.tsx'
import { ofBand, ofStage } from '../score-rules.ts'
import type { Board, Model } from '../score-types.ts'
import { Bars } from './bars.tsx'
import classes from './board.module.css'
import { GradeTable } from './grade-table.tsx'

const FRESH_MS = 15_000

/** How many people have each grade, stage and band of scores. */
export function BoardPart({ model }: { model: Model }) {
  const { data, error, refetch } = useQuery({
    ...api.scores.board.queryOptions({ input: { modelId: model.modelId } }),
    refetchInterval: FRESH_MS,
  })
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <>
      <Figures model={model} people={data.people} />
      {data.people === 0 ? <Nobody model={model} /> : <Charts model={model} board={data} />}
    </>
  )
}

function Figures({ model: { modelId, changedAt, changedBy, usedBy }, people }: { model: Model; people: number }) {
  const t = useTranslations('scores')
  return (
    <Tiles label={t('figures')}>
      <Tile name={t('scoredPeople')}>
        <Link to="/scores/$modelId" params={{ modelId: String(modelId) }} search={{ tab: 'people' }}>
          <Count of={people} />
        </Link>
      </Tile>
      <Tile name={t('changed')}>
        <Moment at={changedAt} as="ago" />
      </Tile>
      <Tile name={t('by')}>
        <Name>{changedBy}</Name>
      </Tile>
      <Tile name={t('usedBy')}>
        <small className={classes.users}>
          <UsedBy users={usedBy} />
        </small>
      </Tile>
    </Tiles>
  )
}

function Nobody({ model }: { model: Model }) {
  const t = useTranslations('scores.board')
  return (
    <Notice title={t('nobody')}>
      <NoticeText>{t(model.state === 'filling' ? 'filling' : 'nobodyHint')}</NoticeText>
    </Notice>
  )
}

function Charts({ model, board }: { model: Model; board: Board }) {
  const t = useTranslations('scores.board')
  const { key, modelId } = model
  return (
    <div className={classes.board}>
      <GradeTable model={model} board={board} />
      {board.stages.length > 0 && (
        <section aria-labelledby="score-stages">
          <Text component="h2" size="sm" fw={600} id="score-stages">
            {t('stages')}
          </Text>
          <Bars
            labelledBy="score-stages"
            people={board.people}
            bars={board.stages.map(({ stage, people }) => ({
              name: stage,
              people,
              where: ofStage(key, stage),
              link: { to: '/scores/$modelId', params: { modelId: String(modelId) }, search: { tab: 'people', stage } },
            }))}
          />
        </section>
      )}
      <section aria-labelledby="score-bands">
        <Text component="h2" size="sm" fw={600} id="score-bands">
          {t('bands')}
        </Text>
        <Bars
          labelledBy="score-bands"
          people={board.people}
          bars={board.bands.map(({ from, people }) => {
            const name = t('band', { from: String(from), to: String(from >= 90 ? 100 : from + 9) })
            const where = ofBand(key, from)
            return { name, people, where, link: { to: '/segments/new', search: { name: `${model.name} ${name}`, rule: where } } }
          })}
        />
      </section>
      <div>
        <CsvLink name={model.name} rows={rowsOf(board)} />
      </div>
    </div>
  )
}

function rowsOf({ grades, stages, bands }: Board): (string | number)[][] {
  return [
    ['of', 'what', 'people'],
    ...grades.map(({ grade, people }) => ['grade', grade, people]),
    ...stages.map(({ stage, people }) => ['stage', stage, people]),
    ...bands.map(({ from, people }) => ['score', from, people]),
  ]
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { judge } from '../bench/figure.ts'
import type { Figure } from '../bench/figure.ts'
import { aucOf, calibrationOf, compareAucs, encode, fitLogistic, liftCurve, oneHotOf, probabilityOf } from '../packages/maths/src/index.ts'
import type { EvalGroup } from './group.ts'

type Lead = { id: string; day: number; origin: string; page: string; won: boolean; wonAt: number }
/** What cross-validation chooses. `together`: whether an origin and a page that meet have a column of their own. */
type Choice = { l2: number; levelMin: number; together: boolean }

const DAY_MS = 86_400_000
const TRAINING_SHARE = 0.7
const FOLDS = 10
/** What a plain logistic regression on the same fields reaches. */
const PLAIN_AUC = 0.676

const choices: Choice[] = [1, 3, 10, 30].flatMap((l2) =>
  [10, 30].flatMap((levelMin) => [false, true].map((together) => ({ l2, levelMin, together }))),
)

/**
 * Which of 8,000 real leads became customers, told from when they came, from where and to which page. Everything, the penalty too, is chosen on the
 * first 70% by time; the rest is looked at once.
 */
export const leads: EvalGroup = {
  name: 'leads',
  needs: 'leads',
  run: (data) => Promise.resolve(measure(readLeads(join(data, 'leads')))),
}

function measure(all: Lead[]): Figure[] {
  const cut = Math.floor(TRAINING_SHARE * all.length)
  const [training, test] = [all.slice(0, cut), all.slice(cut)]
  const tried = choices.map((choice) => ({ choice, auc: crossValidate(training, choice) }))
  const best = tried.reduce((a, b) => (b.auc > a.auc ? b : a))
  const knownThen = training.map((lead) => ({ ...lead, won: lead.wonAt < test[0]!.day * DAY_MS }))
  const figure = (what: string, value: number, bar?: number) =>
    judge({ figure: `leads.${what}`, value, unit: 'ratio', n: test.length, ...(bar !== undefined && { bar }) })
  return [
    judge({ figure: 'leads.cross_validated_auc', value: best.auc, unit: 'ratio', n: training.length }),
    ...rankingFigures(figure, test, predict(training, test, best.choice)),
    figure('auc_as_known_then', aucOf(predict(knownThen, test, best.choice), outcomes(test))!.auc),
  ]
}

type MakeFigure = (what: string, value: number, bar?: number) => Figure

function rankingFigures(figure: MakeFigure, test: Lead[], predicted: number[]): Figure[] {
  const won = outcomes(test)
  const auc = aucOf(predicted, won)!
  const recency = test.map(({ day }) => day)
  // Ids are random.
  const random = test.map(({ id }) => Number.parseInt(id.slice(0, 12), 16))
  const calibration = calibrationOf(predicted, won)
  return [
    figure('auc', auc.auc, PLAIN_AUC),
    figure('auc_low', auc.low),
    figure('auc_high', auc.high),
    figure('recency_auc', aucOf(recency, won)!.auc),
    figure('random_auc', aucOf(random, won)!.auc),
    figure('auc_above_recency_low', compareAucs([predicted, recency], won)!.low),
    figure('top_decile_lift', liftCurve(predicted, won)[0]!.lift),
    figure('calibration_slope', calibration.slope!.value),
    figure('calibration_slope_low', calibration.slope!.low),
    figure('calibration_slope_high', calibration.slope!.high),
    figure('calibration_intercept', calibration.intercept!.value),
    figure('observed_to_expected', calibration.observedToExpected),
    figure('brier', calibration.brier),
    figure('brier_of_mean', calibration.brierOfMean),
  ]
}

/** The mean area over the later half of the training part, tenth by tenth, each predicted from all that came before it. */
function crossValidate(training: Lead[], choice: Choice): number {
  const starts = Array.from({ length: FOLDS / 2 }, (_, k) => Math.floor(((FOLDS / 2 + k) * training.length) / FOLDS))
  const areas = starts.map((start, k) => {
    const fold = training.slice(start, starts[k + 1] ?? training.length)
    return aucOf(predict(training.slice(0, start), fold, choice), outcomes(fold))!.auc
  })
  return areas.reduce((sum, area) => sum + area, 0) / areas.length
}

function predict(known: Lead[], asked: Lead[], { l2, levelMin, together }: Choice): number[] {
  const fields = [(lead: Lead) => lead.origin, (lead: Lead) => lead.page]
  if (together) fields.push((lead) => `${lead.origin} ${lead.page}`)
  const encodings = fields.map((field) => ({ field, oneHot: oneHotOf(known.map(field), levelMin) }))
  const rowOf = (lead: Lead) => [lead.day / 100, ...encodings.flatMap(({ field, oneHot }) => encode(oneHot, field(lead)))]
  const fit = fitLogistic({ rows: known.map(rowOf), outcomes: outcomes(known) }, l2)
  return asked.map((lead) => probabilityOf(fit, rowOf(lead)))
}

function outcomes(some: Lead[]): boolean[] {
  return some.map(({ won }) => won)
}

/** In order of time; those of one day as they stand in the file. */
function readLeads(folder: string): Lead[] {
  const deals = new Map(readCsv(join(folder, 'olist_closed_deals_dataset.csv')).map((row) => [row[0]!, dateOf(row[4]!)]))
  const rows = readCsv(join(folder, 'olist_marketing_qualified_leads_dataset.csv'))
  const all = rows.map(([id = '', date = '', page = '', origin = '']) => {
    const wonAt = deals.get(id) ?? Infinity
    return { id, day: Date.parse(date) / DAY_MS, page, origin, won: deals.has(id), wonAt }
  })
  return all.sort((a, b) => a.day - b.day)
}

/** What these files put in quotes comes after the columns that are read. */
function readCsv(file: string): string[][] {
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/)
  return lines.map((line) => line.split(','))
}

/** `2/26/2018 19:58`, of which the day is enough. */
function dateOf(text: string): number {
  const [month, day, year] = text.split(/[/ ]/).map(Number)
  return Date.UTC(year!, month! - 1, day)
}

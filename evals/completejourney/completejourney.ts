import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EvalGroup } from '../group.ts'
import { importFigures } from '../import-figures.ts'

const HOUSEHOLD_COLUMNS = {
  'transactions_sample_part1.csv': 0,
  'transactions_sample_part2.csv': 0,
  'coupon_redemptions.csv': 0,
  'demographics.csv': 0,
  'campaigns.csv': 1,
}

/** A grocery loyalty programme: one profile for each household. */
export const completejourney: EvalGroup = {
  name: 'completejourney',
  needs: 'completejourney',
  run: (data) => importFigures({ folder: 'completejourney', data, profiles: countHouseholds(join(data, 'completejourney')) }),
}

/** By splitting lines at commas; some files put ids in quotes. */
function countHouseholds(folder: string): number {
  const households = Object.entries(HOUSEHOLD_COLUMNS).flatMap(([file, column]) => {
    const [, ...rows] = readFileSync(join(folder, file), 'utf8').trimEnd().split(/\r?\n/)
    return rows.map((row) => row.split(',')[column]?.replaceAll('"', ''))
  })
  return new Set(households).size
}

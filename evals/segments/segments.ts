import { judge } from '../../bench/figure.ts'
import type { Figure } from '../../bench/figure.ts'
import { ask, startLivingSystem, untilIdle } from '../../bench/living-system.ts'
import type { LivingSystem } from '../../bench/living-system.ts'
import type { EvalGroup } from '../group.ts'
import { importRecipe, recipesOf } from '../import-recipes.ts'
import { completejourneySegments, olistSegments } from './real-segments.ts'
import type { Expected } from './real-segments.ts'

const folders: Record<string, (data: string) => Expected[]> = { olist: olistSegments, completejourney: completejourneySegments }

/** Segments of real people: as many as counting the files says, found in what has been, by the preview, and followed while the files come in. */
export const segments: EvalGroup = {
  name: 'segments',
  needs: 'olist',
  async run(data) {
    const figures: Figure[] = []
    for (const [folder, expectedOf] of Object.entries(folders)) figures.push(...(await compare(folder, data, expectedOf(data))))
    return figures
  },
}

async function compare(folder: string, data: string, expected: Expected[]): Promise<Figure[]> {
  const system = await startLivingSystem()
  try {
    const live = await defineAll(system, 'live', expected)
    for (const recipe of recipesOf(folder)) await importRecipe(system, recipe, data)
    await untilIdle(system)
    const filled = await defineAll(system, 'filled', expected)
    await untilIdle(system)
    const figures: Figure[] = []
    for (const [index, { name, where, size }] of expected.entries()) {
      const { count, people } = await ask<{ count: number; people: number }>(system, '/rules/preview', {
        rule: { version: 1, where },
      })
      const found = { live: await sizeOf(system, live[index]!), filled: await sizeOf(system, filled[index]!), preview: count }
      for (const [way, value] of Object.entries(found)) {
        figures.push(judge({ figure: `segments.${folder}.${name}, ${way}`, value, unit: 'people', bar: size, rule: 'exactly', n: people }))
      }
    }
    return figures
  } finally {
    await system.stop()
  }
}

async function defineAll(system: LivingSystem, way: string, expected: Expected[]): Promise<number[]> {
  const ids: number[] = []
  for (const { name, where } of expected) {
    const { segmentId } = await ask<{ segmentId: number }>(system, '/segments', {
      name: `${name}, ${way}`,
      rule: { version: 1, where },
    })
    ids.push(segmentId)
  }
  return ids
}

async function sizeOf(system: LivingSystem, segmentId: number): Promise<number> {
  return (await ask<{ size: number }>(system, `/segments/${segmentId}`)).size
}

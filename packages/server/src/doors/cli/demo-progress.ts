import type { Progress } from './demo-load.ts'
import { note, number, renewLine, say } from './output.ts'

const EVERY_MS = 250
const LINE_EVERY_MS = 2_000
const WIDTH = 30

/** Shows how far it is: a bar where somebody watches, lines of JSON for programs, and now and then a line elsewhere. */
export function showProgress(json: boolean): { show: (progress: Progress) => void; done: () => void } {
  const from = performance.now()
  const every = json || process.stderr.isTTY ? EVERY_MS : LINE_EVERY_MS
  let shownAt = 0
  let [share, facts] = [0, 0]
  const seconds = () => (performance.now() - from) / 1000
  return {
    show(progress) {
      share = Math.max(share, progress.share) // what is in and what is done are counted apart: never seem to go back
      facts = Math.max(facts, progress.facts)
      if (performance.now() - shownAt < every) return
      shownAt = performance.now()
      const rate = Math.round(facts / seconds())
      if (json) say(JSON.stringify({ progress: { share, facts, factsPerSecond: rate } }))
      else if (process.stderr.isTTY) renewLine(bar({ share, facts }, rate))
      else note(bar({ share, facts }, rate))
    },
    done() {
      renewLine('')
      if (!json && facts > 0) say(`${number(facts)} facts in ${seconds().toFixed(0)} s.`)
    },
  }
}

function bar({ share, facts }: Progress, rate: number): string {
  const full = Math.round(share * WIDTH)
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${Math.floor(share * 100)}%  ${number(facts)} facts, ${number(rate)} a second`
}

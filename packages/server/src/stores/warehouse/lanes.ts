/** A few things of which each serves one task at a time; tasks wait their turn. */
export type Lanes<Lane> = { run<T>(task: (lane: Lane) => Promise<T>): Promise<T>; idle(): Promise<void> }

export function createLanes<Lane>(lanes: Lane[]): Lanes<Lane> {
  const free = [...lanes]
  const waiting: ((lane: Lane) => void)[] = []

  async function take(): Promise<Lane> {
    return free.pop() ?? new Promise((resolve) => waiting.push(resolve))
  }

  function giveBack(lane: Lane): void {
    const next = waiting.shift()
    if (next) next(lane)
    else free.push(lane)
  }

  return {
    run: async (task) => {
      const lane = await take()
      try {
        return await task(lane)
      } finally {
        giveBack(lane)
      }
    },
    // Whoever holds every lane at once knows that nothing runs.
    idle: async () => (await Promise.all(lanes.map(take))).forEach(giveBack),
  }
}

/** Something to measure: gives milliseconds, or why it cannot be measured. */
export interface Task {
  readonly name: string
  readonly run: () => Promise<Measured>
  /** The name of the task that this one is held against. */
  readonly floor?: string
}

export interface Measured {
  readonly milliseconds: number
  readonly peak?: number | undefined
}

/** What came of a task over all rounds. */
export interface Result {
  readonly name: string
  /** Median over the rounds. */
  readonly milliseconds: number
  readonly floor?: string
  /** Median of the rounds' own ratios to the floor: both slow down together on a busy machine. */
  readonly ratio?: number
  readonly peak?: number
}

/** Runs all tasks in turn, so many rounds, so that a busy machine weighs on all alike. */
export async function inTurns(tasks: readonly Task[], rounds: number): Promise<readonly Result[]> {
  const times = new Map<string, Measured[]>(tasks.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, run } of tasks) times.get(name)?.push(await run())
  }
  return tasks.map(({ name, floor }): Result => {
    const own = times.get(name) ?? []
    const under = times.get(floor ?? '') ?? []
    const ratios = own.flatMap(({ milliseconds }, round) => {
      const met = under[round]
      return met ? [milliseconds / met.milliseconds] : []
    })
    const peaks = own.flatMap(({ peak }) => peak ?? [])
    return {
      name,
      milliseconds: median(own.map(({ milliseconds }) => milliseconds)),
      ...(floor && ratios.length > 0 ? { floor, ratio: median(ratios) } : {}),
      ...(peaks.length > 0 ? { peak: Math.max(...peaks) } : {}),
    }
  })
}

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

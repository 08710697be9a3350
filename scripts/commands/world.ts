/** What a command may touch of the world. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** True where a person watches standard error. */
  readonly terminal: boolean
  /** True where standard output shows colours. */
  readonly colour: boolean
  readonly signal: AbortSignal
  /** Now, in milliseconds since 1970. */
  readonly now: () => number
}

/** The press's own fixed day, for files that nothing else dates. */
const fixedDay = '2000-01-01'

/** Today where the user is. Nothing sets another: an expired review stays expired. */
export function today({ now }: World): string {
  const date = new Date(now())
  const pad = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

/** The day for files whose text names none: `SOURCE_DATE_EPOCH`, else a fixed one. */
export function epoch({ env }: World): string {
  const seconds = Number(env.SOURCE_DATE_EPOCH)
  return env.SOURCE_DATE_EPOCH && Number.isFinite(seconds)
    ? new Date(seconds * 1000).toISOString().slice(0, 10)
    : fixedDay
}

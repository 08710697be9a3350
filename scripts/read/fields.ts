import { z } from 'zod'

/** A calendar day that exists, `YYYY-MM-DD`. */
export type Day = string

/** True for a day of the calendar, `2026-02-28` but not `2026-02-30`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** Schema of a day. */
export const day = z
  .string({ error: 'expected a day such as 2026-11-22' })
  .refine(isDay, { error: 'expected a day that exists, the year first, such as 2026-11-22' })

/** Schema of a text on one line. */
export const line = z
  .string({ error: 'expected a text on one line' })
  .refine(text => !/[\r\n]/.test(text.trim()), { error: 'expected a text on one line' })
  .transform(text => text.trim())

/** Schema of a language tag after BCP 47, in its canonical form (`en-GB`). */
export const language = z
  .string({ error: 'expected a language tag such as en-GB' })
  .transform((tag, context) => {
    try {
      return Intl.getCanonicalLocales(tag)[0] ?? tag
    } catch {
      context.addIssue({ code: 'custom', message: 'expected a language tag such as en-GB' })
      return z.NEVER
    }
  })

/** Schema of an address on the web that is safe to send a reader to. */
export const webAddress = line.refine(
  text => {
    const url = URL.parse(text)
    return (
      url?.protocol === 'https:' && url.host.includes('.') && !url.username && text.length <= 300
    )
  },
  { error: 'expected an address such as https://example.org/leaflets/rest' },
)

/** Schema of a yes or no. */
export const yesNo = z
  .enum(['true', 'false', 'yes', 'no'], { error: 'expected yes or no' })
  .transform(text => text === 'true' || text === 'yes')

/** Schema of a list in which a single value may stand without brackets. */
export function list<T extends z.ZodType>(item: T) {
  return z.preprocess(
    value => (typeof value === 'string' ? [value] : value),
    z.array(item, { error: 'expected a list' }),
  )
}

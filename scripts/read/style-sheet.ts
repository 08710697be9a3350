import { z } from 'zod'
import { language, line, list, yesNo } from './fields.ts'

const whole = z
  .string({ error: 'expected a whole number' })
  .regex(/^\d{1,4}$/, { error: 'expected a whole number' })
  .transform(Number)

const words = z.record(z.string(), list(line))

/** Schema of `style-sheet.yaml`: the spellings, words and limits that the rules go by. */
export const styleSheetSchema = z
  .object({
    /** The one spelling of the manuscript, `en-GB` or `en-US`. */
    spelling: language.optional(),
    /** The form that is used, and the forms that are not. */
    terms: words.optional(),
    /**
     * A thing, and other words for it: passages that use either say the same. The press knows many
     * already, and the forms of `terms`.
     */
    concepts: words.optional(),
    /** Concepts that must never be taken for each other, by the name of the set. */
    contrasts: words.optional(),
    /** A technical word, and the plain word for it. */
    jargon: z.record(z.string(), line).optional(),
    /** Long words that have no shorter form. */
    unavoidable: list(line).optional(),
    /** Words that mean an emergency: allowed in the emergency box only. */
    misleading: list(line).optional(),
    reading: z
      .object({
        formula: z.enum(['smog', 'flesch-kincaid'], {
          error: 'expected smog or flesch-kincaid',
        }),
        target: whole.optional(),
        warn: whole.optional(),
        block: whole.optional(),
      })
      .strict()
      .optional(),
    /** The longest sentence, in words. */
    'sentence-words': whole.optional(),
    /** How a number and its unit stand: `250 mg` or `250mg`. */
    'dose-space': z.enum(['spaced', 'closed'], { error: 'expected spaced or closed' }).optional(),
    /** `yes` to be told of ordinary comfort, such as a walk, that is offered outside a remedy. */
    'ordinary-offers': yesNo.optional(),
    /** Days before a review is due at which it is said to be due soon. */
    'review-notice-days': whole.optional(),
    /** Terms that the glossary explains. */
    glossary: list(line).optional(),
    /** Severity by rule; `off` turns a rule off. */
    rules: z
      .record(
        z.string(),
        z.enum(['off', 'info', 'warning', 'error'], {
          error: 'expected off, info, warning or error',
        }),
      )
      .optional(),
  })
  .strict()

/** The manuscript's own words and limits; every field may be missing. */
export type StyleSheet = z.output<typeof styleSheetSchema>

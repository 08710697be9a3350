import { z } from 'zod'
import { language, line } from './fields.ts'

/** Schema of `clinic.yaml`: who publishes, and how a reader reaches them. */
export const clinicSchema = z
  .object({
    publisher: line.optional(),
    department: line.optional(),
    contact: z
      .object({
        phone: line.optional(),
        email: line.optional(),
        web: line.optional(),
        address: line.optional(),
        hours: line.optional(),
      })
      .strict()
      .optional(),
    /** ISO 3166 code of the country whose emergency number is printed. */
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, { error: 'expected two capitals such as GB' })
      .refine(code => code !== 'UK', { error: 'expected GB, the code of the United Kingdom' })
      .optional(),
    'emergency-number': line.optional(),
    language: language.optional(),
    rights: line.optional(),
    feedback: line.optional(),
    disclaimer: line.optional(),
  })
  .strict()

/** Who publishes the manuscript; every field may be missing. */
export type Clinic = z.output<typeof clinicSchema>

/** Schema of `sources.yaml`: what the chapters rest on, by key. */
export const sourcesSchema = z.record(
  z.string(),
  z
    .object({
      organisation: line.optional(),
      document: line,
      year: line.optional(),
      address: line.optional(),
      /** `found`: read; `established`: widely known, not read; `uncertain`: neither. */
      confidence: z.enum(['found', 'established', 'uncertain']).optional(),
      note: line.optional(),
    })
    .strict(),
)

/** The sources of a manuscript by key. */
export type Sources = z.output<typeof sourcesSchema>

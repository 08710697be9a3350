import { z } from 'zod'
import { language, line, list, yesNo } from './fields.ts'
import type { Finding } from './finding.ts'
import { makeAnew, type Recall } from './recall.ts'
import { shipped } from './shipped.ts'
import { readYaml, type Yaml } from './yaml.ts'

/** What kind of thing an entry is; a medicine needs two reviewers. */
const kinds = ['herb', 'medicine', 'supplement', 'food', 'topical', 'procedure', 'device'] as const
/** How an entry stands, from not at all to ordinary use. */
const statuses = ['avoid', 'specialist-only', 'review', 'generally-ok'] as const
const confidences = ['found', 'established', 'uncertain'] as const

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `expected one of ${values.join(', ')}` })

const entrySchema = z
  .object({
    name: line,
    kind: oneOf(kinds),
    status: oneOf(statuses),
    confidence: oneOf(confidences),
    /** One sentence that a reviewer can judge. */
    reason: line,
    /** Other names: spellings, Latin, brands, other scripts. */
    names: list(line).default([]),
    /** `required` for an ordinary word, which counts only where the text offers or doses it. */
    context: z.literal('required', { error: 'expected `required`' }).optional(),
    /** Words of which one must stand nearby: an ointment counts as a vein ointment near "vein". */
    near: list(line).optional(),
    /** `yes` for the entry of a plant that a text does not name: its recipe is never printed. */
    unnamed: yesNo.optional(),
    /** `yes` for a kind of preparation, which counts where nothing that it is made of is named. */
    generic: yesNo.optional(),
    /** Ids of what it contains. */
    ingredients: list(line).default([]),
    /** Ids of what a thing of one of its names contains besides. */
    holds: z.record(z.string(), list(line)).default({}),
    stages: z
      .object({
        first: oneOf(statuses).optional(),
        second: oneOf(statuses).optional(),
        third: oneOf(statuses).optional(),
      })
      .strict()
      .optional(),
    'stage-note': line.optional(),
    breastfeeding: line.optional(),
    'breastfeeding-note': line.optional(),
    /** An upper amount that an authority names; for the reviewer, not for print. */
    limit: line.optional(),
    /** True where two different reviewers must sign, whatever the kind. */
    'two-reviewers': yesNo.optional(),
    note: line.optional(),
    sources: list(line).default([]),
  })
  .strict()

const sourceSchema = z
  .object({
    organisation: line,
    document: line,
    year: line.optional(),
    address: line.optional(),
    confidence: oneOf(confidences),
    /** `page`: read at its address; `elsewhere`: read in another copy; `no`: not read. */
    read: oneOf(['page', 'elsewhere', 'no']),
    where: line.optional(),
  })
  .strict()

/** Schema of a formulary: `formulary.yaml`, or a file in `formularies/`. */
export const formularySchema = z
  .object({
    formulary: line.optional(),
    title: line.optional(),
    language: language.optional(),
    /** Signs of an emergency: a remedy that names one needs two different reviewers. */
    'warning-signs': list(line).default([]),
    /** Phrases that hold a name and mean something else: "water bath", "pins and needles". */
    'not-meant': list(line).default([]),
    sources: z.record(z.string(), sourceSchema).default({}),
    entries: z.record(z.string(), entrySchema),
  })
  .strict()

/** One substance or procedure, with its status, the reason for it and the sources. */
export type FormularyEntry = z.output<typeof entrySchema> & {
  readonly id: string
  /** The file that it stands in; empty for the press's own formulary. */
  readonly file: string
}

/** What a source record says. */
export type FormularySource = z.output<typeof sourceSchema>

/** All that the press knows of remedies: its own formulary, with the manuscript's on top. */
export interface Formulary {
  readonly entries: ReadonlyMap<string, FormularyEntry>
  readonly sources: ReadonlyMap<string, FormularySource>
  readonly warningSigns: readonly string[]
  /** Phrases that hold a name and mean something else. */
  readonly notMeant: readonly string[]
}

/** Reads the press's own formulary; once a process, since it is the same for every manuscript. */
let own: z.output<typeof formularySchema> | undefined
function readOwn(): Yaml<z.output<typeof formularySchema>> {
  own ??= formularySchema.parse(shipped('read/formularies/pregnancy.yaml', 'texts'))
  return { value: own, findings: [] }
}

/** True for a file of the manuscript that adds to the formulary. */
export function isFormulary(file: string): boolean {
  return /^(formulary\.ya?ml|formularies\/[^/]+\.ya?ml)$/i.test(file)
}

/**
 * The press's own formulary with the manuscript's entries on top: an entry with the same id takes
 * the place of the press's.
 *
 * @param texts text by file, in the order in which later ones stand above earlier ones.
 */
export function readFormulary(
  texts: ReadonlyMap<string, string | undefined>,
  recall: Recall = makeAnew,
): { readonly formulary: Formulary; readonly findings: readonly Finding[] } {
  const { findings, formulary } = recall(['formulary', JSON.stringify([...texts])], () => {
    const { findings, formulary } = readAll(texts)
    const { entries, sources, ...lists } = formulary
    return { findings, formulary: { ...lists, entries: [...entries], sources: [...sources] } }
  })
  const { entries, sources } = formulary
  return {
    formulary: { ...formulary, entries: new Map(entries), sources: new Map(sources) },
    findings,
  }
}

function readAll(texts: ReadonlyMap<string, string | undefined>): {
  readonly formulary: Formulary
  readonly findings: readonly Finding[]
} {
  const entries = new Map<string, FormularyEntry>()
  const sources = new Map<string, FormularySource>()
  const signs = new Set<string>()
  const notMeant = new Set<string>()
  const findings: Finding[] = []
  const parts: [file: string, part: Yaml<z.output<typeof formularySchema>>][] = [['', readOwn()]]
  for (const [file, text] of texts) {
    if (text === undefined) continue
    parts.push([file, readYaml(text, file, formularySchema, 'formulary')])
  }
  for (const [file, read] of parts) {
    findings.push(...read.findings)
    if (!read.value) continue
    for (const sign of read.value['warning-signs']) signs.add(sign)
    for (const phrase of read.value['not-meant']) notMeant.add(phrase)
    for (const [key, source] of Object.entries(read.value.sources)) sources.set(key, source)
    for (const [id, entry] of Object.entries(read.value.entries)) {
      entries.set(id, { ...entry, id, file })
    }
  }
  for (const { id, file, ...entry } of entries.values()) {
    const missing = (field: string, names: readonly string[]): Finding[] =>
      names.map(name => ({
        rule: 'formulary',
        severity: 'error',
        file: file || 'formularies/pregnancy.yaml',
        reason: `Unexpected \`${name}\` in the ${field} of \`${id}\`, expected a name from this formulary`,
        note: `Add \`${name}\`, or mend the name.`,
      }))
    const held = [...entry.ingredients, ...Object.values(entry.holds).flat()]
    findings.push(
      ...missing(
        'ingredients',
        held.filter(name => !entries.has(name)),
      ),
      ...missing(
        'sources',
        entry.sources.filter(name => !sources.has(name)),
      ),
    )
  }
  return {
    formulary: { entries, sources, warningSigns: [...signs], notMeant: [...notMeant] },
    findings,
  }
}

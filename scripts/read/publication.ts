import { z } from 'zod'
import { language, line, list } from './fields.ts'

/** Sheets that a leaflet can be printed on. */
export const formats = ['a4', 'letter'] as const
export type Format = (typeof formats)[number]

const common = {
  title: line.optional(),
  /** Chapters by file name, with or without `.md`; none means all, in reading order. */
  chapters: list(line).optional(),
  code: line.optional(),
  version: line.optional(),
  language: language.optional(),
  /** What a remedy without leave to print does to this publication. */
  unreviewed: z.enum(['proof', 'withhold', 'fail']).default('proof'),
}
const titled = {
  ...common,
  subtitle: line.optional(),
  author: line.optional(),
  /** Whether what was set before, word for word, is set again or referred to. */
  repeats: z.enum(['fold', 'keep']).default('fold'),
}
const printed = {
  formats: list(z.enum(formats, { error: `expected one of ${formats.join(', ')}` }))
    .pipe(z.array(z.enum(formats)).nonempty())
    .default(['a4']),
}

/** Schema of one file in `publications/`. */
export const publicationSchema = z.discriminatedUnion(
  'kind',
  [
    z.object({ kind: z.literal('leaflets'), ...common, ...printed }).strict(),
    z.object({ kind: z.literal('leaflet'), ...common, ...printed }).strict(),
    z.object({ kind: z.literal('book'), ...titled }).strict(),
    z.object({ kind: z.literal('ebook'), ...titled }).strict(),
  ],
  { error: 'expected `kind: leaflet`, `leaflets`, `book` or `ebook`' },
)

type Declared = z.output<typeof publicationSchema>
/** `leaflets` is the short form for a leaflet of each chapter; past reading there is no such kind. */
type Issued = Exclude<Declared, { kind: 'leaflets' }>

/** What we mean to issue: a leaflet, a book or an ebook. */
export type Publication = Issued & {
  /** The name that the command line and the file names know it by. */
  readonly id: string
  /** The file that declares it; for a publication by default, the chapter or the manuscript. */
  readonly file: string
  /** Ids of its chapters, in order. */
  readonly chapters: readonly string[]
}

export type Leaflet = Extract<Publication, { kind: 'leaflet' }>
export type Book = Extract<Publication, { kind: 'book' }>
export type Ebook = Extract<Publication, { kind: 'ebook' }>

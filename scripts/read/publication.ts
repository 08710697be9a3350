import { z } from 'zod'
import { language, line, list, webAddress, yesNo } from './fields.ts'

/** What a leaflet can be set for, to read on a screen or on paper: tagged PDFs, a page a sheet. */
export const readingFormats = [
  'a4',
  'letter',
  'a5',
  'large-print-a4',
  'large-print-letter',
] as const

/** Sheets to print on both sides and to fold or cut; a reading copy always stands beside them. */
export const paperFormats = [
  'booklet-a4',
  'booklet-letter',
  'tri-fold-a4',
  'tri-fold-letter',
  '2-up-a4',
  '2-up-letter',
  '4-up-a4',
  '4-up-letter',
] as const

/** What a book can be imposed as, beside its reading copy. */
export const bookFormats = ['print', 'booklet-a4', 'booklet-letter'] as const

/** The finished sizes that a book can be cut to. */
export const trims = ['a5', 'half-letter', 'b5', 'a4', 'letter'] as const

export type ReadingFormat = (typeof readingFormats)[number]
export type PaperFormat = (typeof paperFormats)[number]
export type Format = ReadingFormat | PaperFormat
export type BookFormat = (typeof bookFormats)[number]
export type Trim = (typeof trims)[number]

const formats = [...readingFormats, ...paperFormats] as const

function oneOf<const T extends readonly [string, ...string[]]>(names: T) {
  return z.enum(names, { error: `expected one of ${names.join(', ')}` })
}

/** How sheets are made ready for a copier or a print shop. */
const sheets = {
  colour: oneOf(['colour', 'greyscale']).default('colour'),
  /** The most pages that are folded into one another; else as many as staples hold. */
  signature: z
    .string({ error: 'expected a number of pages such as 16' })
    .refine(text => /^\d{1,3}$/.test(text) && Number(text) % 4 === 0 && Number(text) > 0, {
      error: 'expected a number of pages that is a multiple of 4, such as 16',
    })
    .transform(Number)
    .optional(),
  /** The thickness of one sheet in mm, for the creep of a folded booklet. */
  paper: z
    .string({ error: 'expected a thickness such as 0.1 mm' })
    .refine(text => /^0?\.\d{1,3}( ?mm)?$/.test(text), {
      error: 'expected the thickness of a sheet under 1 mm, such as 0.1 mm',
    })
    .transform(text => Number.parseFloat(text))
    .default(0.1),
}

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
  formats: list(oneOf(formats))
    .pipe(z.array(z.enum(formats)).nonempty())
    .transform(withReadingCopy)
    .default(['a4']),
  print: z.object(sheets).strict().prefault({}),
  /** Where the leaflet stands on the web: printed as a QR code and in words. */
  web: webAddress.optional(),
  /** Room to write down the next appointment. */
  appointment: yesNo.default(false),
  /** Lines to write on. */
  notes: yesNo.default(false),
}
const bound = {
  trim: oneOf(trims).default('a5'),
  formats: list(oneOf(bookFormats)).default([]),
  print: z
    .object({ ...sheets, marks: yesNo.default(true), bleed: yesNo.default(true) })
    .strict()
    .prefault({}),
}

/** No screen reader can follow imposed sheets, so they never stand alone. */
function withReadingCopy(asked: readonly Format[]): readonly Format[] {
  const once = [...new Set(asked)]
  if (once.some(format => readingFormats.some(each => each === format))) return once
  return [once.some(format => format.endsWith('-a4')) ? 'a4' : 'letter', ...once]
}

/** Schema of one file in `publications/`. */
export const publicationSchema = z.discriminatedUnion(
  'kind',
  [
    z.object({ kind: z.literal('leaflets'), ...common, ...printed }).strict(),
    z.object({ kind: z.literal('leaflet'), ...common, ...printed }).strict(),
    z.object({ kind: z.literal('book'), ...titled, ...bound }).strict(),
    z
      .object({
        kind: z.literal('ebook'),
        ...titled,
        /** Who evaluated its accessibility by the standard; without a name nobody claims it. */
        'certified-by': line.optional(),
      })
      .strict(),
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

import type { Chapter, Manuscript } from '../read/manuscript.ts'
import type { Publication } from '../read/publication.ts'
import { fill, type Words } from '../read/templates.ts'
import type { Imprint } from './edition.ts'

/** What a reader may want to know of where a publication comes from, in the order it is printed. */
export function colophon(
  manuscript: Pick<Manuscript, 'clinic' | 'sources'>,
  publication: Publication,
  chapters: readonly Chapter[],
  words: Words,
  contentCode: string,
): readonly Imprint[] {
  const { clinic } = manuscript
  const { contact } = clinic
  const own = 'author' in publication ? publication.author : undefined
  const lines: [string, readonly (string | undefined)[]][] = [
    [words.disclaimer, [clinic.disclaimer]],
    [words.publisher, [clinic.publisher, clinic.department]],
    [words.author, own ? [own] : every(chapters, 'author')],
    [words.reviewer, every(chapters, 'reviewer')],
    [
      words.contact,
      [contact?.phone, contact?.hours, contact?.email, contact?.web, contact?.address],
    ],
    [words.published, [latest(chapters, 'published', words)]],
    [words.reviewed, [earliest(chapters, 'reviewed', words)]],
    [words['review-due'], [earliest(chapters, 'review-due', words)]],
    [words.code, [codeOf(publication, chapters)]],
    [words.version, [versionOf(publication, chapters)]],
    [words['content-code'], [contentCode]],
    [words.feedback, [clinic.feedback]],
    [words.rights, [clinic.rights]],
    [words.sources, sources(manuscript.sources, chapters)],
  ]
  return lines.flatMap(([label, said]): Imprint[] => {
    const known = said.filter((line): line is string => Boolean(line))
    return known.length > 0 ? [{ label, lines: known }] : []
  })
}

/** What stands at the foot of every page, so that a stray sheet can be told. */
export function footer(
  publication: Publication,
  chapters: readonly Chapter[],
  words: Words,
  contentCode: string,
): readonly string[] {
  const version = versionOf(publication, chapters)
  const due = earliest(chapters, 'review-due', words)
  return [
    codeOf(publication, chapters) ?? contentCode,
    version && fill(words['version-short'], { version }),
    due && fill(words['review-due-short'], { date: due }),
  ].filter((text): text is string => Boolean(text))
}

/** A day in words, as the text's language writes it: 6 August 2018. */
export function inWords(day: string, language: string): string {
  return calendarOf(language === 'en' ? 'en-GB' : language).format(new Date(`${day}T00:00:00Z`))
}

const calendars = new Map<string, Intl.DateTimeFormat>()

/** Made once a language: it takes as long as setting a paragraph. */
function calendarOf(language: string): Intl.DateTimeFormat {
  const known = calendars.get(language)
  if (known) return known
  const made = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeZone: 'UTC',
    calendar: 'gregory',
  })
  calendars.set(language, made)
  return made
}

function codeOf(publication: Publication, chapters: readonly Chapter[]): string | undefined {
  return publication.code ?? (chapters.length === 1 ? chapters[0]?.matter.code : undefined)
}

function versionOf(publication: Publication, chapters: readonly Chapter[]): string | undefined {
  return publication.version ?? (chapters.length === 1 ? chapters[0]?.matter.version : undefined)
}

function every(chapters: readonly Chapter[], field: 'author' | 'reviewer'): readonly string[] {
  return [...new Set(chapters.flatMap(({ matter }) => matter[field] ?? []))]
}

type DayField = 'published' | 'reviewed' | 'review-due'

function days(chapters: readonly Chapter[], field: DayField): string[] {
  return chapters.flatMap(({ matter }) => matter[field] ?? []).sort()
}

/** The first day that any chapter's review is due is the whole publication's. */
function earliest(chapters: readonly Chapter[], field: DayField, words: Words) {
  const all = days(chapters, field)
  // "Last reviewed" is only true of the whole where every chapter was reviewed.
  if (field === 'reviewed' && all.length < chapters.length) return undefined
  const [day] = all
  return day && inWords(day, words.language)
}

function latest(chapters: readonly Chapter[], field: DayField, words: Words) {
  const day = days(chapters, field).at(-1)
  return day && inWords(day, words.language)
}

function sources(known: Manuscript['sources'], chapters: readonly Chapter[]): readonly string[] {
  const keys = [...new Set(chapters.flatMap(({ matter }) => matter.sources ?? []))]
  return keys.map(key => {
    const source = known[key]
    if (!source) return key
    const { organisation, document, year, address } = source
    // A note that names the key leads the reader here.
    const named = chapters.some(({ text }) => bodyOf(text).includes(key)) ? `${key}:` : ''
    const dated = year && !document.includes(year) ? `${document} (${year})` : document
    return `${named} ${[organisation, dated, address].filter(Boolean).join('. ')}`.trim()
  })
}

function bodyOf(text: string): string {
  return text.replace(/^---\n[\s\S]*?\n---\n/, '')
}

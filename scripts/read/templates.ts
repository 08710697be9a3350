import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { line } from './fields.ts'
import { readYaml } from './yaml.ts'

// Compiled code stands in `lib/`, as deep below the package as `scripts/` is.
const folder = new URL('../../templates/', import.meta.url)

const wordsSchema = z
  .object({
    contents: line,
    'page-of': line,
    emergency: line,
    notes: line,
    'note-back': line,
    figure: line,
    repeat: line,
    'passage-missing': line,
    unreviewed: line,
    'unreviewed-explained': line,
    'review-note': line,
    'reviewed-by': line,
    reviews: line,
    'review-line': line,
    'review-lines-none': line,
    withheld: line,
    proof: line,
    'proof-banner': line,
    'about-leaflet': line,
    'about-book': line,
    publisher: line,
    author: line,
    reviewer: line,
    contact: line,
    phone: line,
    email: line,
    web: line,
    address: line,
    hours: line,
    published: line,
    reviewed: line,
    'review-due': line,
    code: line,
    version: line,
    'version-short': line,
    'review-due-short': line,
    'content-code': line,
    sources: line,
    feedback: line,
    rights: line,
    disclaimer: line,
    'on-the-web': line,
    'qr-code': line,
    appointment: line,
    'appointment-when': line,
    'appointment-where': line,
    'appointment-with': line,
    'my-notes': line,
    'title-page': line,
    cover: line,
    start: line,
    landmarks: line,
    'access-text': line,
    'access-no-pictures': line,
    'access-described': line,
    'access-undescribed': line,
    'access-headless': line,
    'access-foreign': line,
    'access-pages': line,
    'access-unevaluated': line,
    page: line,
    pages: line,
  })
  .strict()

/** The fixed words that the press sets, in one language. */
export type Words = z.output<typeof wordsSchema> & {
  /** BCP 47, of the words themselves: `en` where the text's own language has no file yet. */
  readonly language: string
}

/** The looks: style sheets and marks by path within `templates/`, and words by language. */
export interface Templates {
  readonly text: (path: string) => string
  readonly words: (language: string) => Words
}

/** Opens `templates/`; each file is read once. */
export function openTemplates(): Templates {
  const texts = new Map<string, string>()
  const byLanguage = new Map<string, Words>()
  const text = (path: string): string => {
    const known = texts.get(path)
    if (known !== undefined) return known
    const read = readFileSync(new URL(path, folder), 'utf8')
    texts.set(path, read)
    return read
  }
  const words = (language: string): Words => {
    const known = byLanguage.get(language)
    if (known) return known
    const read = readWords(language, text)
    byLanguage.set(language, read)
    return read
  }
  return { text, words }
}

function readWords(language: string, text: (path: string) => string): Words {
  const [base = 'en'] = language.split('-')
  for (const tag of new Set([language, base, 'en'])) {
    const file = `words/${tag}.yaml`
    let source: string
    try {
      source = text(file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue
      throw error
    }
    const { value, findings } = readYaml(source, file, wordsSchema, 'words')
    if (!value) throw new Error(`templates/${file}: ${findings[0]?.reason}`)
    return { ...value, language: tag }
  }
  throw new Error('templates/words/en.yaml is missing')
}

/** Puts values into the `{braces}` of a fixed word. */
export function fill(word: string, values: Readonly<Record<string, string | number>>): string {
  return word.replace(/\{([a-z]+)\}/g, (brace, name: string) => String(values[name] ?? brace))
}

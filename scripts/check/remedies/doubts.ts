import type { Place } from '../../read/finding.ts'
import type { FormularyEntry } from '../../read/formulary.ts'
import type { Chapter, Manuscript } from '../../read/manuscript.ts'
import { prose } from '../prose.ts'
import { aboutPregnancy } from '../text/about-pregnancy.ts'
import { isGlossary } from '../text/is-glossary.ts'
import { isAttributed } from './attributed.ts'
import { isUnnamed } from './mentions.ts'
import { mentionsIn } from './offers.ts'
import { sentenceAt } from './stance.ts'

/** Something that is not ordinary, which a text names, and nobody can tell what for. */
export interface Doubt {
  readonly entry: FormularyEntry
  readonly place: Place
  /** As the text names it. */
  readonly text: string
  /** The entry that the text names, where this one is an ingredient of it. */
  readonly within: FormularyEntry | undefined
}

/**
 * What a chapter names outside every remedy in words that neither offer it nor warn of it, as far
 * as the press can read: there are more ways to offer something than any list of words holds.
 *
 * Told for what should be avoided, belongs to a specialist or needs review; once for a paragraph.
 * Headings, links that stand alone, code, keys of sources, lists of sources and the
 * tables of a glossary are no sentences that could offer anything; nor is "ask your midwife about
 * X".
 */
export function doubts(
  chapter: Chapter,
  manuscript: Pick<Manuscript, 'formulary'>,
): readonly Doubt[] {
  // In another language each name already counts as an offer.
  if (!/^en\b/i.test(chapter.language)) return []
  const { lines, mentions } = mentionsIn(chapter, manuscript)
  const met = new Set<string>()
  return mentions.flatMap(({ entry, line, start, end, stance, within }): Doubt[] => {
    const { text, remedy, at, kind, form, section } = lines[line]!
    if (stance !== 'mention' || remedy !== undefined || isUnnamed(entry)) return []
    // Ordinary comfort is named in passing all the time.
    if (entry.status === 'generally-ok') return []
    if (kind === 'heading' || form !== 'text' || listsSources.test(section)) return []
    if (kind === 'cell' && isGlossary(chapter)) return []
    if (entry.file === '' && !isAboutPregnancy(chapter)) return []
    if (isKey(text, start, end)) return []
    const sentence = sentenceAt(text, start, end)
    if (cautions(sentence) || asks.test(sentence)) return []
    if (entry.status === 'specialist-only' && isAttributed(text, start)) return []
    // What a mixture holds is told with the mixture.
    const told = [entry, ...(within ? [within] : [])].map(({ id }) => `${line} ${id}`)
    if (told.some(key => met.has(key))) return []
    met.add(`${line} ${entry.id}`)
    return [{ entry, within, place: at(start, end), text: text.slice(start, end) }]
  })
}

const listsSources =
  /^\W*(?:sources?|references?|literature|bibliography|further reading|where this comes from)\b/i

function isAboutPregnancy(chapter: Chapter): boolean {
  const { matter, language, source, text } = chapter
  if (matter.topic !== undefined) return /pregnan/i.test(matter.topic)
  return aboutPregnancy({ matter, language, blocks: prose(source, text) }) !== false
}

/** `SMPC-DAFLON-2019`: part of a word in capitals and figures that is the key of a source. */
function isKey(text: string, start: number, end: number): boolean {
  const from = /\S*$/.exec(text.slice(0, start))?.[0] ?? ''
  const to = /^\S*/.exec(text.slice(end))?.[0] ?? ''
  const word = `${from}${text.slice(start, end)}${to}`.replace(/^\W+|\W+$/g, '')
  return from.length + to.length > 0 && /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+$/.test(word)
}

/** Words that warn of what a sentence names, or that call it the cause of something. */
const cautious =
  /\b(?:avoid\w*|against|unsafe|danger\w*|harm(?:s|ed|ful)?|risk\w*|poison\w*|toxic\w*|side effects?|stillb\w+|bleed\w*|miscarr\w*|birth defects?|warn\w*|caution\w*|contraindicat\w*|forbid\w*|prohibit\w*|banned|limit(?:s|ed)?|exclud\w*|instead of|rather than|not (?:known|tested|studied|proven|enough)|no (?:proof|evidence)|cause[sd]?|causing|lack(?:s|ing)? of|deficien\w*|trigger\w*|provok\w*|leads? to|result(?:s|ed)? in|contribut\w*)\b/i
/** "Ask your midwife about X", "are you allergic to X": who decides is somebody else, or later. */
const asks =
  /\b(?:ask|tell|call|speak|talk|check|discuss)\b[^.;:]{0,40}\b(?:midwi(?:fe|ves)|doctors?|pharmacists?|GP|us|nurse|team|clinic)\b[^.;:]{0,30}\b(?:about|if|whether|before|what|how)\b|\bthe (?:word|term)\b|\bthis (?:entry|leaflet|section|chapter|page|part|book) (?:is|was)\b|\ballerg(?:ic|y|ies)\b|^\W*(?:may|can|should|could|must|do) (?:I|we|someone|anyone|my)\b/i
/** "No risk at all" warns of nothing. */
const reassuring =
  /\b(?:no|not|without|never|hardly|little|free of|free from|zero|isn['’]t|aren['’]t|doesn['’]t|don['’]t)\b[^.;:]{0,24}\b(?:avoid\w*|danger\w*|harm\w*|risk\w*|poison\w*|toxic\w*|side effects?|cause[sd]?|limit\w*)|\bharmless|\brisk-free|\bnon-toxic/i

function cautions(sentence: string): boolean {
  return cautious.test(sentence) && !reassuring.test(sentence)
}

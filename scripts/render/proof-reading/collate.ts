import { edge, optionalMark, optionalNumber, type Passage, tabStop } from './passage.ts'

/** One place where what was made is not what was to be made. */
export interface Difference {
  readonly kind: 'lost' | 'changed' | 'doubled' | 'moved' | 'added' | 'spacing'
  /** The passage that it befell; for what was added at the very end, the last one. */
  readonly passage: Passage
  /** The words expected, with the place marked by what stands around it. */
  readonly expected: string
  /** The words met there. */
  readonly met: string
}

/** More than these say nothing new: a file that lost a page has lost a hundred passages. */
const most = 12

/**
 * Holds a text that was read back against the passages that it was made from: every letter and
 * every digit, in order, nothing twice.
 *
 * Line breaks may fall anywhere; a space that is met or missed within a line counts. In the order of
 * sight, right-to-left words are held word by word within their passage.
 *
 * @param met the text, its lines apart by line breaks.
 * @param order in which `met` has its words: as a page shows them, or as they are read.
 */
export function collate(
  copy: readonly Passage[],
  met: string,
  order: 'sight' | 'reading' = 'sight',
): readonly Difference[] {
  const read = plain(met.replace(hyphenated, ''))
  const follow = order === 'sight' ? followSight : followLetters
  const texts = copy.map(({ text }) => plain(text))
  const differences: Difference[] = []
  const moved = new Set<number>()
  let at = 0
  let index = 0
  while (index < copy.length && differences.length < most) {
    const passage = copy[index]!
    const expected = texts[index]!
    const end = follow(expected, read, at)
    if (typeof end === 'number') {
      at = end
      index += 1
    } else if ('spacing' in end) {
      differences.push({
        kind: 'spacing',
        passage,
        expected: around(expected, end.expected),
        met: around(read, end.spacing, at),
      })
      // The letters are right: go on behind them.
      at = end.after
      index += 1
    } else {
      const next = resumed(texts, index, read, at, follow)
      const changed = next.kind === 'changed'
      // What was moved here was named where it is missing.
      if (next.again === undefined || !moved.has(next.again)) {
        differences.push({
          kind: next.kind,
          passage,
          expected: around(expected, changed ? end.expected : 0),
          met: around(read, changed ? end.met : at, at),
        })
      }
      if (next.kind === 'moved') moved.add(index)
      at = next.at
      index = next.index
    }
  }
  const rest = read.slice(at)
  const last = copy.at(-1)
  if (last && squeezed(rest) !== '' && differences.length < most) {
    const twice = texts.some(each => squeezed(each) === squeezed(rest))
    differences.push({
      kind: twice ? 'doubled' : 'added',
      passage: last,
      expected: '',
      met: around(read, at, at),
    })
  }
  return differences
}

interface Unlike {
  readonly expected: number
  readonly met: number
}
interface Spacing {
  readonly expected: number
  readonly spacing: number
  readonly after: number
}

/** Where a text ends that begins at `at`, or where the two part. */
type Follow = (expected: string, read: string, at: number) => number | Unlike | Spacing

function followSight(expected: string, read: string, at: number): ReturnType<Follow> {
  return (isRightToLeft(expected) ? followBag : followLetters)(expected, read, at)
}

function followLetters(expected: string, read: string, at: number): ReturnType<Follow> {
  let i = 0
  let j = at
  let spacing: Omit<Spacing, 'after'> | undefined
  let begun = false
  for (;;) {
    let space = false
    let allowed = ''
    let tab = false
    for (; i < expected.length; i += 1) {
      const code = expected.charCodeAt(i)
      if (isSpace(code)) space = true
      else if (code === 3) continue
      else if (code === 4) tab = true
      else if (code <= 2) allowed += code === 1 ? quotationMarks : digits
      else break
    }
    // What follows the last letter belongs to the next passage.
    if (i === expected.length && allowed === '') break
    const gap = j
    let met = false
    let broken = allowed !== '' || tab
    let numbered = false
    for (; j < read.length; j += 1) {
      const code = read.charCodeAt(j)
      if (isSpace(code)) {
        met = true
        if (code === lineFeed) broken = true
      } else if (code === 3) continue
      else if (allowed === '' || !allowed.includes(read[j]!)) break
      else if (isDigit(code)) {
        // A number that stands apart from the first begins the next passage.
        if (numbered && !isDigit(read.charCodeAt(j - 1))) break
        numbered = true
      }
    }
    if (i === expected.length) break
    if (begun && !broken && met !== space) spacing ??= { expected: i, spacing: gap }
    if (j === read.length || expected.charCodeAt(i) !== read.charCodeAt(j))
      return { expected: i, met: j }
    begun = true
    i += 1
    j += 1
  }
  return spacing ? { ...spacing, after: j } : j
}

/** As many letters as were expected must be the same words and numbers, in whatever order. */
function followBag(expected: string, read: string, at: number): number | Unlike {
  const count = squeezed(expected).length
  let end = at
  for (let seen = 0; seen < count && end < read.length; end += 1) {
    const code = read.charCodeAt(end)
    if (!isSpace(code) && code !== 3) seen += 1
  }
  const met = read.slice(at, end)
  if (bag(expected) !== bag(met)) return { expected: 0, met: at }
  const number = expected.includes(optionalNumber)
    ? pageNumber.exec(read.slice(end, end + 20))
    : null
  return end + (number?.[0].length ?? 0)
}

/** Whether a text has words that run from right to left. */
export function isRightToLeft(text: string): boolean {
  return rightToLeft.test(text)
}

/** The words of a text, sorted. */
function bag(text: string): string {
  return [...wordsOf(text)].sort().join(' ')
}

/** What befell a passage that was not met as expected, and where reading can go on. */
interface Resumed {
  readonly kind: Difference['kind']
  readonly at: number
  readonly index: number
  /** Of text that stands twice: which passage it is. */
  readonly again?: number
}

function resumed(
  texts: readonly string[],
  index: number,
  read: string,
  at: number,
  follow: Follow,
): Resumed {
  const begins = (text: string | undefined, from: number) => {
    if (text === undefined) return false
    if (isRightToLeft(text)) return typeof follow(text, read, from) === 'number'
    return squeezed(read.slice(from, from + window)).startsWith(squeezed(text).slice(0, probe))
  }
  // What was read before stands here once more.
  for (let back = index - 1; back >= Math.max(0, index - 40); back -= 1) {
    let end = at
    for (let again = back; again < index; again += 1) {
      const next = follow(texts[again]!, read, end)
      if (typeof next !== 'number') break
      end = next
      if (begins(texts[index], end)) return { kind: 'doubled', at: end, index, again: back }
    }
  }
  const here = texts[index]!
  // A passage further on stands here: what is between them is lost, or stands elsewhere.
  for (let ahead = index + 1; ahead < Math.min(texts.length, index + 200); ahead += 1) {
    if (!begins(texts[ahead], at)) continue
    const end = follow(texts[ahead]!, read, at)
    const behind = typeof end === 'number' && begins(here, end)
    const elsewhere =
      squeezed(here).length > 12 && squeezed(read.slice(at)).includes(squeezed(here))
    return { kind: behind || elsewhere ? 'moved' : 'lost', at, index: ahead }
  }
  // It was changed: reading goes on where the next passage begins.
  for (let ahead = index + 1; ahead < Math.min(texts.length, index + 20); ahead += 1) {
    const found = findFrom(read, at, texts[ahead]!)
    if (found !== undefined) return { kind: 'changed', at: found, index: ahead }
  }
  const kind = squeezed(read.slice(at)) === '' ? 'lost' : 'changed'
  return { kind, at: read.length, index: texts.length }
}

const probe = 40
const window = 4000

/** Where a text stands in another at or after a place, white space aside. */
function findFrom(read: string, from: number, text: string): number | undefined {
  const sought = squeezed(text).slice(0, probe)
  if (sought.length < 2) return undefined
  const pattern = [...sought].map(char => char.replace(/[\\^$.*+?()[\]{}|]/, '\\$&')).join('\\s*')
  const found = new RegExp(pattern).exec(read.slice(from, from + window))
  return found ? from + found.index : undefined
}

/** A few words before and after a place, none of them from before `from`. */
function around(text: string, at: number, from = 0): string {
  const begin = Math.max(from, at - 60)
  const before = text.slice(begin, at)
  const some = begin > from ? before.replace(/^\S*\s*/, '') : before
  const after = /^\s*\S{0,40}(?:\s+\S{1,40}){0,5}/.exec(text.slice(at))?.[0] ?? ''
  return `${some}${after}`.replaceAll(tabStop, ' ').replace(unset, '').replace(/\s+/g, ' ').trim()
}

const lineFeed = 10
const digits = '0123456789'
const quotationMarks = '"\'“”‘’„‚«»‹›「」『』'
const rightToLeft =
  /[\p{Script=Arab}\p{Script=Hebr}\p{Script=Thaa}\p{Script=Syrc}\p{Script=Nkoo}\p{Script=Adlm}\p{Script=Rohg}]/u

const optional = `${optionalMark}${optionalNumber}`
const marks = new RegExp(`[${optional}]`, 'g')
const unset = new RegExp(`[${optional}${edge}${tabStop}]`, 'g')
/** Most text is plain already, and this is asked of every word that is printed. */
const ascii = new RegExp(`^[${optional}${edge}${tabStop}\\t\\n\\r -~]*$`)
const unseen = new RegExp(
  `[\\p{Default_Ignorable_Code_Point}\\p{Cn}\\ufffd]|(?![\\s${optional}${edge}${tabStop}])\\p{Cc}`,
  'gu',
)
const word = new RegExp(`[\\p{L}\\p{M}]+|\\p{N}+|[^\\s${edge}${tabStop}]`, 'gu')
/** The hyphen that a soft one becomes at the end of a line. */
const hyphenated = new RegExp(`\u00ad[-\u2010](?=${edge}?\n)`, 'g')
/** A sign that nobody sees, between two letters that do not join: as a page is read, two words. */
const nonJoiner = /\u200c/g
const pageNumber = new RegExp(`^[\\s${edge}]*[0-9]+`)

/** A text in one spelling, without what nobody sees. */
function plain(text: string): string {
  if (ascii.test(text)) return text
  return text.normalize('NFC').toWellFormed().replace(nonJoiner, edge).replace(unseen, '')
}

/** All words, numbers and signs of a text. */
export function wordsOf(text: string): readonly string[] {
  return plain(text).replace(marks, '').match(word) ?? []
}

function squeezed(text: string): string {
  return text.replace(unset, '').replace(/\s+/g, '')
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isSpace(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  )
}

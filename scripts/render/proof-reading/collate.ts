import { edge, optionalMark, optionalNumber, type Passage } from './passage.ts'

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
 * Line breaks may fall anywhere; a space that is met or missed within a line counts. Right-to-left
 * words are held word by word within their passage, since a page has them in the order of sight.
 *
 * @param met the text, its lines apart by line breaks.
 */
export function collate(copy: readonly Passage[], met: string): readonly Difference[] {
  const read = plain(met)
  const differences: Difference[] = []
  const texts = copy.map(({ text }) => plain(text))
  let at = 0
  for (let index = 0; index < copy.length; index += 1) {
    const passage = copy[index]!
    const expected = texts[index]!
    const end = follow(expected, read, at)
    if (typeof end === 'number') {
      at = end
      continue
    }
    if (differences.length === most) return differences
    if ('spacing' in end) {
      differences.push({
        kind: 'spacing',
        passage,
        expected: around(expected, end.expected),
        met: around(read, end.spacing),
      })
      // The letters are right: go on behind them.
      at = end.after
      continue
    }
    const next = resumed(texts, index, read, at)
    const said = { passage, expected: around(expected, end.expected), met: around(read, end.met) }
    differences.push({ ...said, kind: next.kind })
    at = next.at
    index = next.index
  }
  if (/\S/.test(read.slice(at)) && differences.length < most) {
    const last = copy.at(-1)
    if (last) {
      const rest = read.slice(at).trim()
      const twice = texts.some(each => squeezed(each) === squeezed(rest))
      differences.push({
        kind: twice ? 'doubled' : 'added',
        passage: last,
        expected: '',
        met: rest.slice(0, 120),
      })
    }
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
function follow(expected: string, read: string, at: number): number | Unlike | Spacing {
  if (isRightToLeft(expected)) return followBag(expected, read, at)
  let i = 0
  let j = at
  let spacing: Omit<Spacing, 'after'> | undefined
  let begun = false
  for (;;) {
    let space = false
    let allowed = ''
    for (; i < expected.length; i += 1) {
      const code = expected.charCodeAt(i)
      if (isSpace(code)) space = true
      else if (code === 3) continue
      else if (code <= 2) allowed += code === 1 ? quotationMarks : digits
      else break
    }
    // What follows the last letter belongs to the next passage.
    if (i === expected.length && allowed === '') break
    const gap = j
    let met = false
    let broken = allowed !== ''
    for (; j < read.length; j += 1) {
      const code = read.charCodeAt(j)
      if (isSpace(code)) {
        met = true
        if (code === lineFeed) broken = true
      } else if (code !== 3 && (allowed === '' || !allowed.includes(read[j]!))) break
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

/** Where reading can go on after a passage that was not met as expected, and what befell it. */
function resumed(words: readonly string[], index: number, read: string, at: number) {
  const here = squeezed(read.slice(at, at + window))
  const begins = (text: string | undefined) => {
    const sought = squeezed(text ?? '').slice(0, probe)
    return sought !== '' && here.startsWith(sought)
  }
  // The text before it stands here once more.
  for (let back = index - 1; back >= Math.max(0, index - 40); back -= 1) {
    const before = words[back]!
    const whole = squeezed(before)
    if (whole.length > 3 && here.startsWith(whole) && !begins(words[index])) {
      let skip = at
      let again = back
      for (; again < index; again += 1) {
        const end = follow(words[again]!, read, skip)
        if (typeof end !== 'number') break
        skip = end
      }
      return { kind: 'doubled' as const, at: skip, index: index - 1 }
    }
  }
  // A passage further on stands here: what is between them is lost, or stands elsewhere.
  for (let ahead = index + 1; ahead < Math.min(words.length, index + 200); ahead += 1) {
    if (!begins(words[ahead])) continue
    const gone = squeezed(words[index]!)
    const elsewhere = squeezed(read.slice(at)).includes(gone) && gone.length > 3
    return { kind: elsewhere ? ('moved' as const) : ('lost' as const), at, index: ahead - 1 }
  }
  // It was changed: reading goes on where the next passage begins.
  for (let ahead = index + 1; ahead < Math.min(words.length, index + 20); ahead += 1) {
    const found = findFrom(read, at, words[ahead]!)
    if (found !== undefined) return { kind: 'changed' as const, at: found, index: ahead - 1 }
  }
  const rest = at < read.length && /\S/.test(read.slice(at))
  return {
    kind: rest ? ('changed' as const) : ('lost' as const),
    at: read.length,
    index: words.length,
  }
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

/** A few words before and after a place. */
function around(text: string, at: number): string {
  const before = /\S{0,40}\s+\S{0,40}\s*\S*$/.exec(text.slice(Math.max(0, at - 60), at))?.[0] ?? ''
  const after = /^\s*\S{0,40}(?:\s+\S{1,40}){0,5}/.exec(text.slice(at))?.[0] ?? ''
  return `${before}${after}`.replace(unset, '').replace(/\s+/g, ' ').trim()
}

const lineFeed = 10
const digits = '0123456789'
const quotationMarks = '"\'“”‘’„‚«»‹›「」『』'
const rightToLeft =
  /[\p{Script=Arab}\p{Script=Hebr}\p{Script=Thaa}\p{Script=Syrc}\p{Script=Nkoo}\p{Script=Adlm}\p{Script=Rohg}]/u

const optional = `${optionalMark}${optionalNumber}`
const marks = new RegExp(`[${optional}]`, 'g')
const unset = new RegExp(`[${optional}${edge}]`, 'g')
/** Most text is plain already, and this is asked of every word that is printed. */
const ascii = new RegExp(`^[${optional}${edge}\\t\\n\\r -~]*$`)
const unseen = new RegExp(
  `[\\p{Default_Ignorable_Code_Point}\\p{Cn}\\ufffd]|(?![\\s${optional}${edge}])\\p{Cc}`,
  'gu',
)
const word = new RegExp(`[\\p{L}\\p{M}]+|\\p{N}+|[^\\s${edge}]`, 'gu')
const pageNumber = new RegExp(`^[\\s${edge}]*[0-9]+`)

/** A text in one spelling, without what nobody sees. */
function plain(text: string): string {
  return ascii.test(text) ? text : text.normalize('NFC').toWellFormed().replace(unseen, '')
}

/** All words, numbers and signs of a text. */
export function wordsOf(text: string): readonly string[] {
  return plain(text).replace(marks, '').match(word) ?? []
}

function squeezed(text: string): string {
  return text.replace(unset, '').replace(/\s+/g, '')
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

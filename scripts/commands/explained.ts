import type { Ingredients } from '../compose/excerpt.ts'
import type { Outcome } from '../press.ts'

/**
 * Why the files of each publication were made again or not, in words for `build --explain`.
 *
 * @param before what each was made of when this output folder was last written.
 */
export function explained(
  outcomes: readonly Outcome[],
  before: ReadonlyMap<string, Ingredients>,
): ReadonlyMap<string, string> {
  return new Map(outcomes.map(each => [each.publication.id, why(each, before)]))
}

/** Of a publication of which nothing had to be made. */
export const unchanged = 'kept: nothing it is made of changed'

function why(outcome: Outcome, before: ReadonlyMap<string, Ingredients>): string {
  if (outcome.standing === 'not made') return 'not made'
  const last = before.get(outcome.publication.id)
  if (!last) {
    return outcome.recalled ? 'kept: it was made of the same before' : 'made: for the first time'
  }
  const changes = changesOf(outcome, last)
  if (outcome.recalled) {
    return changes.length === 0
      ? unchanged
      : `kept: it was made of the same before (${changes.join('; ')})`
  }
  return changes.length === 0
    ? 'made again: what was kept of it is gone or damaged'
    : `made again: ${changes.join('; ')}`
}

function changesOf(outcome: Outcome, last: Ingredients): readonly string[] {
  const names = new Set([...Object.keys(last), ...Object.keys(outcome.of)])
  return [...names]
    .filter(name => last[name] !== outcome.of[name])
    .map(name => change(name, last[name], outcome))
}

function change(name: string, last: string | undefined, { of, decision }: Outcome): string {
  const now = of[name]
  const said = known[name]
  if (said) return said
  if (name === 'standing') return `it is ${now} now, and was ${last}`
  const book = /^pages of (.*)$/.exec(name)?.[1]
  if (book !== undefined) return `its pages are those of the book \`${book}\`, which changed`
  const remedy = /^remedy (.*)$/.exec(name)?.[1]
  if (remedy !== undefined) {
    const standing = decision.standings.find(({ remedy: { id } }) => id === remedy)
    if (!standing) return `remedy \`${remedy}\` is no longer in it`
    const [refusal] = standing.refusals
    return refusal ? refusal.reason : `remedy \`${remedy}\` or its review changed`
  }
  if (/^publication /.test(name)) return 'its own settings changed'
  const kind = /^passages\//.test(name)
    ? 'passage'
    : /\.(md|markdown)$/i.test(name)
      ? 'chapter'
      : /\.ya?ml$/i.test(name)
        ? ''
        : 'picture'
  const thing = `${kind} ${name}`.trim()
  if (last === undefined) return `${thing} is new in it`
  if (now === undefined) return `${thing} is no longer in it`
  return `${thing} changed`
}

const known: Readonly<Record<string, string>> = {
  program: 'the press itself changed',
  looks: 'the templates changed',
  packages: 'the installed packages changed',
  browser: 'the browser changed',
  epoch: 'SOURCE_DATE_EPOCH changed',
}

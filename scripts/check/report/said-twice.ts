import type { Manuscript } from '../../read/manuscript.ts'
import { answered, answersIn } from '../duplicates/answers.ts'
import { comparison } from '../duplicates/comparison.ts'
import { difference, type Stretch } from '../duplicates/difference.ts'
import type { Duplicate } from '../duplicates/duplicates.ts'
import { type Group, groups } from '../duplicates/groups.ts'
import type { Passage } from '../duplicates/passages.ts'
import { escaped } from './escaped.ts'

/** Past this many groups the page would be too long to read. */
const most = 50

/**
 * The passages of a manuscript that say the same, side by side: what only one says is underlined,
 * numbers that differ are boxed and named below, and the one to keep stands first with the reason.
 */
export function saidTwice(manuscript: Manuscript): string {
  const { passage, pairs, glossaries } = comparison(manuscript)
  const worth = pairs().filter(
    ({ contrasts, told, conflicts }) => contrasts.length === 0 && (told || conflicts.length > 0),
  )
  // Only these are looked at: of the others, nothing is read.
  const passages: Passage[] = []
  for (const index of worth.flatMap(({ a, b }) => [a, b])) passages[index] = passage(index)
  const { open } = answered(worth, passages, answersIn(manuscript.waivers))
  const all = groups(open, passages)
  const shown = all
    .slice(0, most)
    .map((group, index) =>
      groupOf(group, index, passages, pair => difference(passages, pair, glossaries)),
    )
  const rest =
    all.length > most
      ? `<p>${all.length - most} more: <code>imprimatur duplicates</code> shows all.</p>`
      : ''
  return `<section aria-labelledby="twice">
<h2 id="twice">Said twice</h2>
${all.length === 0 ? '<p>No passage says what another says.</p>' : legend}
${shown.join('\n')}
${rest}
</section>`
}

const legend =
  '<p>In each pair, <u>underlined words</u> stand on one side only, and <b class="number">numbers that differ</b> have a box. Other words for the same thing are not marked.</p>'

const tiers = { exact: 'the same words', near: 'nearly the same words', paraphrase: 'other words' }

function groupOf(
  { members, tier, keep, why, pairs }: Group,
  index: number,
  passages: readonly Passage[],
  differ: (pair: Duplicate) => ReturnType<typeof difference>,
): string {
  const others = members.filter(member => member !== keep)
  const tables = others.map(other => {
    const pair = pairs.find(
      ({ a, b }) => (a === keep && b === other) || (a === other && b === keep),
    )
    if (!pair)
      return `<p>${escaped(placed(passages[other]!))}: ${escaped(passages[other]!.text)}</p>`
    const marked = differ(pair)
    const [left, right] = pair.a === keep ? [marked.a, marked.b] : [marked.b, marked.a]
    const numbers = pair.conflicts.map(
      ({ a, b }) =>
        `“${escaped(a.text)}” in ${escaped(placed(passages[pair.a]!))}, “${escaped(b.text)}” in ${escaped(placed(passages[pair.b]!))}`,
    )
    return `<table class="twice"><caption>${escaped(placed(passages[keep]!))} and ${escaped(placed(passages[other]!))}</caption><thead><tr><th scope="col">Keep: ${escaped(placed(passages[keep]!))}</th><th scope="col">${escaped(placed(passages[other]!))}</th></tr></thead><tbody><tr><td>${set(left)}</td><td>${set(right)}</td></tr></tbody></table>
<p class="note">In both: ${escaped(pair.shared.slice(0, 8).join(', ') || 'the same words')}.</p>${numbers.length > 0 ? `\n<p><strong>Numbers that differ:</strong> ${numbers.join('; ')}.</p>` : ''}`
  })
  const remedy = members.some(member => passages[member]!.remedy !== undefined)
  return `<h3>${index + 1}. ${members.length} passages, ${tiers[tier]}</h3>
<p>Keep ${escaped(placed(passages[keep]!))}: ${escaped(why)}.${remedy ? ' One belongs to a remedy: only its reviewer may change the words.' : ''}</p>
${tables.join('\n')}`
}

function placed({ place, headings }: Passage): string {
  const under = headings.at(-1)
  return `${place.file}, line ${place.start?.line ?? 1}${under ? ` (${under})` : ''}`
}

function set(side: readonly Stretch[]): string {
  return side
    .map(({ kind, text }) => {
      const [, words = '', rest = ''] = /^([\s\S]*?)([\s\p{P}|]*)$/u.exec(text) ?? []
      if (kind === 'same' || words === '') return escaped(text)
      const mark = kind === 'number' ? ['<b class="number">', '</b>'] : ['<u>', '</u>']
      return `${mark[0]}${escaped(words)}${mark[1]}${escaped(rest)}`
    })
    .join('')
}

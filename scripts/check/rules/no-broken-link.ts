import { posix } from 'node:path'
import GithubSlugger from 'github-slugger'
import type { Nodes, Root } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import type { Position } from 'unist'
import { visit } from 'unist-util-visit'
import { decoded } from '../../read/decoded.ts'
import { isRemote, resolveUrl } from '../../read/figure.ts'
import { gatheringRule } from '../rule.ts'

/**
 * A link within the manuscript must lead somewhere: to a chapter that is there, and to a heading,
 * remedy or mark in it.
 *
 * Addresses on the web are not followed: the press never goes to the network.
 *
 * Source: practice section 3 (a reader must find what is promised); WCAG 2.1, 2.4.4.
 *
 * @example clean
 *   ```md 01-cramps.md
 *   See [Rest](02-rest.md#lie-down) and [below](#stretch).
 *
 *   ## Stretch
 *   ```
 *   ```md 02-rest.md
 *   ## Lie down
 *   ```
 *
 * @example
 *   ```md
 *   See [Rest](02-rest.md).
 *   ```
 *   1:5-1:23: Unexpected link to `02-rest.md`, expected a chapter that is there
 *
 * @example
 *   ```md
 *   See [Rest](#rest).
 *   ```
 *   1:5-1:18: Unexpected link to `#rest`, expected a heading or mark of `example.md`
 *
 * @example
 *   ```md
 *   See [Rest][rest].
 *   ```
 *   1:1-1:18: Unexpected `[Rest][rest]`, expected a link whose address is given below
 */
export const noBrokenLink = gatheringRule(
  'no-broken-link',
  'set',
  text => {
    const { file, source } = text
    const links: Link[] = []
    const unmet: { readonly text: string; readonly at: Position }[] = []
    visit(source as Nodes, node => {
      if (node.type === 'link' || node.type === 'definition') {
        if (isRemote(node.url) || node.url === '' || node.url === '#') return
        const target = node.url.startsWith('#') ? file : resolveUrl(file, node.url)
        const fragment = node.url.split('#', 2)[1] ?? ''
        links.push({ target, fragment: decoded(fragment), at: node.position })
      }
      if (node.type === 'text') {
        const met = /(?<![\\\w])\[[^[\]\n]{1,80}\]\[[^[\]\n]{0,80}\]/.exec(node.value)
        if (met && node.position) unmet.push({ text: met[0], at: node.position })
      }
    })
    return { links, unmet, ...('matter' in text && { marks: marksIn(text.tree, source) }) }
  },
  (gathered, { unread, figures }, report) => {
    const chapters = new Map(
      gathered.flatMap(({ text: { file }, facts }) =>
        facts.marks ? [[file, new Set(facts.marks)] as const] : [],
      ),
    )
    const files = new Set([...chapters.keys(), ...unread, ...figures.keys()])
    for (const { text, facts } of gathered) {
      const { file } = text
      const missing = new Set<string>()
      for (const { target, fragment: mark, at } of facts.links) {
        if (target !== file && /\.(?:md|markdown)$/i.test(target) && !files.has(target)) {
          // Many links to one missing chapter are one thing to mend.
          if (missing.has(target)) continue
          missing.add(target)
          report({
            file,
            at,
            reason: `Unexpected link to \`${target}\`, expected a chapter that is there`,
            note: near(target, [...chapters.keys()]),
          })
          continue
        }
        // A passage is set into chapters that it does not know: its own marks are not in the list.
        const marks = chapters.get(target)
        if (!mark || !marks || marks.has(mark) || marks.has(mark.toLowerCase())) continue
        report({
          file,
          at,
          reason: `Unexpected link to \`#${mark}\`, expected a heading or mark of \`${target}\``,
          note: near(mark, [...marks]),
        })
      }
      for (const { text, at } of facts.unmet) {
        report({
          file,
          at,
          reason: `Unexpected \`${text}\`, expected a link whose address is given below`,
          note: 'Write `[name]: address` on a line of its own, or give the address in round brackets.',
        })
      }
    }
  },
)

/** A link to a place of the manuscript; without a fragment it points to the whole file. */
interface Link {
  readonly target: string
  readonly fragment: string
  readonly at: Position | undefined
}

/** Anchors of a chapter: headings, ids of boxes, ids and names in HTML, footnotes. */
function marksIn(tree: Root, source: Root): readonly string[] {
  const marks = new Set<string>(['top'])
  for (const root of [tree, source]) {
    const slugger = new GithubSlugger()
    visit(root as Nodes, node => {
      if (node.type === 'heading') marks.add(slugger.slug(textOf(node)))
      else if (node.type === 'containerDirective' || node.type === 'leafDirective') {
        if (node.attributes?.id) marks.add(node.attributes.id)
      } else if (node.type === 'html') {
        for (const [, id = ''] of node.value.matchAll(/\b(?:id|name)\s*=\s*["']?([^"'\s>]+)/gi)) {
          marks.add(id)
          marks.add(id.toLowerCase())
        }
      }
    })
  }
  return [...marks]
}

function near(wanted: string, known: readonly string[]): string {
  const plain = (text: string) =>
    posix
      .basename(text)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '')
  const close = known.filter(
    name => plain(name).includes(plain(wanted)) || plain(wanted).includes(plain(name)),
  )
  if (close.length > 0 && close.length < 4)
    return `Was ${close.map(name => `\`${name}\``).join(' or ')} meant?`
  return 'Mend the address, or take the link out.'
}

import { posix } from 'node:path'
import GithubSlugger from 'github-slugger'
import type { Nodes, Root } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { decoded } from '../../read/decoded.ts'
import { isRemote, resolveUrl } from '../../read/figure.ts'
import { manuscriptRule } from '../rule.ts'

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
export const noBrokenLink = manuscriptRule('no-broken-link', (manuscript, report) => {
  const chapters = new Map(manuscript.chapters.map(chapter => [chapter.file, chapter]))
  const files = new Set([...chapters.keys(), ...manuscript.unread, ...manuscript.figures.keys()])
  const marks = new Map<string, ReadonlySet<string>>()
  const marksOf = (file: string) => {
    const known = marks.get(file)
    if (known) return known
    const chapter = chapters.get(file)
    const met = chapter ? marksIn(chapter.tree, chapter.source) : new Set<string>()
    marks.set(file, met)
    return met
  }
  for (const { file, source } of [...manuscript.chapters, ...manuscript.passages.values()]) {
    const inPassage = !chapters.has(file)
    const missing = new Set<string>()
    visit(source as Nodes, node => {
      if (node.type === 'link' || node.type === 'definition') {
        if (isRemote(node.url) || node.url === '' || node.url === '#') return
        const fragment = node.url.split('#', 2)[1]
        const target = node.url.startsWith('#') ? file : resolveUrl(file, node.url)
        if (target !== file && /\.(?:md|markdown)$/i.test(target) && !files.has(target)) {
          // Many links to one missing chapter are one thing to mend.
          if (missing.has(target)) return
          missing.add(target)
          report({
            file,
            at: node.position,
            reason: `Unexpected link to \`${target}\`, expected a chapter that is there`,
            note: near(target, [...chapters.keys()]),
          })
          return
        }
        // A passage is set into chapters that it does not know.
        if (!fragment || !chapters.has(target) || (inPassage && target === file)) return
        const mark = decoded(fragment)
        if (marksOf(target).has(mark) || marksOf(target).has(mark.toLowerCase())) return
        report({
          file,
          at: node.position,
          reason: `Unexpected link to \`#${mark}\`, expected a heading or mark of \`${target}\``,
          note: near(mark, [...marksOf(target)]),
        })
      }
      if (node.type === 'text') {
        const met = /(?<![\\\w])\[[^[\]\n]{1,80}\]\[[^[\]\n]{0,80}\]/.exec(node.value)
        if (!met || !node.position) return
        report({
          file,
          at: node.position,
          reason: `Unexpected \`${met[0]}\`, expected a link whose address is given below`,
          note: 'Write `[name]: address` on a line of its own, or give the address in round brackets.',
        })
      }
    })
  }
})

/** Anchors of a chapter: headings, ids of boxes, ids and names in HTML, footnotes. */
function marksIn(tree: Root, source: Root): ReadonlySet<string> {
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
  return marks
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

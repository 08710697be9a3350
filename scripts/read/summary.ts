import { posix } from 'node:path'
import type { Nodes } from 'mdast'
import { visit } from 'unist-util-visit'
import { decoded } from './decoded.ts'
import { parseMarkdown } from './markdown.ts'

/**
 * The files that a `SUMMARY.md` in mdBook's form lists, in its order, nested ones included.
 *
 * Drafts (links without an address), addresses on the web and anchors within a file list nothing.
 */
export function summary(text: string): readonly string[] {
  const files = new Set<string>()
  visit(parseMarkdown(text) as Nodes, 'link', link => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(link.url)) return
    const path = decoded(link.url.split('#', 1)[0] ?? '')
    if (path) files.add(posix.normalize(path))
  })
  return [...files]
}

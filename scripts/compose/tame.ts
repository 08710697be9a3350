import type { Element, ElementContent, Nodes, Root } from 'hast'
import { visit } from 'unist-util-visit'
import { harmlessElements, silentElements } from '../read/html.ts'

const harmless = new Set(harmlessElements)
const tag = /<\/?([a-z][^\s/>]*)(?:"[^"]*"|'[^']*'|[^'">])*>/gi
const silent = silentElements.join('|')
const whole = new RegExp(`<(${silent})\\b(?:"[^"]*"|'[^']*'|[^'">])*>[\\s\\S]*?</\\1\\s*>`, 'gi')
const opening = new RegExp(`^<(${silent})\\b[^>]*>$`, 'i')

/**
 * Takes out of raw HTML, before it is parsed, the tags that would not stay anyway.
 *
 * An unclosed `<textarea>`, `<script>`, `<select>` or `<!--` would otherwise swallow the rest of the
 * chapter. This saves words and is no defence: what it lets through still meets the sanitiser.
 */
export function tame(tree: Root): void {
  visit(tree as Nodes, node => {
    if ('children' in node) node.children = withoutSilent(node.children as Element['children'])
    if ((node.type as string) !== 'raw') return
    const raw = node as unknown as { value: string }
    raw.value = raw.value
      .replace(/<!--(?![\s\S]*?-->)/g, '')
      .replace(/<!\[CDATA\[([\s\S]*?)(\]\]>|$)/g, (_, text: string) => text.replaceAll('<', '&lt;'))
      .replace(/<\?(?![\s\S]*?\?>)/g, '')
      .replace(whole, '')
      .replace(tag, (met, name: string) => (harmless.has(name.toLowerCase()) ? met : ''))
  })
}

/** A script within a line is cut in pieces: tag, text, tag. Without its end it is only a word. */
function withoutSilent(children: ElementContent[]): ElementContent[] {
  const kept: ElementContent[] = []
  for (let index = 0; index < children.length; index += 1) {
    const [, name] = opening.exec(rawOf(children[index])) ?? []
    const end = name
      ? children.findIndex(
          (child, at) => at > index && new RegExp(`^</${name}\\s*>$`, 'i').test(rawOf(child)),
        )
      : -1
    if (end < 0) kept.push(children[index]!)
    else index = end
  }
  return kept
}

function rawOf(node: ElementContent | undefined): string {
  return (node?.type as string | undefined) === 'raw'
    ? (node as unknown as { value: string }).value
    : ''
}

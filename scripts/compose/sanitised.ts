import type { ElementContent, Nodes as HastNodes, Root as HastRoot } from 'hast'
import type { Schema } from 'hast-util-sanitize'
import rehypeSanitize from 'rehype-sanitize'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { decoded } from '../read/decoded.ts'
import { harmlessAttributes, harmlessElements, silentElements } from '../read/html.ts'
import { attributes } from './attributes.ts'
import { withScopes } from './table-heads.ts'

/**
 * A tree that nothing harmful passes, ready to set: elements and attributes of the list only, ids
 * with the chapter's prefix, the press's own marks known by `key` and no others.
 */
export function sanitised(tree: HastRoot, key: string, prefix: string): HastRoot {
  const clean = unified().use(rehypeSanitize, schema(key, prefix)).runSync(tree) as HastRoot
  settle(clean, key, prefix)
  return clean
}

function schema(key: string, prefix: string): Schema {
  const { '*': everywhere = [], ...own } = harmlessAttributes
  const press = [['dataKey', key], 'dataPress', 'dataId'] as NonNullable<
    Schema['attributes']
  >[string]
  const footnotes = ['dataFootnoteRef', 'dataFootnoteBackref', 'ariaDescribedBy', 'ariaLabel']
  return {
    tagNames: [...harmlessElements],
    strip: [...silentElements],
    attributes: {
      ...Object.fromEntries(Object.entries(own).map(([name, list]) => [name, [...list]])),
      '*': [...everywhere],
      a: ['href', ...footnotes],
      div: press,
      section: [...press, 'dataFootnotes'],
      code: [['className', /^language-[\w+#.-]+$/]],
      input: [['disabled', true], ['type', 'checkbox'], 'checked'],
    },
    required: { input: { disabled: true, type: 'checkbox' } },
    protocols: {
      href: ['http', 'https', 'mailto', 'tel'],
      // A picture from elsewhere is not shown; its description is (see `settle`).
      src: ['http', 'https'],
    },
    ancestors: {
      li: ['ol', 'ul'],
      tbody: ['table'],
      td: ['table'],
      tfoot: ['table'],
      th: ['table'],
      thead: ['table'],
      tr: ['table'],
    },
    clobber: ['ariaDescribedBy', 'id', 'name'],
    clobberPrefix: prefix,
  }
}

/** Makes the sanitised tree ready to set: marks, anchors, tasks, tables, pictures. */
function settle(tree: HastRoot, key: string, prefix: string): void {
  const ids = new Set<string>()
  visit(tree as HastNodes, 'element', (node, index, parent) => {
    node.properties = attributes(node.properties)
    const { properties } = node
    if (properties.dataKey !== key) {
      delete properties.dataPress
      delete properties.dataId
    }
    delete properties.dataKey
    if (properties.name && !properties.id) properties.id = String(properties.name)
    delete properties.name
    if (typeof properties.id === 'string') properties.id = unique(properties.id, ids)
    if (typeof properties.href === 'string' && properties.href.startsWith('#')) {
      properties.href = `#${prefix}${decoded(properties.href.slice(1))}`
    }
    if (typeof properties.align === 'string') {
      if (/^(left|center|right)$/.test(properties.align)) properties.className = [properties.align]
      delete properties.align
    }
    if (node.tagName === 'input' && parent && index !== undefined) {
      const value = properties.checked ? '☑' : '☐'
      parent.children[index] = { type: 'text', value }
    }
    if (node.tagName === 'table') node.children = withScopes(node).children
    if (node.tagName === 'details') node.tagName = 'div'
    if (node.tagName === 'summary') node.tagName = node.children.every(isWords) ? 'p' : 'div'
  })
}

function isWords(node: ElementContent): boolean {
  return node.type !== 'element' || !/^h[1-6]$/.test(node.tagName)
}

function unique(id: string, taken: Set<string>): string {
  const plain = id.replace(/\s+/g, '-')
  let name = plain
  for (let count = 2; taken.has(name); count += 1) name = `${plain}-${count}`
  taken.add(name)
  return name
}

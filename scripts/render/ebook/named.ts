import type { Element, ElementContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'

/**
 * An element as somebody who hears the book meets it: nothing that they can come upon is without
 * a name, and nothing that says nothing is announced. Nothing is made up either: a picture that
 * nobody described is passed over, which the book's metadata says.
 */
export function named(node: Element): Element {
  const { tagName, properties } = node
  switch (tagName) {
    case 'img':
      return { ...node, properties: { ...properties, alt: String(properties.alt ?? '').trim() } }
    case 'svg': {
      if (String(properties.ariaLabel ?? '').trim() !== '') return node
      const { role: _, ariaLabel: __, ...rest } = properties
      const silent = textOf(node).trim() === ''
      return { ...node, properties: silent ? { ...rest, ariaHidden: 'true' } : rest }
    }
    case 'a': {
      const { href, ...rest } = properties
      if (href === undefined || node.children.some(says)) return node
      const shows = node.children.some(child => child.type === 'element' && hasPicture(child))
      return shows
        ? {
            ...node,
            properties: { ...properties, ariaLabel: String(href).replace(/^https?:\/\//, '') },
          }
        : { ...node, tagName: 'span', properties: rest }
    }
    // A head without words is the head of nothing.
    case 'th': {
      if (node.children.some(says)) return node
      const { scope: _, ...rest } = properties
      return { ...node, tagName: 'td', properties: rest }
    }
    default:
      return node
  }
}

/** Words, or a picture with a description. */
function says(node: ElementContent): boolean {
  if (node.type === 'text') return node.value.trim() !== ''
  if (node.type !== 'element') return false
  const { alt, ariaLabel } = node.properties
  if (node.tagName === 'img') return String(alt ?? '').trim() !== ''
  if (node.tagName === 'svg' && String(ariaLabel ?? '').trim() !== '') return true
  return node.children.some(says)
}

function hasPicture(node: ElementContent): boolean {
  return (
    node.type === 'element' && (/^(img|svg)$/.test(node.tagName) || node.children.some(hasPicture))
  )
}

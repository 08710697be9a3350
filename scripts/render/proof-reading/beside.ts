import type { Element, Nodes, Root } from 'hast'
import { visit } from 'unist-util-visit'
import { labels } from './passage.ts'

/** What a tree shows beside its text. */
export interface Beside {
  /** The descriptions of its pictures, in order. */
  readonly descriptions: readonly string[]
  /** The words in drawings that have a description, in order. */
  readonly labels: readonly string[]
  /** The numbers of its numbered lists' items, in order. */
  readonly numbers: readonly number[]
}

/** What a part of an edition shows beside its text: on paper all of it is read apart. */
export function beside(tree: Root): Beside {
  const descriptions: string[] = []
  const words: string[] = []
  const numbers: number[] = []
  const numberOf = new Map<Element, number>()
  visit(tree as Nodes, 'element', node => {
    const { tagName, properties } = node
    if (tagName === 'img' && properties.alt) descriptions.push(String(properties.alt))
    if (tagName === 'svg' && properties.ariaLabel) {
      descriptions.push(String(properties.ariaLabel))
      words.push(...labels(node))
    }
    // A list within an item is read before the item that follows.
    if (tagName === 'ol') for (const [item, number] of numbersOf(node)) numberOf.set(item, number)
    const number = numberOf.get(node)
    if (number !== undefined) numbers.push(number)
  })
  return { descriptions, labels: words, numbers }
}

/** A list's own items, each with its number as a browser counts them. */
function numbersOf({ children, properties }: Element): readonly (readonly [Element, number])[] {
  const items = children.filter(
    (child): child is Element => child.type === 'element' && child.tagName === 'li',
  )
  const down = Boolean(properties.reversed)
  let next = Number(properties.start ?? (down ? items.length : 1))
  return items.map(item => {
    const number = Number(item.properties.value ?? next)
    next = number + (down ? -1 : 1)
    return [item, number] as const
  })
}

import type { Nodes, Root, RootContent } from 'mdast'
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive'
import { type Finding, placeOf } from './finding.ts'
import type { Passage } from './manuscript.ts'

/** A tree with its shared passages in place. */
export interface Set {
  readonly tree: Root
  readonly passages: readonly string[]
  readonly findings: readonly Finding[]
}

/**
 * Puts shared passages where `::passage{#id}` asks for them.
 *
 * A passage that is missing, or that includes itself by way of others, is an error that names the
 * chain. Labels of footnotes and links inside a passage are made its own, so that `[^1]` in a
 * passage and `[^1]` in a chapter stay two notes.
 */
export function setPassages(
  source: Root,
  file: string,
  passages: ReadonlyMap<string, Passage>,
): Set {
  const findings: Finding[] = []
  const used = new globalThis.Set<string>()
  const definitions = new Map<string, RootContent>()

  function set(nodes: readonly RootContent[], within: string, chain: readonly string[]) {
    return nodes.flatMap((node): RootContent[] => {
      if (isInclude(node)) return include(node, within, chain)
      if (!('children' in node)) return [node]
      const children = set(node.children as RootContent[], within, chain)
      const same = children.every((child, index) => child === node.children[index])
      return [same ? node : ({ ...node, children } as RootContent)]
    })
  }

  function include(
    node: LeafDirective | ContainerDirective,
    within: string,
    chain: readonly string[],
  ): RootContent[] {
    const id = node.attributes?.id ?? ''
    const report = (reason: string, note: string) => {
      findings.push({ rule: 'passage', severity: 'error', ...placeOf(within, node), reason, note })
      return [node]
    }
    if (!id) {
      return report(
        'Unexpected `::passage` without a name, expected `::passage{#name}`',
        'Name a file of `passages/`, such as `::passage{#when-to-call}`.',
      )
    }
    const path = [...chain, `passages/${id}.md`]
    if (chain.includes(`passages/${id}.md`)) {
      return report(
        `Unexpected circle of passages: ${path.join(' → ')}`,
        'Take one of these includes out.',
      )
    }
    const passage = passages.get(id)
    if (!passage) {
      return report(
        `Missing passage \`${id}\` (${path.join(' → ')})`,
        `Write the file \`passages/${id}.md\`, or mend the name. ${known(passages)}`,
      )
    }
    used.add(id)
    const own = renamed(passage.source, id)
    const blocks = set(own.children, passage.file, path).filter(block => {
      if (block.type === 'yaml') return false
      if (block.type !== 'footnoteDefinition' && block.type !== 'definition') return true
      definitions.set(`${block.type} ${block.identifier}`, inPassage(block, id, passage.file))
      return false
    })
    return [
      {
        ...node,
        type: 'containerDirective',
        children: blocks as ContainerDirective['children'],
        data: { ...node.data, file: passage.file },
      },
    ]
  }

  const children = set(source.children, file, [file])
  const tree: Root = { ...source, children: [...children, ...definitions.values()] }
  return { tree, passages: [...used], findings }
}

/** Names of the shared passages that a text asks for itself. */
export function includesOf(node: Nodes): readonly string[] {
  if (isInclude(node)) return node.attributes?.id ? [node.attributes.id] : []
  if (!('children' in node)) return []
  return [...new globalThis.Set(node.children.flatMap(includesOf))]
}

/**
 * All that including in one text depends on besides the text itself: each passage that is asked
 * for, directly or through another, and the names of all where one of them is missing.
 */
export function included(
  includes: readonly string[],
  passages: ReadonlyMap<string, Included>,
): readonly string[] {
  const met = new globalThis.Set<string>(includes)
  // Names are added while the loop is under way, and it comes to them.
  for (const id of met) for (const further of passages.get(id)?.includes ?? []) met.add(further)
  const missing = [...met].some(id => !passages.has(id))
  return [
    ...[...met].map(id => passages.get(id)?.mark ?? `${id} is missing`),
    ...(missing ? [...passages.keys()] : []),
  ]
}

/** What is known of a passage without its tree. */
interface Included {
  readonly mark: string
  readonly includes: readonly string[]
}

function isInclude(node: Nodes): node is LeafDirective | ContainerDirective {
  return (
    (node.type === 'leafDirective' || node.type === 'containerDirective') && node.name === 'passage'
  )
}

/** A definition that a passage brings along stands at the chapter's end, in a wrapper of its own. */
function inPassage(block: RootContent, id: string, file: string): RootContent {
  return {
    type: 'containerDirective',
    name: 'passage',
    attributes: { id },
    children: [block] as ContainerDirective['children'],
    data: { file },
  }
}

function renamed(tree: Root, id: string): Root {
  const rename = <T>(node: T): T => {
    if (node === null || typeof node !== 'object') return node
    if (Array.isArray(node)) return node.map(rename) as T
    const copy = { ...node } as Record<string, unknown>
    if (typeof copy.identifier === 'string') copy.identifier = `${id}-${copy.identifier}`
    if (Array.isArray(copy.children)) copy.children = copy.children.map(rename)
    return copy as T
  }
  return rename(tree)
}

function known(passages: ReadonlyMap<string, Passage>): string {
  const ids = [...passages.keys()].sort()
  return ids.length > 0
    ? `There ${ids.length > 1 ? 'are' : 'is'}: ${ids.map(id => `\`${id}\``).join(', ')}.`
    : 'The folder `passages/` is empty or missing.'
}

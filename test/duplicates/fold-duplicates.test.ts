import { array, assert, constantFrom, property } from 'fast-check'
import GithubSlugger from 'github-slugger'
import type { Nodes } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { describe, expect, test } from 'vitest'
import { foldDuplicates } from '../../scripts/compose/fold-duplicates.ts'
import { chapter } from '../../scripts/read/chapter.ts'
import type { Chapter, Passage } from '../../scripts/read/manuscript.ts'
import { parseMarkdown } from '../../scripts/read/markdown.ts'

const long =
  'Stretch the calf slowly and hold it until the pain has gone, then walk about the room for a while and rest with your feet up.'
const source = `${long}\n\n- ${long} Again.\n`
const passages = new Map<string, Passage>([
  ['calf', { id: 'calf', file: 'passages/calf.md', text: source, source: parseMarkdown(source) }],
])
const set = (text: string, index: number): Chapter =>
  chapter(`${index + 1}.md`, text, passages, 'en').chapter!
const fold = (...texts: readonly string[]) => foldDuplicates(texts.map(set), 'See {title}.')
const said = (chapters: readonly Chapter[]) =>
  chapters.map(({ tree }) => tree.children.map(node => textOf(node as Nodes)).filter(Boolean))

describe('foldDuplicates', () => {
  test('sets a shared passage once and refers to it afterwards', () => {
    const { chapters, folds } = fold(
      '# One\n\n## At night\n\n::passage{#calf}',
      '# Two\n\n::passage{#calf}',
    )
    expect(said(chapters)[1]).toEqual(['See At night.'])
    expect(JSON.stringify(chapters[1]!.tree)).toContain('"url":"/1.md#at-night"')
    expect(folds).toMatchObject([{ chapter: '2', first: { chapter: '1', title: 'At night' } }])
  })

  test('refers to the chapter where the text stands under no heading', () => {
    const { chapters } = fold(`# One\n\n${long}`, `# Two\n\n${long}`)
    expect(said(chapters)[1]).toEqual(['See One.'])
    expect(JSON.stringify(chapters[1]!.tree)).toContain('"url":"/1.md"')
  })

  test.each([
    ['an emergency box', `:::emergency\n${long}\n:::`],
    ['a remedy', `:::remedy{#tea}\n${long}\n:::`],
    ['a short sentence', 'Rest your legs.'],
    ['a text with its own footnote', `${long}[^1]\n\n[^1]: A note.`],
    ['a heading', `## ${long}`],
  ])('always sets %s in full', (_, text) => {
    const { chapters, folds } = fold(`# One\n\n${text}`, `# Two\n\n${text}`)
    expect(folds).toEqual([])
    expect(said(chapters)[1]).toEqual(said(chapters)[0])
  })

  test('does not take two texts that differ in one number for one', () => {
    const text = (seconds: number) => `${long} Hold it for ${seconds} seconds.`
    expect(fold(text(30), text(31)).folds).toEqual([])
  })

  test('loses no word when the references are followed', () => {
    const block = constantFrom(
      long,
      `${long} Twice.`,
      'Short.',
      '::passage{#calf}',
      '## A heading',
      `- ${long}\n- Short.`,
    )
    const text = array(block, { minLength: 1, maxLength: 5 }).map(blocks => blocks.join('\n\n'))
    const words = (all: readonly Chapter[]) =>
      all.flatMap(({ tree }) => leaves(tree).map(node => textOf(node)))
    assert(
      property(array(text, { minLength: 1, maxLength: 4 }), texts => {
        const before = texts.map(set)
        const { chapters, folds } = foldDuplicates(before, 'See {title}.')
        const kept = words(chapters)
        for (const [index, chapter] of before.entries()) {
          const own = words([chapters[index]!])
          const linked = linksOf(chapters[index]!.tree).flatMap(url => section(url, chapters))
          for (const text of words([chapter])) expect([...own, ...linked]).toContain(text)
        }
        const references = kept.filter(text => text.startsWith('See '))
        expect(references.length > 0).toBe(folds.length > 0)
      }),
      { numRuns: 100 },
    )
  })
})

function leaves(node: Nodes): Nodes[] {
  if (node.type === 'paragraph' || node.type === 'heading') return [node]
  return 'children' in node ? node.children.flatMap(leaves) : []
}

function linksOf(node: Nodes): string[] {
  if (node.type === 'link') return [node.url]
  return 'children' in node ? node.children.flatMap(linksOf) : []
}

/** What a reader finds who follows a link: the texts up to the next heading. */
function section(url: string, chapters: readonly Chapter[]): readonly string[] {
  const [path = '', anchor] = url.slice(1).split('#')
  const { tree } = chapters.find(({ file }) => file === decodeURIComponent(path))!
  const slugger = new GithubSlugger()
  let here = anchor === undefined
  const found: string[] = []
  for (const leaf of leaves(tree)) {
    if (leaf.type === 'heading') here = slugger.slug(textOf(leaf)) === anchor
    else if (here) found.push(textOf(leaf))
  }
  return found
}

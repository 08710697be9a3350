import retextPassive from 'retext-passive'
import { VFile } from 'vfile'
import { wordsIn } from './words.ts'

/** "Is known", "was born" and the like say how things are, not what somebody does. */
const transform = retextPassive({
  ignore: ['known', 'born', 'upset', 'hurt', 'gone', 'done', 'made'],
})

type Root = Parameters<typeof transform>[0]
type Sentence = Extract<Root['children'][number], { type: 'SentenceNode' }>
const being = /\b(?:am|are|were|being|is|been|was|be)\b/i

/** How many of these sentences retext-passive calls passive. */
export function passives(sentences: readonly string[]): number {
  const candidates = sentences.filter(sentence => being.test(sentence))
  if (candidates.length === 0) return 0
  const file = new VFile()
  transform({ type: 'RootNode', children: candidates.map(treeOf) }, file)
  return new Set(file.messages.map(({ line }) => line)).size
}

/** A sentence as retext has it; its words stand in a line of their own, by which they are counted. */
function treeOf(sentence: string, index: number): Sentence {
  const point = { line: index + 1, column: 1 }
  const position = { start: point, end: point }
  const children = wordsIn(sentence).flatMap(({ text }): Sentence['children'] => [
    { type: 'WordNode', position, children: [{ type: 'TextNode', value: text, position }] },
    { type: 'WhiteSpaceNode', value: ' ' },
  ])
  return { type: 'SentenceNode', children }
}

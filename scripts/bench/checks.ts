import { parseArgs } from 'node:util'
import { check } from '../check/check.ts'
import { chapter } from '../read/chapter.ts'
import { readFormulary } from '../read/formulary.ts'
import type { Chapter, Manuscript } from '../read/manuscript.ts'
import { parseMarkdown } from '../read/markdown.ts'

/*
 * How long the checks take beside parsing alone, and how that grows: `node --expose-gc
 * scripts/bench/checks.ts [--off rule,rule] [chapters …]`. Chapters have about 1,000 words; the text
 * is made from a fixed seed, so that two runs measure the same work.
 */

const vocabulary =
  'the a your leg calf foot muscle pain cramp night sleep walk rest stretch heel toe knee shin midwife doctor pharmacist baby womb weeks pregnancy tablet water milk food salt warm cold bath pillow side back slowly gently often sometimes never always may can will should must helps eases starts stops comes goes lasts passes feels looks with without before after during from into over under and or but because when while if small large soft hard red hot tender swollen same other both every first last new magnesium calcium nettle ginger'.split(
    ' ',
  )

const syllables = 'ba co di fe gu ha jo ki lu ma ne po ra se ti vo we ya zo'.split(' ')
const rare = syllables.flatMap(a =>
  syllables.flatMap(b => syllables.map(c => `${a}${b}${c === 'ya' ? '' : c}n`)),
)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { off: { type: 'string', default: '' } },
})
const sizes = positionals.map(Number)
const rules = Object.fromEntries(
  values.off.split(',').flatMap(rule => (rule ? [[rule, 'off' as const]] : [])),
)
const { formulary } = readFormulary(new Map())

console.log('chapters  parse ms  read ms  check ms  check/parse  ms/chapter  heap MB/1,000')
for (const size of sizes.length > 0 ? sizes : [250, 500, 1000, 2000]) {
  const texts = Array.from({ length: size }, (_, index) => leaflet(index))
  const parse = timed(() => {
    for (const text of texts) parseMarkdown(text)
  })
  const chapters: Chapter[] = []
  const read = timed(() => {
    for (const [index, text] of texts.entries()) {
      chapters.push(chapter(`${index}.md`, text, new Map(), 'en-GB').chapter!)
    }
  })
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  let found = 0
  const checks = timed(() => {
    found = check(manuscript(chapters), { day: '2026-11-22' }).length
  })
  globalThis.gc?.()
  const heap = (process.memoryUsage().heapUsed - before) / 1e6
  console.log(
    [
      String(size).padStart(8),
      parse.toFixed(0).padStart(9),
      read.toFixed(0).padStart(8),
      checks.toFixed(0).padStart(9),
      (checks / parse).toFixed(2).padStart(12),
      (checks / size).toFixed(2).padStart(11),
      ((heap * 1000) / size).toFixed(1).padStart(14),
      `  (${found} findings)`,
    ].join(' '),
  )
}

function timed(work: () => void): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

function manuscript(chapters: readonly Chapter[]): Manuscript {
  const empty = {
    clinic: { country: 'GB' },
    sources: {},
    styleSheet: { rules },
    waivers: [],
    reviews: [],
  }
  const maps = {
    passages: new Map(),
    figures: new Map(),
    publications: [],
    unread: [],
    findings: [],
  }
  return { ...empty, ...maps, folder: 'bench', formulary, chapters } as unknown as Manuscript
}

/** A leaflet of about 1,000 words, with headings, lists, a table, links and a remedy. */
function leaflet(seed: number): string {
  let state = seed + 1
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const one = (words: readonly string[]) => words[next(words.length)]!
  // As in any language, half of the words are few and the other half are many.
  const word = () => (next(2) === 0 ? one(vocabulary) : one(rare))
  const sentence = () => {
    const words = Array.from({ length: 7 + next(9) }, word).join(' ')
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
  }
  const paragraph = (count: number) => Array.from({ length: count }, sentence).join(' ')
  const list = (mark: string) => Array.from({ length: 5 }, () => `${mark} ${sentence()}`).join('\n')
  const sections = Array.from({ length: 7 }, (_, index) => [
    `## ${sentence().slice(0, -1)} ${index}`,
    paragraph(5),
    `${sentence()} **${word()}** [${word()}](https://example.org/${seed}) ${sentence()}`,
    index % 3 === 0 ? list('-') : index % 3 === 1 ? list('1.') : paragraph(4),
  ])
  return [
    '---\ntitle: A leaflet\ntopic: pregnancy\nsummary: For the bench.\n---',
    // What stands in every chapter is a shared passage: a copy in each would be a fault to find.
    '::passage{#emergency}',
    ...sections.flat(),
    `| What | When |\n| --- | --- |\n| ${sentence()} | ${word()} |\n| ${sentence()} | ${word()} |`,
    `:::remedy{#iron}\n${paragraph(2)}\n:::`,
  ].join('\n\n')
}

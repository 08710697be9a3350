import { deserialize, serialize } from 'node:v8'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { comparison, type Kept } from '../../scripts/check/duplicates/comparison.ts'
import { saidTwice } from '../../scripts/check/report/said-twice.ts'
import { noConflictingAdvice } from '../../scripts/check/rules/no-conflicting-advice.ts'
import { noConflictingQuantity } from '../../scripts/check/rules/no-conflicting-quantity.ts'
import { noDuplicatePassage } from '../../scripts/check/rules/no-duplicate-passage.ts'
import type { Manuscript } from '../../scripts/read/manuscript.ts'
import { manuscriptOf } from '../report/manuscript-of.ts'

/** How many random histories of a manuscript are tried. */
const sequences = Number(process.env.IMPRIMATUR_SEQUENCES ?? 200)

/** A manuscript in small: files in reading order, blocks a file. */
interface State {
  readonly files: readonly (readonly [name: string, blocks: readonly string[]])[]
  readonly language: string
  readonly concepts: Readonly<Record<string, readonly string[]>>
}

/** Repeats, rewordings, other numbers, other advice, a remedy with its dose and without. */
const blocks = [
  'Stretch the calf slowly and hold it for 30 seconds until the pain has gone.',
  'Stretch the calf slowly and hold it for 90 seconds until the pain has gone.',
  'Stretch your calf slowly; hold it there for 30 to 60 seconds until all pain has gone.',
  'Hold the stretch of the lower leg for half a minute, slowly, until it does not hurt any more.',
  'Stretch the left calf slowly and hold it for 30 seconds until the pain has gone.',
  'Before you buy shoes for the summer, measure them: the height of the heel must be 4 cm at most.',
  'Your back carries more now and tires soon. A heel height of 5 cm is best for it.',
  'Drink coffee. Then rest.',
  'Avoid coffee.',
  'A leg cramp is harmless.',
  'A leg cramp is dangerous. A leg cramp is harmless.',
  'Rest the leg for 10 minutes after a cramp. Then rest the leg after a cramp for 30 minutes.',
  ':::remedy{#ginger-tea}\nDrink 2 cups of it a day.\n:::',
  'Some women drink 4 cups of ginger tea a day.',
  'Dehnen Sie die Wade langsam und halten Sie sie 30 Sekunden lang, bis der Schmerz vergeht.',
  '- swollen feet\n- tired legs\n- a sore back',
  '| What | When |\n| --- | --- |\n| stretch the calf before you go to sleep | each evening at 9 |',
  '## Sleep',
  'Nobody saw the zorb near the old gate of the garden on Monday.',
  'Nobody saw the quillon near the old gate of the garden on Sunday.',
] as const
const words = ['lemon', 'garden', 'window', 'bottle', 'ladder', 'pillow', 'zorb', 'gate'] as const

/** Words of two texts: each some times, so that an edit moves the steps of a few. */
const first: State = {
  files: Array.from({ length: 12 }, (_, file) => [
    `${String(file).padStart(2, '0')}.md`,
    Array.from({ length: 5 }, (_, block) => {
      const word = (at: number) =>
        `${words[(file * at + block) % words.length]}${file + at * block}`
      return `Then ${word(1)} and ${word(2)} saw ${word(3)} with a ${words[file % words.length]}.`
    }),
  ]),
  language: 'en',
  concepts: {},
}

function manuscriptAs({ files, language, concepts }: State): Manuscript {
  const texts = files.map(([name, blocks]) => [name, blocks.join('\n\n')] as const)
  return {
    ...manuscriptOf('manuscript', Object.fromEntries(texts)),
    clinic: { language },
    styleSheet: { concepts: concepts as Record<string, string[]> },
  }
}

const at = fc.nat(30)
type Edit = (state: State) => State

function inFile(index: number, change: (blocks: readonly string[]) => readonly string[]): Edit {
  return state => ({
    ...state,
    files: state.files.map(([name, blocks], place) =>
      place === index % state.files.length ? [name, change(blocks)] : [name, blocks],
    ),
  })
}

const edit: fc.Arbitrary<Edit> = fc
  .oneof(
    { weight: 4, arbitrary: fc.tuple(at, at, fc.constantFrom(...blocks)) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  )
  .chain(
    (put): fc.Arbitrary<Edit> =>
      put
        ? fc.constant(
            inFile(put[0], blocks => blocks.toSpliced(put[1] % (blocks.length + 1), 0, put[2])),
          )
        : fc.oneof(
            fc
              .tuple(at, at)
              .map(([file, block]) => inFile(file, blocks => blocks.toSpliced(block % 6, 1))),
            fc
              .tuple(at, at, fc.constantFrom(...words))
              .map(([file, block, word]) =>
                inFile(file, blocks =>
                  blocks.map((text, index) => (index === block % 6 ? `${text} A ${word}.` : text)),
                ),
              ),
            fc.tuple(at, fc.uniqueArray(fc.constantFrom(...blocks))).map(
              ([file, own]): Edit =>
                state => ({
                  ...state,
                  files: [
                    ...state.files.filter(([name]) => name !== `${file}-new.md`),
                    [`${file}-new.md`, own],
                  ],
                }),
            ),
            at.map(
              (file): Edit =>
                state =>
                  state.files.length > 3
                    ? { ...state, files: state.files.toSpliced(file % state.files.length, 1) }
                    : state,
            ),
            fc.tuple(at, at).map(
              ([file, name]): Edit =>
                state => ({
                  ...state,
                  files: state.files.map(([own, blocks], place) =>
                    place === file % state.files.length
                      ? [`${own.slice(0, 2)}-${name}.md`, blocks]
                      : [own, blocks],
                  ),
                }),
            ),
            at.map(
              (file): Edit =>
                ({ files, ...rest }) => ({
                  ...rest,
                  files: [
                    ...files.slice(file % files.length),
                    ...files.slice(0, file % files.length),
                  ],
                }),
            ),
            fc
              .constantFrom('---\nlanguage: de\n---', '---\nreviewed: 2026-03-02\n---')
              .chain(matter =>
                at.map(file => inFile(file, blocks => [matter, ...blocks.filter(isNoMatter)])),
              ),
            fc.constantFrom('en', 'de').map(
              (language): Edit =>
                state => ({ ...state, language }),
            ),
            fc
              .constantFrom<State['concepts']>({}, { zorb: ['quillon'] }, { lemon: ['window'] })
              .map(
                (concepts): Edit =>
                  state => ({ ...state, concepts }),
              ),
          ),
  )

const isNoMatter = (block: string) => !block.startsWith('---')

/** All that the rules and the report make of a comparison. */
function told(manuscript: Manuscript) {
  const remarks: unknown[] = []
  for (const rule of [noDuplicatePassage, noConflictingQuantity, noConflictingAdvice]) {
    rule.run(manuscript, [], '2026-11-22', remark => remarks.push([rule.name, remark]))
  }
  return { remarks, page: saidTwice(manuscript) }
}

test('after any edits the comparison that goes by an earlier one is the one made anew', {
  timeout: 600_000,
}, () => {
  let [found, kept] = [0, 0]
  const start = comparison(manuscriptAs(first))
  const ways = (made: ReturnType<typeof comparison>) => {
    made.pairs()
    made.against()
    return deserialize(serialize(made.kept()!)) as Kept
  }
  const before = ways(start)
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), edits => {
      let state = first
      let known = before
      for (const change of edits) {
        state = change(state)
        const [anew, again] = [manuscriptAs(state), manuscriptAs(state)]
        const going = comparison(again, known)
        const expected = told(anew)
        expect(told(again)).toStrictEqual(expected)
        expect(going.pairs()).toStrictEqual(comparison(anew).pairs())
        const met = new Set(known.keys)
        known = ways(going)
        if (expected.remarks.length > 0) found++
        if (known.keys.filter(key => met.has(key)).length > 3) kept++
      }
    }),
    { numRuns: sequences, endOnFailure: true },
  )
  for (const count of [found, kept]) expect(count).toBeGreaterThan(sequences / 10)
})

import fc from 'fast-check'
import { fingerprint } from '../../scripts/review/fingerprint.ts'
import { midwife } from '../review/folder.ts'
import type { State } from './builder.ts'

/** One thing that an editor, a reviewer or the calendar does; `before` are the states so far. */
export type Edit = (state: State, before: readonly State[]) => State

const remedyWords = ['Put a warm pack on your leg.', 'Put a cool pack on your knee.'] as const
const words = ['lemon', 'garden', 'window', 'bottle', 'ladder', 'pillow'] as const
const word = fc.constantFrom(...words)

const chapterFiles = ({ files }: State) => [...files.keys()].filter(path => /^\d.*\.md$/.test(path))
const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length]

function set(state: State, path: string, text: string): State {
  return { ...state, files: new Map(state.files).set(path, text) }
}

function unset(state: State, path: string): State {
  const files = new Map(state.files)
  files.delete(path)
  return { ...state, files }
}

function onDay(state: State, days: number): State {
  const day = new Date(Date.parse(`${state.day}T12:00:00Z`) + days * 86_400_000)
  return { ...state, day: day.toISOString().slice(0, 10) }
}

function picture(colour: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path fill="${colour}" d="M0 0h9v9z"/></svg>\n`
}

function chapterText(title: string, body: string): string {
  return `---\ntitle: ${title}\n---\n\n${body}\n`
}

function review(said: string, from: string, until: string, note: string): string {
  return `${JSON.stringify({
    remedy: 'pack',
    reviewer: midwife,
    decision: 'approve-with-note',
    note,
    date: from,
    expires: until,
    fingerprint: fingerprint(said),
  })}\n`
}

/** Three chapters that share a passage, a picture and a signed remedy. */
export const first: State = {
  day: '2026-01-15',
  files: new Map([
    ['01-rest.md', chapterText('Rest', 'Rest on a chair.\n\n::passage{#call}')],
    ['02-water.md', chapterText('Water', 'Drink water.\n\n![A cup](figures/cup.svg)')],
    ['03-pack.md', chapterText('Pack', `Before.\n\n:::remedy{#pack}\n${remedyWords[0]}\n:::`)],
    ['passages/call.md', 'Call us on Monday.\n'],
    ['figures/cup.svg', picture('red')],
    ['clinic.yaml', 'publisher: A clinic\n'],
    ['publications/each.yaml', 'kind: leaflets\nunreviewed: withhold\n'],
    ['publications/two.yaml', 'kind: leaflet\ntitle: Two\nchapters: [01-rest, 02-water]\n'],
    ['reviews/pack.yaml', review(remedyWords[0], '2026-01-01', '2026-02-01', 'Not at night.')],
  ]),
}

const at = fc.nat(20)

/** All edits, each under a name that a failing run prints. */
export const edit: fc.Arbitrary<readonly [name: string, edit: Edit]> = fc.oneof(
  fc.tuple(at, word).map(([index, word]) =>
    named(`reword chapter ${index} with ${word}`, state => {
      const path = pick(chapterFiles(state), index)!
      return set(state, path, `${state.files.get(path)}\nA ${word} is here.\n`)
    }),
  ),
  word.map(word =>
    named(`add a chapter on a ${word}`, state =>
      set(state, `05-${word}.md`, chapterText(word, `A ${word}.\n\n::passage{#call}`)),
    ),
  ),
  at.map(index =>
    named(`delete chapter ${index}`, state => {
      const paths = chapterFiles(state)
      return paths.length > 1 ? unset(state, pick(paths, index)!) : state
    }),
  ),
  fc.tuple(at, word).map(([index, word]) =>
    named(`rename chapter ${index} to ${word}`, state => {
      const path = pick(chapterFiles(state), index)!
      const text = state.files.get(path)!
      return set(unset(state, path), `04-${word}.md`, text)
    }),
  ),
  word.map(word => named('reword the passage', s => set(s, 'passages/call.md', `A ${word}.\n`))),
  fc.constant(named('take the passage away', s => unset(s, 'passages/call.md'))),
  at.map(index =>
    named(`move the passage to chapter ${index}`, state => {
      const to = pick(chapterFiles(state), index)
      const files = [...state.files].map(([path, text]) => {
        const bare = text.replaceAll('\n::passage{#call}\n', '\n')
        return [path, path === to ? `${bare}\n::passage{#call}\n` : bare] as const
      })
      return { ...state, files: new Map(files) }
    }),
  ),
  fc
    .constantFrom('red', 'green')
    .map(colour => named(`paint ${colour}`, s => set(s, 'figures/cup.svg', picture(colour)))),
  fc.constant(named('take the picture away', s => unset(s, 'figures/cup.svg'))),
  word.map(word => named('change the clinic', s => set(s, 'clinic.yaml', `publisher: ${word}\n`))),
  fc
    .constantFrom('rules:\n  publisher-given: error\n', 'rules:\n  reading-level: off\n')
    .map(text => named('change the style sheet', state => set(state, 'style-sheet.yaml', text))),
  fc
    .constantFrom('proof', 'withhold', 'fail')
    .map(choice =>
      named(`unreviewed: ${choice}`, state =>
        set(state, 'publications/each.yaml', `kind: leaflets\nunreviewed: ${choice}\n`),
      ),
    ),
  word.map(word =>
    named('change a publication', state =>
      set(state, 'publications/two.yaml', `kind: leaflet\ntitle: ${word}\nformats: [letter]\n`),
    ),
  ),
  fc.constant(named('take a publication away', state => unset(state, 'publications/two.yaml'))),
  fc
    .constantFrom('book', 'ebook')
    .map(kind =>
      named(`add an ${kind}`, state => set(state, `publications/${kind}.yaml`, `kind: ${kind}\n`)),
    ),
  fc.constantFrom(...remedyWords).map(said =>
    named('reword the remedy', state => {
      const path = [...state.files.keys()].find(path =>
        state.files.get(path)?.includes(':::remedy'),
      )
      if (!path) return state
      const text = state.files.get(path)!.replace(/(:::remedy\{#pack\}\n).*/, `$1${said}`)
      return set(state, path, text)
    }),
  ),
  fc.tuple(fc.constantFrom(...remedyWords), word).map(([said, note]) =>
    named('sign the remedy', state => {
      const until = onDay(state, 30).day
      return set(state, 'reviews/pack.yaml', review(said, state.day, until, `A ${note}.`))
    }),
  ),
  fc.constant(named('take the review away', state => unset(state, 'reviews/pack.yaml'))),
  fc.constantFrom(1, 20, 40).map(days => named(`${days} days later`, state => onDay(state, days))),
  fc.constant(
    named('a chapter that is overdue', state => {
      const [path] = chapterFiles(state)
      const text = state.files.get(path!)!
      return set(state, path!, text.replace(/^---\n/, '---\nreview-due: 2026-01-20\n'))
    }),
  ),
  at.map(index => named(`back to state ${index}`, (_, before) => pick(before, index)!)),
)

function named(name: string, edit: Edit): readonly [string, Edit] {
  return [name, edit]
}

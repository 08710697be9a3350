import type { Pressroom } from '../press.ts'
import type { Day } from '../read/fields.ts'
import { byPlace } from '../read/finding.ts'
import type { Checks } from './checks.ts'
import { openChecksOfWords } from './checks-of-words.ts'
import type { Impression, Impressions } from './impressions.ts'
import { overview } from './overview.ts'
import { remarks } from './remarks.ts'
import { openSheets } from './sheets.ts'
import type { Made } from './sight.ts'
import { openSights } from './sights.ts'
import type { Look, State, Tell } from './told.ts'
import { pressTrouble, type Trouble } from './trouble.ts'
import type { WarmFolder } from './warm-folder.ts'
import { openWordsReader, type Words } from './words.ts'

/** What the preview is handed from outside. */
export interface PreviewRoom extends Pick<Pressroom, 'epoch' | 'stock' | 'openPrinter'> {
  /** Asked for anew each time: a preview may stand open over midnight. */
  readonly today: () => Day
}

/** The tray in which everything stands that is being worked at. */
export interface Galley extends Pick<Impressions, 'picture'> {
  /** Begins to tell what a page looks at; gives the way to end it. */
  readonly look: (look: Look, tell: Tell) => () => void
  /** Says that files may have changed; which ones, where that is known. */
  readonly changed: (files?: readonly string[]) => void
  readonly impression: (id: string) => Impression | undefined
  readonly close: () => Promise<void>
}

/** A file that is written without end is shown after so many readings. */
const mostReads = 5

/** So long nothing else is begun after something was shown, in milliseconds. */
const breath = 250

/**
 * Opens a galley on a folder: it reads what changed, and shows what is looked at as soon as that is
 * printed. When nothing more comes, it makes the files of what is shown and lets the checks run in
 * their own thread. What goes wrong is told, and tried again at the next change.
 *
 * @param looked told the folders that there are, after each look at them.
 */
export function openGalley(
  path: string,
  warm: WarmFolder,
  thread: Checks,
  room: PreviewRoom,
  looked: (folders: readonly string[]) => void,
): Galley {
  const sheets = openSheets(room)
  const checks = openChecksOfWords(path, thread, room.today)
  const sights = openSights(sheets, checks, room.today)
  const reader = openWordsReader(path, warm, looked, () => galley.changed())
  const lookers = new Map<Look, Tell>()
  /** Publications that these words refuse, as setting has shown. */
  const refused = new Set<string>()
  /** What is shown of which no file was made yet. */
  let drafts = new Map<Look, () => Promise<Made>>()
  let press: Trouble | undefined
  let at: State['at'] = 'reading'
  let shown: Words | undefined
  let reads = 0
  let stirred = false
  let working = false
  let again = false
  let closed = false
  let wake = () => {}

  const state = (): State => {
    // The worst first.
    const trouble = press ?? reader.trouble() ?? sights.trouble() ?? checks.trouble()
    return { at, ...(trouble ? { trouble } : {}) }
  }
  const be = (next: State['at']) => {
    at = next
    for (const tell of lookers.values()) tell('state', state())
  }
  const tellOf = (look: Look, tell: Tell, made: Made | undefined, words: Words) => {
    const { manuscript } = words
    const sight = made?.sight
    if (sight) tell('sight', sight)
    if (sight?.standing === 'not made') refused.add(sight.publication)
    const id = sight?.shown?.id
    // While the page, once it is told, asks for the picture, that is drawn.
    if (id && made?.finish) setImmediate(() => closed || sheets.drawAhead(id))
    const checked = checks.areOf(words) && checks.checked()
    if (!checked) return
    tell('overview', overview(manuscript, checked, refused))
    const findings = [...checked.findings, ...(made?.faults ?? [])].sort(byPlace)
    const impression = id ? sheets.impression(id) : undefined
    tell('remarks', remarks(look, made?.of, findings, words, impression))
  }
  const show = async (words: Words) => {
    drafts = new Map()
    for (const [look, tell] of lookers) {
      const made = await sights.make(look, words)
      if (closed) return
      if (made?.finish) drafts.set(look, made.finish)
      tellOf(look, tell, made, words)
    }
  }
  /** Makes the files of what is shown as drafts. */
  const finish = async (words: Words) => {
    const waiting = [...drafts]
    drafts = new Map()
    for (const [look, file] of waiting) {
      const tell = lookers.get(look)
      if (tell) tellOf(look, tell, await file(), words)
    }
  }
  const tried = async (work: () => Promise<void>) => {
    try {
      await work()
      press = undefined
    } catch (error) {
      press = pressTrouble(error)
    }
  }
  const check = async (words: Words) => {
    await checks.run(words)
    stirred = true
    await work()
  }
  /** True once nothing has happened for a while. */
  const rested = async (): Promise<boolean> => {
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, breath)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    return !again && !closed
  }

  /** One round after the other, for as long as something happens meanwhile; then what has time. */
  const work = async (): Promise<void> => {
    again = true
    wake()
    if (working) return
    working = true
    while (!closed) {
      if (again) {
        again = false
        if (reader.isDoubted()) await reader.readAgain()
        const words = reader.words()
        // What is still being written is read to its end first, if it has one.
        reads += 1
        if (!words || (again && reads < mostReads)) continue
        reads = 0
        const news = words !== shown
        if (news) refused.clear()
        if (news) be('pressing')
        shown = words
        if (news || stirred || !checks.areOf(words)) await tried(() => show(words))
        stirred = false
        continue
      }
      const words = reader.words()
      const due = words !== undefined && checks.areDue(words)
      if (!words || !(due || drafts.size > 0)) break
      be('checking')
      if (!(await rested())) continue
      if (due) void check(words)
      await tried(() => finish(words))
    }
    working = false
    if (!closed) be(checks.areRunning() ? 'checking' : 'ready')
  }

  const galley: Galley = {
    look: (look, tell) => {
      lookers.set(look, tell)
      tell('state', state())
      const words = reader.words()
      if (words) tell('overview', overview(words.manuscript, checks.checked(), refused))
      stirred = true
      void work()
      return () => lookers.delete(look)
    },
    changed: files => {
      reader.doubt(files)
      void work()
    },
    impression: sheets.impression,
    picture: sheets.picture,
    close: async () => {
      closed = true
      wake()
      await Promise.all([checks.close(), sheets.close()])
    },
  }
  return galley
}

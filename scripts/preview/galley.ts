import { type Planned, planned } from '../plan.ts'
import type { Pressroom } from '../press.ts'
import type { Day } from '../read/fields.ts'
import { byPlace, type Finding } from '../read/finding.ts'
import type { Folder } from '../read/folder.ts'
import type { Manuscript } from '../read/manuscript.ts'
import { openMemory } from '../read/memory.ts'
import type { Publication } from '../read/publication.ts'
import { read } from '../read/read.ts'
import type { Checked, Checks } from './checks.ts'
import type { Impression } from './impressions.ts'
import { type Overview, overview } from './overview.ts'
import { type Remarks, remarks } from './remarks.ts'
import { openSheets, PrinterMissing, type Sight } from './sheets.ts'
import {
  checksTrouble,
  folderTrouble,
  lockedTrouble,
  pressTrouble,
  type Trouble,
} from './trouble.ts'
import type { WarmFolder } from './warm-folder.ts'

/** What the preview is handed from outside. */
export interface PreviewRoom extends Pick<Pressroom, 'epoch' | 'stock' | 'openPrinter'> {
  /** Asked for anew each time: a preview may stand open over midnight. */
  readonly today: () => Day
}

/** What one page of the preview looks at. */
export interface Look {
  /** Id of a publication; the first leaflet, where it names none. */
  readonly publication?: string
  /** The format of a leaflet; its first, where it names none. */
  readonly format?: string
  /** Whose findings it wants. */
  readonly remarks: 'publication' | 'manuscript'
}

/** What the press is at. */
export interface State {
  readonly at: 'reading' | 'pressing' | 'checking' | 'ready'
  /** What keeps it from its work; the last good version stays in sight. */
  readonly trouble?: Trouble
}

/** All that a page of the preview is told, each part whenever it changes. */
export interface Told {
  readonly state: State
  readonly overview: Overview
  readonly sight: Sight
  readonly remarks: Remarks
}

/** Tells one page what has changed for it. */
export type Tell = <Part extends keyof Told>(part: Part, told: Told[Part]) => void

/** The tray in which everything stands that is being worked at. */
export interface Galley {
  /** Begins to tell what a page looks at; gives the way to end it. */
  readonly look: (look: Look, tell: Tell) => () => void
  /** Says that files may have changed; which ones, where that is known. */
  readonly changed: (files?: readonly string[]) => void
  readonly impression: (id: string) => Impression | undefined
  readonly close: () => Promise<void>
}

/** Said while the checks of the newest words run: until then nothing is final. */
const unchecked = 'The checks of these words are still running.'

/** Where something can go wrong, the worst first. */
const parts = ['press', 'folder', 'browser', 'checks'] as const
type Part = (typeof parts)[number]

/** The remedies that have no leave to print, each as a finding at its place. */
function unsigned({ decision }: Planned): readonly Finding[] {
  return decision.standings.flatMap(({ remedy, refusals: [refusal] }): Finding[] =>
    refusal
      ? [
          {
            ...remedy.place,
            rule: 'imprimatur',
            severity: 'warning',
            reason: refusal.reason,
            note: refusal.note,
          },
        ]
      : [],
  )
}

/** An editor is done with a file after so many milliseconds. */
const soon = 40

/** So long nothing is checked after something was shown, in milliseconds. */
const breath = 250

/**
 * Opens a galley on a folder: it reads what changed, presses what is looked at, and then lets the
 * checks run in their own thread. What goes wrong is told, and tried again at the next change.
 *
 * @param looked told the folders that there are, after each look at them.
 */
export function openGalley(
  path: string,
  warm: WarmFolder,
  checks: Checks,
  room: PreviewRoom,
  looked: (folders: readonly string[]) => void,
): Galley {
  const memory = openMemory()
  const sheets = openSheets(room)
  const lookers = new Map<Look, Tell>()
  /** Publications that these words refuse, as setting has shown. */
  const refused = new Set<string>()
  const troubles = new Map<Part, Trouble>()
  /** Files to look at again; undefined stands for all. */
  let named: Set<string> | undefined
  /** Whether the folder holds what the manuscript does not say yet. */
  let unread = true
  let manuscript: Manuscript | undefined
  let checked: (Checked & { readonly of: Manuscript; readonly day: Day }) | undefined
  /** The files that the manuscript was read from: what is checked is what was read. */
  let held:
    | {
        readonly of: Manuscript
        readonly folder: Omit<Folder, 'bytes'>
        readonly contents: ReadonlyMap<string, Uint8Array | undefined>
      }
    | undefined
  let checking = false
  /** What the checks failed at. */
  let failedAt: Manuscript | undefined
  let at: State['at'] = 'reading'
  let stirred = false
  let working = false
  let again = false
  let closed = false

  const state = (): State => {
    const [trouble] = parts.flatMap(part => troubles.get(part) ?? [])
    return { at, ...(trouble ? { trouble } : {}) }
  }
  const be = (next: State['at']) => {
    at = next
    for (const tell of lookers.values()) tell('state', state())
  }
  const isCurrent = () => checked?.of === manuscript && checked?.day === room.today()

  /** Reads what changed; true where the manuscript is another one now. */
  const readAgain = async (): Promise<boolean> => {
    const files = named && [...named]
    named = new Set()
    try {
      const { changed, unsure, locked } = await warm.look(files)
      if (unsure) setTimeout(() => galley.changed(), soon)
      if (locked.length > 0) troubles.set('folder', lockedTrouble(locked))
      else troubles.delete('folder')
      looked(warm.folder().folders)
      unread ||= changed
      if (!unread) return false
      manuscript = await read(path, { folder: warm.folder(), memory })
      const { bytes: _, ...folder } = warm.folder()
      held = { of: manuscript, folder, contents: warm.contents() }
      unread = false
      refused.clear()
      return true
    } catch (error) {
      troubles.set('folder', folderTrouble(path, error))
      looked([])
      return false
    }
  }

  const sightOf = async ({ publication: id, format }: Look, words: Manuscript) => {
    const { publications } = words
    const publication = id
      ? publications.find(each => each.id === id)
      : (publications.find(({ kind }) => kind === 'leaflet') ?? publications[0])
    if (!publication) return id ? sheets.last(id, format) : undefined
    const planOf = (each: Publication): Planned => {
      const plan = planned(each, words, checked?.findings ?? [], room.today())
      return isCurrent() || plan.standing !== 'final'
        ? plan
        : { ...plan, standing: 'proof', reasons: [unchecked] }
    }
    const books = publications.filter(({ kind }) => kind === 'book')
    try {
      const plans = publication.kind === 'ebook' ? books.map(planOf) : []
      const plan = planOf(publication)
      const met = await sheets.make(plan, plans, format, words)
      troubles.delete('browser')
      return { ...met, faults: [...unsigned(plan), ...met.faults] }
    } catch (error) {
      if (!(error instanceof PrinterMissing)) throw error
      troubles.set('browser', { reason: 'The browser does not start.', note: error.message })
      return sheets.last(publication.id, format)
    }
  }
  const showAll = async (words: Manuscript) => {
    for (const [look, tell] of lookers) {
      const met = await sightOf(look, words)
      if (closed) return
      const sight = met?.sight
      if (sight) tell('sight', sight)
      if (sight?.standing === 'not made') refused.add(sight.publication)
      if (!checked || !isCurrent()) continue
      tell('overview', overview(words, checked, refused))
      const impression = sight?.shown && sheets.impression(sight.shown.id)
      const findings = [...checked.findings, ...(met?.faults ?? [])].sort(byPlace)
      tell('remarks', remarks(look, met?.of, findings, words, warm, impression))
    }
  }
  const checkAll = async () => {
    checking = true
    // What was printed is drawn first: the checks would take the processor from it.
    await new Promise(resolve => setTimeout(resolve, breath))
    if (closed || !held) return
    const { of, folder, contents } = held
    const day = room.today()
    try {
      checked = { ...(await checks.check(path, folder, contents, day)), of, day }
      troubles.delete('checks')
    } catch (error) {
      if (closed) return
      failedAt = of
      troubles.set('checks', checksTrouble(error))
    } finally {
      checking = false
    }
    stirred = true
    await work()
  }

  /** One round after the other, for as long as something happens meanwhile. */
  const work = async (): Promise<void> => {
    again = true
    if (working) return
    working = true
    while (again && !closed) {
      again = false
      const news = named?.size === 0 ? false : await readAgain()
      const words = manuscript
      if (!words || !(news || stirred || !isCurrent())) continue
      stirred = false
      if (news) be('pressing')
      try {
        await showAll(words)
        troubles.delete('press')
      } catch (error) {
        troubles.set('press', pressTrouble(error))
      }
      // A thread that is started now would keep the program from ending.
      if (closed) break
      // The newest words first; the checks of the whole have time.
      if (!again && !isCurrent() && !checking && failedAt !== words) void checkAll()
    }
    working = false
    if (!closed) be(checking ? 'checking' : 'ready')
  }

  const galley: Galley = {
    look: (look, tell) => {
      lookers.set(look, tell)
      tell('state', state())
      if (manuscript) tell('overview', overview(manuscript, checked, refused))
      stirred = true
      void work()
      return () => lookers.delete(look)
    },
    changed: files => {
      if (files === undefined) named = undefined
      else for (const file of files) named?.add(file)
      void work()
    },
    impression: sheets.impression,
    close: async () => {
      closed = true
      await Promise.all([checks.close(), sheets.close()])
    },
  }
  return galley
}

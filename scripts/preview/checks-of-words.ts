import type { Day } from '../read/fields.ts'
import type { Checked, Checks } from './checks.ts'
import { checksTrouble, type Trouble } from './trouble.ts'
import type { Words } from './words.ts'

/** What the checks say of the words, and whether they were these very words. */
export interface ChecksOfWords {
  /** What they came to the last time. */
  readonly checked: () => Checked | undefined
  /** Whether that is about these words, and about today. */
  readonly areOf: (words: Words) => boolean
  /** Whether they are to be run. */
  readonly areDue: (words: Words) => boolean
  readonly areRunning: () => boolean
  /** Runs them; resolves once they are done, whatever they came to. */
  readonly run: (words: Words) => Promise<void>
  readonly trouble: () => Trouble | undefined
  readonly close: () => Promise<void>
}

/** Opens the checks of the words in a folder. */
export function openChecksOfWords(path: string, checks: Checks, today: () => Day): ChecksOfWords {
  let last: (Checked & { readonly of: Words; readonly day: Day }) | undefined
  let running = false
  /** What they failed at is not tried again. */
  let failedAt: Words | undefined
  let trouble: Trouble | undefined
  let closed = false
  const areOf = (words: Words) => last?.of === words && last.day === today()
  return {
    checked: () => last,
    areOf,
    areDue: words => !areOf(words) && !running && failedAt !== words,
    areRunning: () => running,
    run: async words => {
      const day = today()
      running = true
      try {
        const { folder, contents } = words
        last = { ...(await checks.check(path, folder, contents, day)), of: words, day }
        trouble = undefined
      } catch (error) {
        if (closed) return
        failedAt = words
        trouble = checksTrouble(error)
      } finally {
        running = false
      }
    },
    trouble: () => trouble,
    close: () => {
      closed = true
      return checks.close()
    },
  }
}

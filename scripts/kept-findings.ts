import { hash } from 'node:crypto'
import { checkText } from './check/check.ts'
import type { RuleOptions } from './check/rule.ts'
import type { Finding } from './read/finding.ts'
import type { Chapter, Passage } from './read/manuscript.ts'
import type { Shelf } from './shelf.ts'

/** What the chapter rules found in each text, from run to run. */
export interface KeptFindings {
  /** Runs the rules only on a text that no run before has checked in the same way. */
  readonly checkText: typeof checkText
  /** Keeps the findings in the texts that were checked. */
  readonly save: () => Promise<void>
}

/** Opens what was found before under these options; the day does not matter to chapter rules. */
export async function keptFindings(
  { cache, press }: Pick<Shelf, 'cache' | 'press'>,
  options: RuleOptions,
): Promise<KeptFindings> {
  const shared = JSON.stringify([press.program, press.packages, options])
  const place = `findings:${hash('sha256', shared)}`
  const before = new Map(
    (await cache.get(place)) as [key: string, found: readonly Finding[]][] | undefined,
  )
  const now = new Map<string, readonly Finding[]>()
  return {
    checkText: (text, options) => {
      const key = keyOf(text)
      const found = before.get(key) ?? checkText(text, options)
      now.set(key, found)
      return found
    },
    save: async () => {
      const same = before.size === now.size && [...now.keys()].every(key => before.has(key))
      if (!same) await cache.put(place, [...now])
    },
  }
}

function keyOf(text: Chapter | Passage): string {
  const language = 'language' in text ? text.language : ''
  return hash('sha256', JSON.stringify(['matter' in text, text.file, language, text.text]))
}

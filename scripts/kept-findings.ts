import { checkText } from './check/check.ts'
import type { RuleOptions } from './check/rule.ts'
import { openKept } from './kept.ts'
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
  shelf: Pick<Shelf, 'cache' | 'press'>,
  options: RuleOptions,
): Promise<KeptFindings> {
  const { recall, save } = await openKept(shelf, 'findings', options)
  return {
    checkText: (text, options) => {
      const [kind, language] = 'matter' in text ? ['chapter', text.language] : ['passage', '']
      return recall([kind, text.file, language, text.text], () => checkText(text, options))
    },
    save,
  }
}

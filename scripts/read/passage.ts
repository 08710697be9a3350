import { keepFacts } from './facts.ts'
import type { Passage } from './manuscript.ts'
import type { Recall } from './recall.ts'
import type { Written } from './written.ts'

/** True for a file that holds a shared passage. */
export function isPassage(file: string): boolean {
  return /^passages\/.*\.(md|markdown)$/i.test(file)
}

/** The name that a passage is included by: its path within `passages/`, without the ending. */
export function passageId(file: string): string {
  return file.slice('passages/'.length).replace(/\.(md|markdown)$/i, '')
}

/** A file as a shared passage. */
export function passage({ file, text, mark, source }: Written, recall: Recall): Passage {
  const own = `passage ${mark}`
  const made: Passage = {
    id: passageId(file),
    file,
    text,
    get source() {
      return source()
    },
  }
  return keepFacts(made, { recall, written: own, set: own })
}

import type { Page } from '../rule.ts'
import { words } from './words.ts'

/** Whether a text is about pregnancy: its front matter says so, or it plainly is. */
export type AboutPregnancy = 'declared' | 'evident' | false

type Text = Pick<Page, 'matter' | 'blocks' | 'language'>

const cache = new WeakMap<Page['blocks'], AboutPregnancy>()

/**
 * A text is plainly about pregnancy when it names it five times or more and in at least one of a
 * hundred words; a text that declares another topic is believed.
 */
export function aboutPregnancy(page: Text): AboutPregnancy {
  const known = cache.get(page.blocks)
  if (known !== undefined) return known
  const about = decide(page)
  cache.set(page.blocks, about)
  return about
}

function decide({ matter, blocks, language }: Text): AboutPregnancy {
  if (matter.topic !== undefined) return matter.topic.toLowerCase() === 'pregnancy' && 'declared'
  if (!language.startsWith('en')) return false
  let all = 0
  let met = 0
  for (const block of blocks) {
    for (const { lower } of words(block)) {
      all++
      if (/^(?:pregnan|trimester|expectant|foet(?:us|al)|fet(?:us|al)|antenatal)/.test(lower)) met++
    }
  }
  return met >= 5 && met * 100 >= all && 'evident'
}

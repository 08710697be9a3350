import type { Words } from '../read/templates.ts'
import { direction } from './direction.ts'

/** Attributes of what is set in fixed words, where those are in another language than the text. */
export function spokenIn(
  words: Pick<Words, 'language'>,
  language: string,
): { readonly lang?: string; readonly dir?: 'ltr' | 'rtl' } {
  const base = (tag: string) => tag.split('-')[0]
  return base(words.language) === base(language)
    ? {}
    : { lang: words.language, dir: direction(words.language) }
}

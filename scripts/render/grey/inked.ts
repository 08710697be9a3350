import type { Finding } from '../../read/finding.ts'
import type { Publication } from '../../read/publication.ts'
import { grey } from './grey.ts'
import { NotGrey } from './grey-content.ts'

/** Pages in the inks that a publication asks for; in colour, and an error, where grey fails. */
export async function inked(
  pages: Uint8Array,
  colour: 'colour' | 'greyscale',
  { id, file }: Publication,
): Promise<{ readonly pages: Uint8Array; readonly faults: readonly Finding[] }> {
  if (colour === 'colour') return { pages, faults: [] }
  try {
    return { pages: await grey(pages), faults: [] }
  } catch (error) {
    if (!(error instanceof NotGrey)) throw error
    const fault: Finding = {
      rule: 'greyscale',
      severity: 'error',
      file,
      reason: `Unexpected colour in \`${id}\`, expected greys alone: ${error.message}`,
      note: 'Draw the picture in greys, or leave out `colour: greyscale`.',
    }
    return { pages, faults: [fault] }
  }
}

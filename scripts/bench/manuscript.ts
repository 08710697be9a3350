import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Writes a synthetic manuscript: always the same chapters, of about 700 words each. */
export async function writeManuscript(folder: string, chapters: number): Promise<void> {
  await mkdir(join(folder, 'publications'), { recursive: true })
  await writeFile(join(folder, 'publications', 'leaflets.yaml'), 'kind: leaflets\n')
  await writeFile(join(folder, 'clinic.yaml'), 'publisher: Bench clinic\ncountry: GB\n')
  for (let index = 0; index < chapters; index += 1) {
    const name = String(index + 1).padStart(5, '0')
    await writeFile(join(folder, `${name}-leaflet.md`), chapter(index))
  }
}

/** A small generator of numbers that repeats (Lehmer, modulus 2^31 - 1). */
function numbers(seed: number): (below: number) => number {
  let state = (seed * 48271 + 11) % 2147483647 || 1
  return below => {
    state = (state * 48271) % 2147483647
    return state % below
  }
}

const syllables = 'ba co di fe gu ha ki lo mu na pe ri so ta ve wi za bro cle dra'.split(' ')

/** One of about 4,000 made-up words, the first ones far more often, as in any language. */
function word(next: (below: number) => number): string {
  const rank = Math.floor(4000 ** (next(10_000) / 10_000))
  const parts = rank < 20 ? 1 : rank < 400 ? 2 : 3
  let left = rank
  let text = ''
  for (let part = 0; part < parts; part += 1) {
    text += syllables[left % syllables.length]
    left = Math.floor(left / syllables.length)
  }
  return text
}

function chapter(index: number): string {
  const next = numbers(index + 1)
  const sentence = () => {
    const text = Array.from({ length: 9 + next(6) }, () => word(next))
    const [first = '', ...rest] = text
    return `${first.charAt(0).toUpperCase()}${first.slice(1)} ${rest.join(' ')}.`
  }
  const paragraph = () => Array.from({ length: 4 }, sentence).join(' ')
  const section = (title: string) =>
    `## ${title}\n\n${paragraph()}\n\n- ${sentence()}\n- ${sentence()}\n\n${paragraph()}\n`
  const rows = Array.from({ length: 5 }, (_, row) => `| ${row + 1} | ${sentence()} |`).join('\n')
  return (
    `---\ntitle: Leaflet ${index + 1}\nsummary: A synthetic leaflet.\npublished: 2026-01-01\n---\n\n` +
    ['Morning', 'Day', 'Evening', 'Night'].map(section).join('\n') +
    `\n## Table\n\n| Step | What to do |\n| --- | --- |\n${rows}\n`
  )
}

import type { ElementContent } from 'hast'
import type { Edition } from '../compose/edition.ts'
import type { Leaflet } from '../read/publication.ts'
import { h } from './html.ts'

/** Lines for notes: as many as there is room for, and never fewer than the least. */
export const noteLines = { most: 10, least: 4 } as const

/** Style rules that leave only the least number of lines for notes. */
export const fewLines = `.note-line:nth-child(n+${noteLines.least + 1}){display:none}`

/** Where a reader writes: the next appointment, notes. The rules are ornament, the words are text. */
export function toWrite({ publication, words }: Edition<Leaflet>): ElementContent[] {
  const line = (label: string) =>
    h('p', { className: ['fill-in'] }, h('span', {}, label), h('span', { className: ['rule'] }))
  return [
    ...(publication.appointment
      ? [
          h(
            'section',
            { className: ['to-write'] },
            h('h2', {}, words.appointment),
            ...(['when', 'where', 'with'] as const).map(each => line(words[`appointment-${each}`])),
          ),
        ]
      : []),
    ...(publication.notes
      ? [
          h(
            'section',
            { className: ['to-write'] },
            h('h2', {}, words['my-notes']),
            h(
              'div',
              { ariaHidden: 'true' },
              ...Array.from({ length: noteLines.most }, () =>
                h('div', { className: ['note-line'] }),
              ),
            ),
          ),
        ]
      : []),
  ]
}

import type { Entry } from '../overview.ts'
import type { Sight } from '../sight.ts'
import { byId, element, many, sentence } from './element.ts'
import { standingWords } from './list.ts'

/** What stands above the pages: which publication it is, how it stands, and what can be done. */
export interface Head {
  readonly show: (sight: Sight) => void
  /** Nothing is known yet but the entry in the list. */
  readonly clear: (entry: Entry | undefined) => void
  readonly turned: (page: number, of: number) => void
}

/**
 * Opens the head.
 *
 * @param formatted told which format is wanted.
 */
export function openHead(formatted: (format: string) => void): Head {
  const title = byId('title', HTMLElement)
  const badge = byId('standing', HTMLElement)
  const reasons = byId('reasons', HTMLDetailsElement)
  const formats = byId('format', HTMLSelectElement)
  const open = byId('open', HTMLAnchorElement)
  const pageNumber = byId('page-number', HTMLElement)
  formats.addEventListener('change', () => formatted(formats.value))
  return {
    show: sight => {
      const { shown, standing } = sight
      title.textContent = sight.title
      badge.hidden = false
      badge.className = `standing ${standing.replace(' ', '-')}`
      badge.textContent = standingWords[standing]
      reasons.hidden = sight.reasons.length === 0
      byId('reasons-count', HTMLElement).textContent =
        sight.reasons.length === 1 ? 'Why?' : `Why? ${many(sight.reasons.length, 'reason')}`
      byId('reasons-list', HTMLElement).replaceChildren(
        ...sight.reasons.map(reason => element('li', {}, ...sentence(reason))),
      )
      const names = sight.formats.join(' ')
      if (formats.dataset.of !== names) {
        formats.dataset.of = names
        formats.replaceChildren(
          ...sight.formats.map(format => element('option', { value: format }, named(format))),
        )
      }
      if (sight.format) formats.value = sight.format
      byId('format-box', HTMLElement).hidden = sight.formats.length < 2
      for (const id of ['zoom-box', 'page-number'])
        byId(id, HTMLElement).hidden = shown?.kind !== 'pages'
      open.hidden = shown === undefined
      if (!shown) return
      const { id, path } = shown
      const name = path.slice(path.lastIndexOf('/') + 1)
      open.href = `/files/${id}/${path.startsWith('proofs/') ? 'proof-' : ''}${encodeURIComponent(name)}`
      open.textContent = shown.kind === 'documents' ? 'Save EPUB' : 'Open PDF'
    },
    clear: entry => {
      title.textContent = entry?.title ?? ''
      badge.hidden = true
      reasons.hidden = true
      open.hidden = true
    },
    turned: (page, of) => {
      pageNumber.textContent = `Page ${page} of ${of}`
    },
  }
}

/** "A4", "Large print A4", "2-up letter". */
function named(format: string): string {
  const words = format.replaceAll('-', ' ').replace(/\ba(\d)\b/g, 'A$1')
  return words
    .replace(/^(\d) up/, '$1-up')
    .replace(/^tri fold/, 'Tri-fold')
    .replace(/^[a-z]/, letter => letter.toUpperCase())
}

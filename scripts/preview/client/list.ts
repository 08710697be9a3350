import type { Entry, Overview } from '../overview.ts'
import { byId, element, many } from './element.ts'

/** The list of publications. */
export interface List {
  readonly show: (overview: Overview) => void
  /** Marks the one that is shown. */
  readonly mark: (publication: string | undefined) => void
  /** The id of the publication so many places on from the one that is shown. */
  readonly from: (publication: string | undefined, steps: number) => string | undefined
}

/** How a standing is called. */
export const standingWords: Readonly<Record<Entry['standing'], string>> = {
  final: 'Final',
  proof: 'Proof',
  'not made': 'Not made',
  unknown: 'Not checked yet',
}
const kindWords: Readonly<Record<Entry['kind'], string>> = {
  leaflet: 'Leaflets',
  book: 'Books',
  ebook: 'Ebooks',
}

/** Opens the list: a link for each publication, in groups, with a field to find one by. */
export function openList(): List {
  const groups = byId('groups', HTMLElement)
  const seek = byId('seek', HTMLInputElement)
  const none = byId('seek-none', HTMLElement)
  let ids: readonly string[] = []
  let marked: string | undefined
  const links = () => [...groups.querySelectorAll('a')]

  const sift = () => {
    const wanted = seek.value.trim().toLowerCase()
    for (const link of links()) {
      const item = link.closest('li')
      if (item) item.hidden = !link.textContent.toLowerCase().includes(wanted)
    }
    for (const group of groups.querySelectorAll('section')) {
      group.hidden = group.querySelector('li:not([hidden])') === null
    }
    none.hidden = links().length === 0 || groups.querySelector('section:not([hidden])') !== null
  }
  const mark = (publication: string | undefined) => {
    marked = publication
    for (const link of links()) {
      if (link.dataset.id === publication) link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
    }
  }
  seek.addEventListener('input', sift)
  groups.addEventListener('keydown', event => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const seen = links().filter(link => !link.closest('[hidden]'))
    const at = seen.indexOf(document.activeElement as HTMLAnchorElement)
    if (step === 0 || at < 0) return
    event.preventDefault()
    seen[at + step]?.focus()
  })
  return {
    show: ({ publications }) => {
      ids = publications.map(({ id }) => id)
      const focused = (document.activeElement as HTMLElement | null)?.dataset.id
      const sections = Object.entries(kindWords).flatMap(([kind, words]) => {
        const own = publications.filter(each => each.kind === kind)
        const heading = element('h2', { id: `kind-${kind}` }, words)
        const items = own.map(entry => element('li', {}, linkTo(entry)))
        return own.length > 0
          ? [
              element(
                'section',
                {},
                heading,
                element('ul', { 'aria-labelledby': heading.id }, ...items),
              ),
            ]
          : []
      })
      const { scrollTop } = groups
      groups.replaceChildren(...sections)
      groups.scrollTop = scrollTop
      mark(marked)
      sift()
      if (focused)
        links()
          .find(link => link.dataset.id === focused)
          ?.focus()
    },
    mark,
    from: (publication, steps) => ids[ids.indexOf(publication ?? '') + steps],
  }
}

function linkTo({ id, title, standing, errors, warnings }: Entry): HTMLAnchorElement {
  const counts = [
    ...(errors > 0 ? [many(errors, 'error')] : []),
    ...(warnings > 0 ? [many(warnings, 'warning')] : []),
  ].join(', ')
  return element(
    'a',
    { href: `#/${encodeURIComponent(id)}`, 'data-id': id },
    element('span', { class: 'name' }, title),
    ' ',
    element('span', { class: `standing ${standing.replace(' ', '-')}` }, standingWords[standing]),
    ...(counts ? [' ', element('span', { class: 'counts' }, counts)] : []),
  )
}

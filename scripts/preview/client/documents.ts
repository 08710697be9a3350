import type { Shown } from '../sight.ts'
import { byId, element } from './element.ts'

type Documents = Extract<Shown, { kind: 'documents' }>

/** The documents of an ebook, one at a time. */
export interface DocumentsView {
  /** Shows an ebook; where it is a new version of what is shown, the place in it is kept. */
  readonly show: (shown: Documents, title: string) => void
  readonly clear: () => void
}

/**
 * Opens the view of an ebook. Its frame runs nothing: the page around it may look in, to keep the
 * place and the keys.
 *
 * @param keys hears what is typed in the frame.
 * @param drawn told when the ebook is in sight.
 */
export function openDocuments(
  keys: (event: KeyboardEvent) => void,
  drawn: () => void,
): DocumentsView {
  const pane = byId('sheets', HTMLElement)
  const choice = byId('document', HTMLSelectElement)
  const box = byId('document-box', HTMLElement)
  let shown: Documents | undefined
  let frame: HTMLIFrameElement | undefined

  const nameIn = (inside: Document): string =>
    decodeURIComponent(inside.location.pathname.split('/').slice(3).join('/'))
  const load = (name: string, place?: number) => {
    if (!shown) return
    const { id } = shown
    const next = element('iframe', {
      class: 'document',
      // No scripts, no forms, no windows; the same origin, so that the place can be kept.
      sandbox: 'allow-same-origin',
      src: `/documents/${id}/${name.split('/').map(encodeURIComponent).join('/')}`,
      title: choice.selectedOptions[0]?.textContent ?? name,
    })
    const old = frame
    frame = next
    if (old) next.classList.add('coming')
    next.addEventListener('load', () => {
      const inside = next.contentDocument
      if (!inside || next !== frame) return
      old?.remove()
      next.classList.remove('coming')
      const met = nameIn(inside)
      if ([...choice.options].some(({ value }) => value === met)) choice.value = met
      if (place !== undefined) inside.scrollingElement?.scrollTo(0, place)
      place = undefined
      inside.addEventListener('keydown', keys)
      inside.addEventListener('click', event => {
        // What stands in the frame is of its own kind: `instanceof` does not know it.
        const link = (event.target as Element | null)?.closest('a')
        // Nothing leads out of the preview.
        if (link && link.origin !== location.origin) event.preventDefault()
      })
      pane.dataset.impression = id
      drawn()
    })
    pane.append(next)
  }
  choice.addEventListener('change', () => load(choice.value, 0))
  return {
    show: next => {
      if (shown?.id === next.id) return
      const before = choice.value
      const place = shown ? frame?.contentDocument?.scrollingElement?.scrollTop : 0
      shown = next
      choice.replaceChildren(
        ...next.documents.map(({ name, title }) => element('option', { value: name }, title)),
      )
      const same = next.documents.some(({ name }) => name === before)
      choice.value = same ? before : (next.documents[0]?.name ?? '')
      box.hidden = false
      load(choice.value, same ? place : 0)
    },
    clear: () => {
      shown = undefined
      frame = undefined
      box.hidden = true
      choice.replaceChildren()
    },
  }
}

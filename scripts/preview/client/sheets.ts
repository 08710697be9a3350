import type { Remark } from '../remarks.ts'
import type { Shown } from '../sheets.ts'
import { byId, element } from './element.ts'
import { markers } from './markers.ts'

type Pages = Extract<Shown, { kind: 'pages' }>

/** The pages of a file, one below the other. */
export interface SheetsView {
  /** Shows a file; where it is a new version of what is shown, every page keeps its place. */
  readonly show: (shown: Pages, title: string) => void
  readonly clear: () => void
  readonly remark: (remarks: readonly Remark[]) => void
  /** Brings the words of a remark into sight, and marks them. */
  readonly reveal: (remark: Remark | undefined) => void
  readonly zoom: (zoom: Zoom) => void
}

/** How large a page is: as wide as there is room, as high as there is room, or so many times its size. */
export type Zoom = 'width' | 'page' | number

interface View {
  readonly figure: HTMLElement
  readonly frame: HTMLElement
  size: Pages['pages'][number]
  /** The address of the picture that it shows. */
  source: string
}

/** CSS pixels in a point. */
const pixels = 96 / 72
/** Room beside a page for the marks of findings, and around it. */
const beside = 120

/**
 * Opens the view of the pages.
 *
 * @param chosen told which remark was chosen by its mark beside the page.
 * @param turned told the number of the page in sight, from 1.
 */
export function openSheets(
  chosen: (remark: Remark) => void,
  turned: (page: number, of: number) => void,
): SheetsView {
  const pane = byId('sheets', HTMLElement)
  let views: View[] = []
  let shown: Pages | undefined
  let title = ''
  let zoom: Zoom = 'width'
  let remarks: readonly Remark[] = []
  let revealed: Remark | undefined

  const widthOf = ({ width, height }: View['size']): number => {
    const most = pane.clientWidth - beside
    if (zoom === 'width') return Math.max(200, Math.min(most, 1000))
    if (zoom === 'page')
      return Math.max(150, Math.min(most, (pane.clientHeight - 56) * (width / height)))
    return width * pixels * zoom
  }
  const isNear = ({ figure }: View, reach: number): boolean => {
    const { top, bottom } = figure.getBoundingClientRect()
    const room = pane.getBoundingClientRect()
    return bottom > room.top - reach && top < room.bottom + reach
  }
  const load = async (view: View, number: number): Promise<void> => {
    if (!shown) return
    const wide = Math.ceil((widthOf(view.size) * devicePixelRatio) / 20) * 20
    const source = `/pages/${shown.id}/${number}?width=${Math.min(wide, 3000)}`
    if (view.source === source) return
    view.source = source
    const image = element('img', { src: source, alt: `Page ${number + 1} of ${title}` })
    try {
      await image.decode()
    } catch {
      if (view.source === source) view.source = ''
      return
    }
    // Meanwhile a newer one may be wanted.
    if (view.source === source) view.frame.querySelector('img')?.replaceWith(image)
  }
  const loadNear = async (): Promise<void> => {
    const { id } = shown ?? {}
    const seen = [...views.entries()].filter(([, view]) => isNear(view, 0))
    await Promise.all(seen.map(([number, view]) => load(view, number)))
    if (id && shown?.id === id) pane.dataset.impression = id
    const near = [...views.entries()].filter(([, view]) => isNear(view, pane.clientHeight))
    await Promise.all(near.map(([number, view]) => load(view, number)))
  }
  const tellPage = () => {
    const middle = pane.getBoundingClientRect().top + pane.clientHeight / 3
    const past = views.findLastIndex(({ figure }) => figure.getBoundingClientRect().top <= middle)
    if (views.length > 0) turned(Math.max(0, past) + 1, views.length)
  }
  const measure = () => {
    for (const { frame, size } of views) {
      frame.style.width = `${widthOf(size)}px`
      frame.style.aspectRatio = `${size.width} / ${size.height}`
    }
  }
  /** Sets all pages anew; the spot that was on top stays there. */
  const settle = () => {
    const top = pane.getBoundingClientRect().top
    const number = Math.max(
      0,
      views.findIndex(({ frame }) => frame.getBoundingClientRect().bottom > top),
    )
    const before = views[number]?.frame.getBoundingClientRect()
    const part = before ? (top - before.top) / before.height : 0
    measure()
    const after = views[number]?.frame.getBoundingClientRect()
    if (after && part > 0) pane.scrollTop += after.top + part * after.height - top
    void loadNear()
  }
  const make = (number: number, size: View['size']): View => {
    const words = element('p', { class: 'words' })
    const details = element('details', {}, element('summary', {}, 'Words of this page'), words)
    details.addEventListener('toggle', async () => {
      if (details.open && shown) {
        words.textContent = await (await fetch(`/words/${shown.id}/${number}`)).text()
      }
    })
    const frame = element('div', { class: 'frame' }, element('img', { alt: '' }))
    const caption = element('figcaption', {}, element('span', {}, `Page ${number + 1}`), details)
    return { figure: element('figure', {}, frame, caption), frame, size, source: '' }
  }
  const mark = () => {
    for (const [number, { frame }] of views.entries()) {
      const own = remarks.filter(({ at }) => at?.page === number)
      const focused = frame.contains(document.activeElement)
        ? (document.activeElement as HTMLElement).dataset.key
        : undefined
      for (const old of frame.querySelectorAll('.mark, .marker')) old.remove()
      frame.append(...markers(own, revealed, chosen))
      if (focused) {
        const again = [...frame.querySelectorAll<HTMLElement>('.marker')]
        again.find(({ dataset }) => dataset.key === focused)?.focus()
      }
    }
  }

  let waiting = 0
  pane.addEventListener('scroll', () => {
    cancelAnimationFrame(waiting)
    waiting = requestAnimationFrame(() => {
      tellPage()
      void loadNear()
    })
  })
  new ResizeObserver(settle).observe(pane)
  return {
    show: (next, name) => {
      const fresh = shown?.id !== next.id
      shown = next
      title = name
      if (!fresh && views.length > 0) return
      next.pages.forEach((size, number) => {
        const known = views[number]
        if (known) known.size = size
        else {
          const view = make(number, size)
          views.push(view)
          pane.append(view.figure)
        }
      })
      for (const { figure } of views.slice(next.pages.length)) figure.remove()
      views = views.slice(0, next.pages.length)
      settle()
      tellPage()
      mark()
      for (const { figure } of views) {
        const details = figure.querySelector('details')
        if (details?.open) details.dispatchEvent(new Event('toggle'))
      }
    },
    clear: () => {
      shown = undefined
      views = []
      remarks = []
      revealed = undefined
      delete pane.dataset.impression
      pane.replaceChildren()
      pane.scrollTop = 0
    },
    remark: next => {
      remarks = next
      mark()
    },
    reveal: remark => {
      revealed = remark
      mark()
      const frame = remark?.at && views[remark.at.page]?.frame
      if (!frame || !remark?.at) return
      const { top, height } = frame.getBoundingClientRect()
      const room = pane.getBoundingClientRect()
      const spot = top + remark.at.top * height
      if (spot < room.top + 40 || spot > room.bottom - 60) {
        pane.scrollTop += spot - room.top - room.height / 3
      }
    },
    zoom: next => {
      zoom = next
      settle()
      tellPage()
    },
  }
}

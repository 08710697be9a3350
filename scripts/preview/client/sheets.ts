import type { Remark } from '../remarks.ts'
import { byId } from './element.ts'
import { markers } from './markers.ts'
import { openPageView, type Pages, type PageView } from './page-view.ts'

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

/** Who hears of the pages. */
export interface SheetsListener {
  /** Which remark was chosen by its mark beside the page. */
  readonly chosen: (remark: Remark) => void
  /** The number of the page in sight, from 1. */
  readonly turned: (page: number, of: number) => void
  /** All that is in sight is drawn. */
  readonly drawn: () => void
}

/** CSS pixels in a point. */
const pixels = 96 / 72
/** The widest picture that the press draws. */
const widest = 3000

/** Opens the view of the pages. */
export function openSheets({ chosen, turned, drawn }: SheetsListener): SheetsView {
  const pane = byId('sheets', HTMLElement)
  let views: PageView[] = []
  let shown: Pages | undefined
  let zoom: Zoom = 'width'
  let remarks: readonly Remark[] = []
  let revealed: Remark | undefined

  /** Room beside a page for the marks of findings, and around it. */
  const beside = () => (pane.clientWidth < 600 ? 64 : 120)
  const widthOf = (view: PageView): number => {
    const { width, height } = view.size()
    const most = pane.clientWidth - beside()
    if (zoom === 'width') return Math.max(200, Math.min(most, 1000))
    if (zoom === 'page')
      return Math.max(150, Math.min(most, (pane.clientHeight - 56) * (width / height)))
    return width * pixels * zoom
  }
  const near = (reach: number): PageView[] => {
    const room = pane.getBoundingClientRect()
    return views.filter(({ figure }) => {
      const { top, bottom } = figure.getBoundingClientRect()
      return bottom > room.top - reach && top < room.bottom + reach
    })
  }
  const draw = (view: PageView, isNear: boolean): Promise<void> => {
    // A few pixels more or less are no reason to draw it again.
    const wide = Math.ceil((widthOf(view) * devicePixelRatio) / 20) * 20
    return view.draw(Math.min(wide, widest), isNear)
  }
  const drawAll = async (): Promise<void> => {
    const { id } = shown ?? {}
    await Promise.all(near(0).map(view => draw(view, false)))
    if (!id || shown?.id !== id) return
    pane.dataset.impression = id
    drawn()
    const wanted = new Set(near(pane.clientHeight))
    const kept = new Set(near(4 * pane.clientHeight))
    for (const view of views) if (!kept.has(view)) view.forget()
    await Promise.all([...wanted].map(view => draw(view, true)))
  }
  const tellPage = () => {
    const middle = pane.getBoundingClientRect().top + pane.clientHeight / 3
    const past = views.findLastIndex(({ figure }) => figure.getBoundingClientRect().top <= middle)
    if (views.length > 0) turned(Math.max(0, past) + 1, views.length)
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
    for (const view of views) view.resize(widthOf(view))
    const after = views[number]?.frame.getBoundingClientRect()
    if (after && part > 0) pane.scrollTop += after.top + part * after.height - top
    void drawAll()
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
      void drawAll()
    })
  })
  new ResizeObserver(settle).observe(pane)
  return {
    show: (next, title) => {
      const fresh = shown?.id !== next.id
      shown = next
      for (const { figure } of views.slice(next.pages.length)) figure.remove()
      views = next.pages.map((_, number) => {
        const view = views[number] ?? openPageView(number)
        view.turn(next, title)
        return view
      })
      for (const { figure } of views) if (figure.parentElement !== pane) pane.append(figure)
      if (!fresh && pane.dataset.impression === next.id) return
      settle()
      const seen = new Set(near(0))
      // Nobody is to scroll to a page of the version before.
      for (const view of views) if (view.isBehind() && !seen.has(view)) view.forget()
      tellPage()
      mark()
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

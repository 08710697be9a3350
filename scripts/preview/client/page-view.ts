import type { Shown } from '../sight.ts'
import { element } from './element.ts'
import { unpack } from './unpack.ts'

export type Pages = Extract<Shown, { kind: 'pages' }>
type Size = Pages['pages'][number]

/** One page of a file. */
export interface PageView {
  readonly figure: HTMLElement
  readonly frame: HTMLElement
  /** Says of which file it is now; what it shows is behind until that is drawn. */
  readonly turn: (shown: Pages, title: string) => void
  readonly size: () => Size
  readonly resize: (width: number) => void
  /**
   * Draws the page so many pixels wide, where that is not what it shows.
   *
   * @param near whether it is only near what is looked at.
   */
  readonly draw: (width: number, near: boolean) => Promise<void>
  /** Forgets the picture: a long book has more pages than there is memory. */
  readonly forget: () => void
  /** Whether it shows another file than it should. */
  readonly isBehind: () => boolean
}

/** Opens the view of one page, by its number from 0. */
export function openPageView(number: number): PageView {
  const canvas = element('canvas', { role: 'img', width: '0', height: '0' })
  // It is painted by the processor alone, and never read.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
  const words = element('p', { class: 'words' })
  const details = element('details', {}, element('summary', {}, 'Words of this page'), words)
  const frame = element('div', { class: 'frame' }, canvas)
  const caption = element('figcaption', {}, element('span', {}, `Page ${number + 1}`), details)
  let shown: Pages | undefined
  let size: Size = { width: 1, height: 1 }
  /** The address of the picture that is drawn, or that is coming. */
  let source = ''
  /** The file whose picture is drawn. */
  let drawn: string | undefined
  let coming: AbortController | undefined
  let image: ImageData | undefined
  let drawing = Promise.resolve()

  const tellWords = async () => {
    if (!details.open || !shown) return
    const { id } = shown
    const text = await (await fetch(`/words/${id}/${number}`)).text()
    if (shown.id === id) words.textContent = text
  }
  details.addEventListener('toggle', tellWords)
  const paint = (packed: ArrayBuffer, width: number, height: number) => {
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width
      canvas.height = height
      // The next picture is mostly as large, and takes the room of this one.
      image = undefined
    }
    image ??= new ImageData(width, height)
    unpack(packed, image.data)
    context?.putImageData(image, 0, 0)
  }
  const fetched = async (
    wanted: string,
    id: string,
    width: number,
    near: boolean,
    signal: AbortSignal,
  ) => {
    try {
      const answer = await fetch(near ? `${wanted}&near` : wanted, { signal })
      if (!answer.ok) throw new Error('There is no such page any more.')
      const packed = await answer.arrayBuffer()
      if (source !== wanted) return
      paint(packed, width, Math.round((width * size.height) / size.width))
      drawn = id
      canvas.dataset.source = wanted
      frame.classList.remove('behind')
    } catch {
      // A newer one is wanted meanwhile, or the press has been stopped.
      if (source === wanted) source = ''
    }
  }
  const forget = () => {
    if (source === '' && canvas.width === 0) return
    coming?.abort()
    source = ''
    drawn = undefined
    image = undefined
    delete canvas.dataset.source
    canvas.width = 0
    canvas.height = 0
    frame.classList.remove('behind')
  }
  return {
    figure: element('figure', {}, frame, caption),
    frame,
    turn: (next, title) => {
      shown = next
      size = next.pages[number] ?? size
      canvas.setAttribute('aria-label', `Page ${number + 1} of ${title}`)
      frame.classList.toggle('behind', drawn !== undefined && drawn !== next.id)
      void tellWords()
    },
    size: () => size,
    resize: width => {
      frame.style.width = `${width}px`
      frame.style.aspectRatio = `${size.width} / ${size.height}`
    },
    draw: (width, near) => {
      const wanted = shown ? `/pages/${shown.id}/${number}?width=${width}` : ''
      if (source === wanted || !shown) return drawing
      source = wanted
      coming?.abort()
      coming = new AbortController()
      drawing = fetched(wanted, shown.id, width, near, coming.signal)
      return drawing
    },
    forget,
    isBehind: () => drawn !== undefined && drawn !== shown?.id,
  }
}

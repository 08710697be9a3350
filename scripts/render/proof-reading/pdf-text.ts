import {
  type Dict,
  isDict,
  isRef,
  isStream,
  isText,
  type Ref,
  textOf,
  type Value,
} from '../pdf/object.ts'
import { openPdf, type Pdf, unpacked } from '../pdf/pdf.ts'
import {
  type Box,
  breaks,
  contentText,
  type Font,
  type Form,
  type Marked,
  type Matrix,
  markOf,
  type PageText,
  type Resources,
} from './content-text.ts'
import { edge } from './passage.ts'
import { type ToUnicode, toUnicode } from './to-unicode.ts'

/** A PDF as its tags give it to a reader, and what stands on its pages beside. */
export interface PdfText {
  /**
   * All that is tagged, in the order of the tags; blocks and lines apart by line breaks, pieces of
   * one line that are tagged apart by {@link edge}.
   */
  readonly text: string
  /** The words in pictures that have a description, in whose place that is read. */
  readonly drawings: string
  /** For each page what is not part of the text: margins, watermark. */
  readonly furniture: readonly string[]
  /** Numbers and bullets of list items, which the page sets and the text does not hold. */
  readonly labels: readonly string[]
  /** The descriptions of pictures. */
  readonly descriptions: readonly string[]
  /** For each page the words of lines that begin beyond the edge of the paper. */
  readonly beyond: readonly string[]
}

/** Reads the text of a tagged PDF; throws where it has no structure to read by. */
export function pdfText(bytes: Uint8Array): PdfText {
  const pdf = openPdf(bytes)
  const fonts = fontsOf(pdf)
  const pages = pdf.pages()
  const texts = new Map<number, PageText>()
  pages.forEach(page => {
    texts.set(page.number, textOfPage(pdf, page, fonts))
  })
  const used = new Map<number, Set<number>>()
  const root = pdf.dict(pdf.dict(pdf.trailer.get('Root')).get('StructTreeRoot'))
  const reading: Reading = { pdf, texts, used, labels: [], drawings: [], descriptions: [] }
  const text = joined(inOrder(root.get('K'), undefined, reading))
  return {
    text,
    drawings: reading.drawings.join('\n'),
    labels: reading.labels,
    descriptions: reading.descriptions,
    furniture: pages.map(({ number }) => leftOver(texts.get(number), used.get(number))),
    beyond: pages.map(({ number }) => texts.get(number)?.beyond ?? ''),
  }
}

/** All that stands on each page, tagged or not, in the order in which it is painted. */
export function pageTexts(bytes: Uint8Array): readonly string[] {
  const pdf = openPdf(bytes)
  const fonts = fontsOf(pdf)
  return pdf.pages().map(page => leftOver(textOfPage(pdf, page, fonts)))
}

/** What stands on a page and no tag points to. */
function leftOver(page: PageText | undefined, used: ReadonlySet<number> = new Set()): string {
  const untagged = [...(page?.marked ?? [])]
    .filter(([id]) => !used.has(id))
    .map(([, { text }]) => text)
  return [page?.unmarked ?? '', ...untagged].join('\n')
}

interface Reading {
  readonly pdf: Pdf
  readonly texts: ReadonlyMap<number, PageText>
  /** Ids that a tag points to, by page. */
  readonly used: Map<number, Set<number>>
  readonly labels: string[]
  readonly drawings: string[]
  readonly descriptions: string[]
}

/** A stretch of text and the page that it stands on; `block` stands for the edge of a block. */
type Stretch = 'block' | (Marked & { readonly page: number })

function joined(stretches: readonly Stretch[]): string {
  let text = ''
  let before: Stretch = 'block'
  for (const stretch of stretches) {
    if (stretch === 'block') text += '\n'
    else {
      const apart =
        before === 'block' || before.page !== stretch.page || breaks(before.to, stretch.from)
      text += (apart ? '\n' : edge) + stretch.text
    }
    before = stretch
  }
  return text
}

const inline = new Set(
  '/Span /NonStruct /Link /Em /Strong /Quote /Code /Reference /Note /Lbl /Ruby /RB /RT /RP /Sub /Annot'.split(
    ' ',
  ),
)

function inOrder(kid: Value | undefined, page: Ref | undefined, reading: Reading): Stretch[] {
  const { pdf } = reading
  if (typeof kid === 'number') return content(markOf(kid), page, reading)
  const value = pdf.get(kid)
  if (Array.isArray(value)) return value.flatMap(each => inOrder(each, page, reading))
  if (!isDict(value)) return []
  const type = value.get('Type')
  if (type === '/OBJR') return []
  const own = value.get('Pg')
  const here = isRef(own) ? own : page
  const id = value.get('MCID')
  if (type === '/MCR' || (typeof id === 'number' && !value.has('S'))) {
    const form = value.get('Stm')
    const mark = markOf(typeof id === 'number' ? id : 0, isRef(form) ? form.number : 0)
    return content(mark, here, reading)
  }
  return element(value, here, reading)
}

function element(value: Dict, page: Ref | undefined, reading: Reading): Stretch[] {
  const { pdf } = reading
  const role = String(value.get('S') ?? '')
  const inside = inOrder(value.get('K'), page, reading)
  if (role === '/Lbl') {
    reading.labels.push(joined(inside).trim())
    return []
  }
  const description = pdf.get(value.get('Alt'))
  if (role === '/Figure' && isText(description)) {
    reading.descriptions.push(textOf(description))
    reading.drawings.push(joined(inside))
    return []
  }
  if (inline.has(role)) return inside
  return ['block', ...(role === '/TH' ? once(inside) : inside), 'block']
}

/** The head of a table stands again on each page that the table goes on to. */
function once(stretches: readonly Stretch[]): readonly Stretch[] {
  const byPage = Map.groupBy(
    stretches.filter(stretch => stretch !== 'block'),
    ({ page }) => page,
  )
  if (byPage.size < 2) return stretches
  const said = [...byPage.values()].map(each => joined(each).replace(/\s+/g, ' '))
  const [first = []] = byPage.values()
  return said.every(text => text === said[0]) ? first : stretches
}

function content(id: number, page: Ref | undefined, { texts, used }: Reading): Stretch[] {
  if (!page) return []
  const ids = used.get(page.number) ?? new Set()
  ids.add(id)
  used.set(page.number, ids)
  const marked = texts.get(page.number)?.marked.get(id)
  return marked ? [{ ...marked, page: page.number }] : []
}

function textOfPage(pdf: Pdf, page: Ref, fonts: (value: Value | undefined) => Font | undefined) {
  const dict = pdf.dict(page)
  const content = pdf
    .list(dict.get('Contents'))
    .map(each => pdf.get(each))
    .filter(isStream)
    .map(stream => unpacked(stream).toString('latin1'))
    .join('\n')
  const box = pdf.list(inherited(pdf, dict, 'MediaBox')).filter(each => typeof each === 'number')
  const resources = resourcesOf(pdf, inherited(pdf, dict, 'Resources'), fonts)
  return contentText(content, resources, box as unknown as Box)
}

function inherited(pdf: Pdf, page: Dict, key: string): Value | undefined {
  let node = page
  for (let depth = 0; depth < 32; depth += 1) {
    const value = node.get(key)
    if (value !== undefined || !node.has('Parent')) return value
    node = pdf.dict(node.get('Parent'))
  }
  return undefined
}

function resourcesOf(
  pdf: Pdf,
  value: Value | undefined,
  fonts: (value: Value | undefined) => Font | undefined,
): Resources {
  const own = pdf.dict(value)
  const names = pdf.dict(own.get('Font'))
  const objects = pdf.dict(own.get('XObject'))
  return {
    font: name => fonts(names.get(name)),
    form: (name): Form | undefined => {
      const object = objects.get(name)
      const stream = pdf.get(object)
      if (!isStream(stream) || stream.dict.get('Subtype') !== '/Form') return undefined
      const matrix = pdf.list(stream.dict.get('Matrix'))
      return {
        number: isRef(object) ? object.number : 0,
        content: unpacked(stream).toString('latin1'),
        matrix: (matrix.length === 6 ? matrix : [1, 0, 0, 1, 0, 0]) as unknown as Matrix,
        resources: resourcesOf(pdf, stream.dict.get('Resources') ?? value, fonts),
      }
    },
  }
}

/** Fonts by the objects that hold them, each read once. */
function fontsOf(pdf: Pdf): (value: Value | undefined) => Font | undefined {
  const known = new Map<number, Font>()
  return value => {
    const number = isRef(value) ? value.number : -1
    const before = known.get(number)
    if (before) return before
    const dict = pdf.dict(value)
    const map = pdf.get(dict.get('ToUnicode'))
    const letters: ToUnicode = isStream(map)
      ? toUnicode(unpacked(map).toString('latin1'))
      : new Map()
    const font: Font = { letters, bytes: dict.get('Subtype') === '/Type0' ? 2 : 1 }
    if (number >= 0) known.set(number, font)
    return font
  }
}

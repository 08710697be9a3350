import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium'

/** The pages of one PDF, as a viewer shows them. Whoever opens one closes it. */
export interface PageImages {
  /** In points, 1/72 inch. */
  readonly sizes: readonly { readonly width: number; readonly height: number }[]
  /**
   * Draws a page so many pixels wide, and gives what `take` makes of it: rows of red, green, blue
   * and nothing, which are gone afterwards.
   */
  readonly picture: <T>(page: number, width: number, take: (pixels: Uint8Array) => T) => T
  readonly words: (page: number) => PageWords
  readonly close: () => void
}

/** What stands on a page, character by character, in the order in which it was set. */
export interface PageWords {
  readonly characters: readonly string[]
  /** Where each of them stands, in parts of the page's width and height from its top left corner. */
  readonly boxes: readonly Box[]
}

/** A stretch of a page; each side from 0 to 1. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

let opened: Promise<WrappedPdfiumModule> | undefined

/** Opens a PDF with PDFium, the engine by which Chromium itself shows and prints one. */
export async function openPageImages(pdf: Uint8Array): Promise<PageImages> {
  opened ??= init({}).then(module => {
    module.PDFiumExt_Init()
    return module
  })
  const pdfium = await opened
  const { malloc, free } = pdfium.pdfium.wasmExports
  const file = malloc(pdf.byteLength)
  memory(pdfium).set(pdf, file)
  const document = pdfium.FPDF_LoadMemDocument(file, pdf.byteLength, '')
  if (!document) {
    free(file)
    throw new Error(`The PDF cannot be opened (PDFium's error ${pdfium.FPDF_GetLastError()}).`)
  }
  const onPage = <T>(number: number, look: (page: number) => T): T => {
    const page = pdfium.FPDF_LoadPage(document, number)
    if (!page) throw new RangeError(`There is no page ${number + 1}.`)
    try {
      return look(page)
    } finally {
      pdfium.FPDF_ClosePage(page)
    }
  }
  const sizes = Array.from({ length: pdfium.FPDF_GetPageCount(document) }, (_, number) => {
    const [width = 0, height = 0] = filled(pdfium, Float32Array, 2, room =>
      pdfium.FPDF_GetPageSizeByIndexF(document, number, room),
    )
    return { width, height }
  })
  return {
    sizes,
    picture: (number, width, take) =>
      onPage(number, page => {
        const { width: across, height: down } = sizes[number]!
        return picture(pdfium, page, width, Math.round((width * down) / across), take)
      }),
    words: number => onPage(number, page => words(pdfium, page, sizes[number]!)),
    close: () => {
      pdfium.FPDF_CloseDocument(document)
      free(file)
    },
  }
}

const white = 0xffffffff
/** Links and fields are drawn as well; red comes first. */
const flags = 0x01 | 0x10

function picture<T>(
  pdfium: WrappedPdfiumModule,
  page: number,
  width: number,
  height: number,
  take: (pixels: Uint8Array) => T,
): T {
  const bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
  if (!bitmap) throw new RangeError(`No room for a picture of ${width} × ${height} pixels.`)
  try {
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
    const from = pdfium.FPDFBitmap_GetBuffer(bitmap)
    return take(memory(pdfium).subarray(from, from + width * height * 4))
  } finally {
    pdfium.FPDFBitmap_Destroy(bitmap)
  }
}

function words(
  pdfium: WrappedPdfiumModule,
  page: number,
  { width, height }: PageImages['sizes'][number],
): PageWords {
  const text = pdfium.FPDFText_LoadPage(page)
  try {
    const indices = Array.from({ length: pdfium.FPDFText_CountChars(text) }, (_, index) => index)
    return {
      characters: indices.map(index =>
        String.fromCodePoint(pdfium.FPDFText_GetUnicode(text, index)),
      ),
      boxes: indices.map(index => {
        const [left = 0, right = 0, bottom = 0, top = 0] = filled(pdfium, Float64Array, 4, room =>
          pdfium.FPDFText_GetCharBox(text, index, room, room + 8, room + 16, room + 24),
        )
        return {
          left: left / width,
          top: 1 - top / height,
          right: right / width,
          bottom: 1 - bottom / height,
        }
      }),
    }
  } finally {
    pdfium.FPDFText_ClosePage(text)
  }
}

/** PDFium's memory as it is now; where it grows, it moves. Its types leave it out. */
function memory({ pdfium }: WrappedPdfiumModule): Uint8Array {
  return (pdfium as unknown as { readonly HEAPU8: Uint8Array }).HEAPU8
}

/** Numbers that PDFium writes where it is told to. */
function filled<T extends Float32Array | Float64Array>(
  pdfium: WrappedPdfiumModule,
  Kind: { new (buffer: ArrayBufferLike): T; readonly BYTES_PER_ELEMENT: number },
  count: number,
  fill: (room: number) => void,
): T {
  const { malloc, free } = pdfium.pdfium.wasmExports
  const size = count * Kind.BYTES_PER_ELEMENT
  const room = malloc(size)
  try {
    fill(room)
    return new Kind(memory(pdfium).slice(room, room + size).buffer)
  } finally {
    free(room)
  }
}

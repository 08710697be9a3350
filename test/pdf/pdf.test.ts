import { PDFDocument, PDFName, PDFString, StandardFonts } from '@cantoo/pdf-lib'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { operations } from '../../scripts/render/pdf/content.ts'
import { isKeyword, lexer, PdfSyntaxError } from '../../scripts/render/pdf/lexer.ts'
import {
  type Dict,
  dict,
  isStream,
  isText,
  nameOf,
  text,
  textOf,
  type Value,
} from '../../scripts/render/pdf/object.ts'
import { openPdf, packed, unpacked } from '../../scripts/render/pdf/pdf.ts'
import { written } from '../../scripts/render/pdf/write.ts'

function read(source: string): Value {
  const met = lexer(source).next()
  if (met === undefined || isKeyword(met)) throw new Error(`no value in ${source}`)
  return met
}

const t = (bytes: string): Value => ({ kind: 'text', bytes })

describe('PDF syntax', () => {
  const cases: readonly (readonly [string, Value])[] = [
    ['true', true],
    ['null', null],
    ['-.5', -0.5],
    ['+17', 17],
    ['62.25', 62.25],
    ['/Name#20with#20space', '/Name#20with#20space'],
    ['% a comment\n/Name', '/Name'],
    ['12 0 R', { kind: 'ref', number: 12 }],
    ['[1 0 2 0 R 3]', [1, 0, { kind: 'ref', number: 2 }, 3]],
    ['(a (nested) string)', t('a (nested) string')],
    ['(\\(\\101\\\\\\\n\\n\\7)', t('(A\\\n\x07')],
    ['<48 65 6c6C6F>', t('Hello')],
    ['<4>', t('@')],
    ['<<>>', new Map()],
    ['<</A<</B[/C(d)]>>/E 1>>', dict({ A: dict({ B: ['/C', t('d')] }), E: 1 })],
  ]
  test.each(cases)('%s', (source, value) => {
    expect(read(source)).toEqual(value)
    expect(read(written(value))).toEqual(value)
  })

  test.each(['<</A>>', '<<1 2>>', '(open', '<41', '[1 2', '<</A 1', '[1 endobj]'])(
    '%j is an error and no endless loop',
    source => {
      expect(() => read(source)).toThrow(PdfSyntaxError)
    },
  )

  it('reads back whatever it writes', () => {
    const { value } = fc.letrec<{ value: Value }>(tie => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, true, false),
        fc.integer(),
        fc.integer({ min: -1e6, max: 1e6 }).map(number => number / 1e4),
        fc.stringMatching(/^\/[A-Za-z0-9_.~-]{1,8}$/).map(name => name as `/${string}`),
        fc.nat(9999).map(number => ({ kind: 'ref' as const, number })),
        fc
          .array(fc.nat(255))
          .map(codes => ({ kind: 'text' as const, bytes: String.fromCharCode(...codes) })),
        fc.array(tie('value')),
        fc.dictionary(fc.stringMatching(/^[A-Za-z]{1,6}$/), tie('value')).map(dict),
      ),
    }))
    fc.assert(
      fc.property(value, met => {
        expect(read(written(met))).toEqual(met)
      }),
    )
  })

  it('has strings that say any words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), words => {
        expect(textOf(text(words))).toBe(words)
      }),
    )
    expect(textOf({ kind: 'text', bytes: '\xef\xbb\xbf\xc3\xa9' })).toBe('é')
    expect(nameOf('/a#20b#C3#A9')).toBe('a bé')
  })

  it('writes no exponents', () => {
    expect(written(1e-7)).toBe('0.0000001')
    expect(written([1e-12, 62.25])).toBe('[0 62.25]')
  })
})

describe('content', () => {
  it('comes apart into operations with their places', () => {
    const content = '/P <</MCID 0 >>BDC\nBT\n/F4 12 Tf\n<002B> Tj\nET\nEMC\n% note\n1 0 0 1 5 6 cm'
    const met = [...operations(content)]
    expect(met.map(({ operator }) => operator)).toEqual('BDC BT Tf Tj ET EMC cm'.split(' '))
    expect(met[0]?.operands).toEqual(['/P', dict({ MCID: 0 })])
    expect(met[3]?.operands).toEqual([t('\0+')])
    expect(content.slice(met[2]?.start, met[2]?.end).trim()).toBe('/F4 12 Tf')
  })

  it('never takes the bytes of an inline image for operations', () => {
    const met = [...operations('q BI /W 1 /H 1 ID \x00 Q (EI) \nEI Q')]
    expect(met.map(({ operator }) => operator)).toEqual(['q', 'BI', 'Q'])
  })
})

async function sample(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.setTitle('Größe (1)')
  const font = await document.embedFont(StandardFonts.Helvetica)
  for (const words of ['One', 'Two']) document.addPage([200, 300]).drawText(words, { font, y: 50 })
  return document.save({ useObjectStreams: false })
}

describe('a PDF', () => {
  it('is read: title, pages, content', async () => {
    const pdf = openPdf(await sample())
    const title = pdf.dict(pdf.trailer.get('Info')).get('Title')
    expect(isText(title) && textOf(title)).toBe('Größe (1)')
    const contents = pdf.pages().map(page => {
      const [stream] = pdf.list(pdf.dict(page).get('Contents'))
      const met = pdf.get(stream)
      return isStream(met) ? unpacked(met).toString('latin1') : ''
    })
    const [only] = pdf.pages()
    expect(pdf.list(only)).toEqual([only])
    expect(contents.map(content => /<(\w+)> Tj/.exec(content)?.[1])).toEqual(['4F6E65', '54776F'])
  })

  it('is saved with what was changed, added and taken out, and all else as it stood', async () => {
    const pdf = openPdf(await sample())
    const [first, second] = pdf.pages()
    const info: Dict = pdf.dict(pdf.trailer.get('Info'))
    info.set('Title', text('Ŵ \\ ) ('))
    info.set('Note', pdf.add(text('new')))
    const page = pdf.dict(first)
    pdf.set(second!, packed(Buffer.from('all'), dict({ Mine: '/Yes' })))
    page.set('Other', second!)
    pdf.dict(page.get('Parent')).set('Kids', [first!]).set('Count', 1)
    const orphan = pdf.add(1)
    pdf.remove(orphan)
    const saved = pdf.save('1.7')

    expect(Buffer.from(saved).toString('latin1', 0, 9)).toBe('%PDF-1.7\n')
    const seen = await PDFDocument.load(saved, { updateMetadata: false })
    expect(seen.getTitle()).toBe('Ŵ \\ ) (')
    expect(seen.getPageCount()).toBe(1)
    const properties = seen.context.lookup(seen.context.trailerInfo.Info) as never as {
      lookup(name: PDFName): unknown
    }
    expect(properties.lookup(PDFName.of('Note'))).toEqual(PDFString.of('new'))
    const again = openPdf(saved)
    expect(again.get(orphan)).toBeNull()
    const met = again.get(again.dict(again.pages()[0]).get('Other'))
    expect(isStream(met) && [unpacked(met).toString(), met.dict.get('Mine')]).toEqual([
      'all',
      '/Yes',
    ])
    expect(again.save('1.7')).toEqual(saved)
  })

  it('is refused with a reason where its objects are packed, or it was changed before', async () => {
    const document = await PDFDocument.load(await sample())
    const file = await document.save({ useObjectStreams: true })
    expect(() => openPdf(file)).toThrow('no plain table of objects')
    expect(() => openPdf(Buffer.from('%PDF-1.4\nnothing'))).toThrow(PdfSyntaxError)
  })
})

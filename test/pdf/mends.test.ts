import { describe, expect, it } from 'vitest'
import { withArtifacts } from '../../scripts/render/pdf/artifacts.ts'
import { survey } from '../../scripts/render/pdf/marks.ts'
import { contents } from '../../scripts/render/pdf/mends/contents.ts'
import { withoutDecoration } from '../../scripts/render/pdf/mends/decoration.ts'
import { figures } from '../../scripts/render/pdf/mends/figures.ts'
import { headings } from '../../scripts/render/pdf/mends/headings.ts'
import { linksOf, notes } from '../../scripts/render/pdf/mends/links.ts'
import { lists } from '../../scripts/render/pdf/mends/lists.ts'
import { paragraphs } from '../../scripts/render/pdf/mends/paragraphs.ts'
import { roles } from '../../scripts/render/pdf/mends/roles.ts'
import { tables } from '../../scripts/render/pdf/mends/tables.ts'
import { dict, type Value } from '../../scripts/render/pdf/object.ts'
import type { Kid, Tag } from '../../scripts/render/pdf/structure.ts'

/** `tag('P', 1, 2)`: an element; a number is a mark, `@7` the area of annotation 7. */
function tag(type: string, ...kids: readonly (Tag | number | `@${number}`)[]): Tag {
  return {
    kind: 'tag',
    type,
    kids: kids.map((kid): Kid => {
      if (typeof kid === 'number') return { kind: 'mark', page: 1, id: kid }
      if (typeof kid === 'string') return { kind: 'area', annotation: Number(kid.slice(1)) }
      return kid
    }),
  }
}

function cell(type: string, mark: number, entries: Readonly<Record<string, Value>> = {}): Tag {
  return {
    ...tag(type, mark),
    attributes: new Map([['/Table', dict({ O: '/Table', ...entries })]]),
  }
}

/** A tree in short: `Document(P(1 Span(2)))`. */
function short(kid: Kid): string {
  if (kid.kind === 'mark') return String(kid.id)
  if (kid.kind === 'area') return `@${kid.annotation}`
  const kids = kid.kids.map(short).join(' ')
  return kids ? `${kid.type}(${kids})` : kid.type
}

const text = (mark: number) => tag('NonStruct', mark)

describe('paragraphs', () => {
  it.each([
    ['Document(P(1))', tag('Document', tag('NonStruct', text(1)))],
    ['Document(P(1))', tag('Document', tag('P', text(1)))],
    ['Document(Div(H1(1) P(2)))', tag('Document', tag('NonStruct', tag('H1', text(1)), text(2)))],
    [
      'Document(Div(P(1 Strong(2) 3) L(LI(LBody(4)))))',
      tag(
        'Document',
        tag(
          'NonStruct',
          text(1),
          tag('Strong', text(2)),
          text(3),
          tag('L', tag('LI', tag('LBody', text(4)))),
        ),
      ),
    ],
    ['Document(P(1 2 3))', tag('Document', tag('P', text(1), tag('NonStruct', text(2)), text(3)))],
    ['Document(Div(Figure(1)))', tag('Document', tag('Div', tag('Figure', 1)))],
  ])('%s', (expected, before) => {
    expect(short(paragraphs(before))).toBe(expected)
  })

  it('keep a language as a span', () => {
    const before = tag('Document', tag('P', text(1), { ...text(2), lang: 'fr' }))
    expect(short(paragraphs(before))).toBe('Document(P(1 Span(2)))')
  })
})

describe('lists', () => {
  it('have a label and a body in each item, nested ones too', () => {
    const inner = tag('L', tag('LI', tag('Lbl', 3), text(4)))
    const before = tag('Document', tag('L', tag('LI', tag('Lbl', 1), text(2), inner), text(5)))
    expect(short(lists(before))).toBe(
      'Document(L(LI(Lbl(1) LBody(NonStruct(2) L(LI(Lbl(3) LBody(NonStruct(4)))))) LI(LBody(NonStruct(5)))))',
    )
  })

  it('of links within the document are tables of contents, others are not', () => {
    const item = (...kids: Tag[]) => tag('LI', tag('LBody', ...kids))
    const link = tag('Link', 1, '@7')
    const nested = tag('L', item(link, tag('L', item(link))))
    expect(short(contents(tag('Document', nested), () => true))).toBe(
      'Document(TOC(TOCI(Reference(Link(1 @7)) TOC(TOCI(Reference(Link(1 @7)))))))',
    )
    const plain = tag('Document', tag('L', item(link), item(tag('P', 2))))
    expect(contents(plain, () => true)).toEqual(plain)
    expect(contents(tag('Document', nested), () => false)).toEqual(tag('Document', nested))
  })
})

describe('tables', () => {
  const head = (mark: number) => cell('TH', mark, { Scope: '/Column', RowSpan: 1, ColSpan: 1 })

  it('have a head and a body, and cells say no more than is needed', () => {
    const data = cell('TD', 2, { Headers: [], RowSpan: 1, ColSpan: 1 })
    const made = tables(tag('Document', tag('Table', tag('TR', head(1)), tag('TR', data))))
    expect(short(made)).toBe('Document(Table(THead(TR(TH(1))) TBody(TR(TD(2)))))')
    const [table] = made.kids as Tag[]
    const [, body] = table!.kids as Tag[]
    expect((body!.kids[0] as Tag).kids[0]).not.toHaveProperty('attributes')
  })

  it('without heads are a body, and a caption comes first', () => {
    const before = tag('Document', tag('Table', tag('TR', cell('TD', 1)), tag('Caption', 2)))
    expect(short(tables(before))).toBe('Document(Table(Caption(2) TBody(TR(TD(1)))))')
  })

  it('name the heads of each cell where cells span', () => {
    const wide = { ...head(1), id: 'a' }
    wide.attributes?.get('/Table')?.set('ColSpan', 2)
    const data = cell('TD', 2, { Headers: [{ kind: 'text', bytes: 'a' }] })
    const row = tag('TR', data, cell('TD', 3))
    const [table] = tables(tag('Document', tag('Table', tag('TR', wide), row))).kids as Tag[]
    const [top, body] = table!.kids as Tag[]
    expect((top!.kids[0] as Tag).kids[0]).toMatchObject({ id: 'a' })
    const first = (body!.kids[0] as Tag).kids[0] as Tag
    expect(first.attributes?.get('/Table')?.has('Headers')).toBe(true)
  })
})

describe('other mends', () => {
  it('headings go down by one level at a time', () => {
    const before = tag('Document', ...['H2', 'H4', 'H2', 'H6', 'H1'].map(type => tag(type, 1)))
    expect(short(headings(before))).toBe('Document(H1(1) H2(1) H2(1) H3(1) H1(1))')
  })

  it('figures have words, or are none', () => {
    const picture = { ...tag('Figure', 1), alt: 'A bowl' }
    const before = tag('Document', tag('Figure', picture, tag('Caption', 2)), tag('Figure', 3))
    expect(short(figures(before))).toBe('Document(Div(Figure(1) Caption(2)) Span(3))')
  })

  it('decoration goes, but for bullets, pictures and the cells of a table', () => {
    const bullet = tag('L', tag('LI', tag('Lbl', 9), text(1)))
    const grid = tag('Table', 9, tag('TR', tag('TD', 9)))
    const before = tag('Document', tag('NonStruct', 9), bullet, tag('Figure', 9), grid)
    const made = withoutDecoration(before, ({ id }) => id === 9)
    expect(short(made)).toBe('Document(L(LI(Lbl(9) NonStruct(1))) Figure(9) Table(TR(TD)))')
    expect(JSON.stringify(made)).toContain('"actual":"•"')
  })

  it('links find their words by order and target, and notes their names', () => {
    const to = (annotation: number) =>
      ['', '#fn', '#back', 'https://example.org/'][annotation] ?? ''
    const note = tag('L', tag('LI', tag('LBody', tag('P', 4, tag('Link', 5, '@2')))))
    const before = tag('Document', tag('P', tag('Link', 1, '@1'), tag('Link', 2, '@3')), note)
    const links = linksOf(
      before,
      [
        { href: '#other', words: 'not printed' },
        { href: '#fn', words: '1', role: 'note' },
        { href: '#back', words: 'Back', role: 'back' },
      ],
      to,
    )
    expect([...links.values()].map(({ words }) => words)).toEqual([
      '1',
      'https://example.org/',
      'Back',
    ])
    expect(short(notes(before, links))).toBe(
      'Document(P(Reference(Link(1 @1)) Link(2 @3)) L(LI(LBody(Note(P(4 Link(5 @2)))))))',
    )
  })

  it('types that PDF 1.7 does not have get one that it has', () => {
    const before = tag('Document', tag('Aside', tag('P', tag('Em', 1), tag('Strong', 2))))
    expect([...roles(before)]).toEqual([
      ['Aside', 'Div'],
      ['Em', 'Span'],
      ['Strong', 'Span'],
    ])
  })
})

describe('content', () => {
  const content = [
    '1 0 0 -1 0 800 cm',
    'q 0 0 10 10 re f Q',
    'BT /F4 12 Tf 1 0 0 -1 5 20 Tm <002B> Tj ET',
    'BT /F4 12 Tf 1 0 0 -1 5 780 Tm <002B> Tj 3 0 Td <002C> Tj ET',
    '/NonStruct <</MCID 0 >>BDC 0 0 5 5 re f EMC',
    '/NonStruct <</MCID 1 >>BDC BT /Span<</ActualText <FEFF0041>>> BDC (x) Tj EMC ET EMC',
    '/X8 Do',
  ].join('\n')

  it('is surveyed: what is marked, and what is painted outside of that', () => {
    const { marked, unmarked } = survey(content)
    expect(marked.map(({ id, shown }) => [id, shown])).toEqual([
      [0, 'lines'],
      [1, 'text'],
    ])
    expect(unmarked.map(({ shown, height, names }) => [shown, height, ...names])).toEqual([
      ['lines', undefined],
      ['text', 780],
      ['text', 20],
      ['picture', undefined, 'X8'],
    ])
  })

  it('is named as a whole, and no operation is lost', () => {
    const named = withArtifacts(content, survey(content), {
      typeOf: ({ id }) => (id === 1 ? 'P' : undefined),
      artifact: ({ shown, height = 0 }) =>
        shown === 'picture'
          ? 'Watermark'
          : shown === 'lines'
            ? 'Layout'
            : height > 400
              ? 'Header'
              : 'Footer',
    })
    expect(named.match(/\/(Artifact|P) <<.*?>> BDC/g)).toEqual([
      '/Artifact <</Type /Layout>> BDC',
      '/Artifact <</Type /Pagination /Subtype /Header>> BDC',
      '/Artifact <</Type /Pagination /Subtype /Footer>> BDC',
      '/Artifact <</Type /Layout>> BDC',
      '/P <</MCID 1>> BDC',
      '/Artifact <</Type /Pagination /Subtype /Watermark>> BDC',
    ])
    const bare = (source: string) =>
      source.replace(/\/\w+ <<[^\n]*?>> ?BDC|\bEMC\b|\s+/g, '').replace(/<<.*?>>>BDC/g, '')
    expect(bare(named)).toBe(bare(content))
  })
})

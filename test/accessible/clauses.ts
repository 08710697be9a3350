import { operations } from '../../scripts/render/pdf/content.ts'
import {
  type Dict,
  isDict,
  isRef,
  isStream,
  isText,
  textOf,
  type Value,
} from '../../scripts/render/pdf/object.ts'
import { openPdf, type Pdf, unpacked } from '../../scripts/render/pdf/pdf.ts'

/**
 * The clauses of PDF/UA-1 that the press mends, each broken one as a line. It reads the file anew
 * and shares no code with the mends but the syntax of PDF; veraPDF is the referee where it is.
 */
export function brokenClauses(bytes: Uint8Array): readonly string[] {
  const pdf = openPdf(bytes)
  const catalog = pdf.dict(pdf.trailer.get('Root'))
  const root = pdf.dict(catalog.get('StructTreeRoot'))
  const faults = new Set<string>()
  const say = (clause: string, met: string) => faults.add(`${clause} ${met}`)

  if (Buffer.from(bytes.subarray(0, 8)).toString() !== '%PDF-1.7') say('6.1', 'no PDF 1.7')
  const metadata = pdf.get(catalog.get('Metadata'))
  const xmp = isStream(metadata) ? unpacked(metadata).toString() : ''
  if (!/<pdfuaid:part>1</.test(xmp)) say('5', 'no mark of PDF/UA-1')
  if (!/<dc:title>.*<rdf:li[^>]*>[^<]/.test(xmp)) say('7.1', 'no title in the metadata')
  if (pdf.dict(catalog.get('ViewerPreferences')).get('DisplayDocTitle') !== true)
    say('7.1', 'title not shown')
  if (pdf.dict(catalog.get('MarkInfo')).get('Marked') !== true) say('7.1', 'not marked')
  if (!isText(pdf.get(catalog.get('Lang')))) say('7.2', 'no language')

  const standard = new Set(
    'Document Part Art Sect Div BlockQuote Caption TOC TOCI NonStruct Ruby RB RT RP P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference Code Link Figure'.split(
      ' ',
    ),
  )
  const roles = pdf.dict(root.get('RoleMap'))
  const tagged = new Map<string, true>()
  const linked = new Set<number>()
  const notes = new Set<string>()
  let level = 0

  const walk = (value: Value, parent: Dict, page: number): void => {
    if (typeof value === 'number') {
      tagged.set(`${page}:${value}`, true)
      return
    }
    const entry = pdf.get(value)
    if (!isDict(entry)) return
    const own = entry.get('Pg')
    const here = isRef(own) ? own.number : page
    const object = entry.get('Obj')
    const form = entry.get('Stm')
    const mark = entry.get('MCID')
    if (entry.get('Type') === '/OBJR') {
      if (isRef(object) && parent.get('S') === '/Link') linked.add(object.number)
      return
    }
    if (entry.get('Type') === '/MCR') {
      tagged.set(`${isRef(form) ? form.number : here}:${String(mark)}`, true)
      return
    }
    const type = String(entry.get('S')).slice(1)
    const within = String(parent.get('S') ?? '').slice(1)
    if (entry.get('P') === undefined) say('7.1', `${type} without parent`)
    if (!standard.has(type) && !standard.has(String(roles.get(type) ?? '').slice(1)))
      say('7.1', `type ${type}`)
    if (within === 'L' && !/^(LI|L|Caption)$/.test(type)) say('7.2', `${type} in L`)
    if (within === 'LI' && !/^(Lbl|LBody)$/.test(type)) say('7.2', `${type} in LI`)
    if (type === 'LBody' && within !== 'LI') say('7.2', `LBody in ${within}`)
    if (within === 'Table' && !/^(TR|THead|TBody|TFoot|Caption)$/.test(type))
      say('7.2', `${type} in Table`)
    if (type === 'TR' && !/^(Table|THead|TBody|TFoot)$/.test(within)) say('7.2', `TR in ${within}`)
    if (/^T[HD]$/.test(type) && within !== 'TR') say('7.2', `${type} in ${within}`)
    if (within === 'TOC' && !/^(TOC|TOCI|Caption)$/.test(type)) say('7.2', `${type} in TOC`)
    const heading = /^H([1-6])$/.exec(type)
    if (heading) {
      if (Number(heading[1]) > level + 1) say('7.4.2', `H${heading[1]} after H${level}`)
      level = Number(heading[1])
    }
    const alt = pdf.get(entry.get('Alt'))
    if (type === 'Figure' && !(isText(alt) && textOf(alt).trim()))
      say('7.3', 'figure without words')
    if (type === 'TH' && attribute(pdf, entry, 'Scope') === undefined)
      say('7.5', 'TH without scope')
    if (type === 'Table') grid(pdf, entry, say)
    const id = pdf.get(entry.get('ID'))
    if (type === 'Note') {
      const name = isText(id) ? id.bytes : ''
      if (name === '' || notes.has(name)) say('7.9', 'note without a name of its own')
      notes.add(name)
    }
    for (const kid of pdf.list(entry.get('K'))) walk(kid, entry, here)
  }
  const [top] = pdf.list(root.get('K'))
  if (pdf.dict(top).get('S') !== '/Document') say('7.1', 'no Document')
  walk(top ?? null, root, 0)

  for (const page of pdf.pages()) {
    const entries = pdf.dict(page)
    if (entries.get('Tabs') !== '/S') say('7.18.3', 'no tab order')
    for (const each of pdf.list(entries.get('Annots'))) {
      const words = pdf.get(pdf.dict(each).get('Contents'))
      if (!isText(words) || words.bytes === '') say('7.18.5', 'link without words')
      if (!isRef(each) || !linked.has(each.number)) say('7.18.5', 'link that no tag holds')
    }
    painted(pdf, page.number, entries, tagged, say)
  }
  return [...faults]
}

function attribute(pdf: Pdf, entry: Dict, name: string): Value | undefined {
  return pdf
    .list(entry.get('A'))
    .map(each => pdf.dict(each).get(name))
    .find(each => each !== undefined)
}

/** Rows of a table must be of one length, with their spans. */
function grid(pdf: Pdf, table: Dict, say: (clause: string, met: string) => void): void {
  const rows = (entry: Dict): Dict[] =>
    pdf.list(entry.get('K')).flatMap(kid => {
      const part = pdf.dict(kid)
      const type = part.get('S')
      if (type === '/TR') return [part]
      return type === '/THead' || type === '/TBody' || type === '/TFoot' ? rows(part) : []
    })
  const all = rows(table)
  const counts = all.map(() => 0)
  all.forEach((row, at) => {
    for (const kid of pdf.list(row.get('K'))) {
      const cell = pdf.dict(kid)
      const wide = Number(attribute(pdf, cell, 'ColSpan') ?? 1)
      const tall = Number(attribute(pdf, cell, 'RowSpan') ?? 1)
      for (let y = at; y < at + tall; y += 1) {
        if (y >= counts.length) say('7.2', 'a cell that goes past the table')
        else counts[y]! += wide
      }
    }
  })
  if (new Set(counts).size > 1) say('7.2', `rows of ${[...new Set(counts)].join(' and ')} columns`)
}

const painting = new Set('Tj TJ \' " f F f* S s B B* b b* sh Do BI'.split(' '))

/** All that is painted is content of a tag or an artifact, and no artifact holds content. */
function painted(
  pdf: Pdf,
  owner: number,
  entries: Dict,
  tagged: ReadonlyMap<string, true>,
  say: (clause: string, met: string) => void,
): void {
  const isForm = entries.get('Subtype') === '/Form'
  const streams = isForm
    ? [pdf.get({ kind: 'ref', number: owner })]
    : pdf.list(entries.get('Contents')).map(each => pdf.get(each))
  const forms = pdf.dict(pdf.dict(entries.get('Resources')).get('XObject'))
  const open: ('artifact' | 'content' | 'other')[] = []
  for (const stream of streams) {
    if (!isStream(stream)) continue
    for (const { operator, operands } of operations(unpacked(stream).toString('latin1'))) {
      if (operator === 'BDC' || operator === 'BMC') {
        const [tag, properties] = operands
        const id = isDict(properties) ? properties.get('MCID') : undefined
        if (tag === '/Artifact') {
          if (open.includes('content')) say('7.1', 'artifact in content')
          open.push('artifact')
        } else if (typeof id === 'number') {
          if (open.includes('artifact')) say('7.1', 'content in an artifact')
          open.push('content')
          if (!tagged.has(`${owner}:${id}`)) say('7.1', 'marked content that no tag holds')
        } else open.push('other')
      } else if (operator === 'EMC') {
        if (open.pop() === undefined) say('7.1', 'an end of what never began')
      } else if (painting.has(operator)) {
        if (open.includes('artifact') || open.includes('content')) continue
        const [name] = operands
        const form = operator === 'Do' ? forms.get(String(name).slice(1)) : undefined
        const inner = pdf.dict(form)
        if (isRef(form) && inner.get('Subtype') === '/Form')
          painted(pdf, form.number, inner, tagged, say)
        else say('7.1', `unmarked content (${operator})`)
      }
    }
  }
  if (open.length > 0) say('7.1', 'marked content without end')
}

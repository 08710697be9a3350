import { type Dict, dict, isText, text, textOf } from '../object.ts'
import type { Pdf } from '../pdf.ts'

/** What a file says of itself. */
export interface Described {
  readonly title: string
  /** BCP 47. */
  readonly language: string
  /** `2026-11-22`: the day of its text, never of its printing. */
  readonly stamp: string
  /** Further properties of the document, by their names; their values are ASCII. */
  readonly properties?: Readonly<Record<string, string>>
}

/**
 * Says what the file is, in both places where a reader may look: the document's properties, and
 * XMP with title, language and the mark of PDF/UA-1 (ISO 14289-1, 5 and 7.1; Matterhorn 06-001 to
 * 06-004); its title is shown in the window's bar (7.1; Matterhorn 07-001, 07-002), its language is
 * the catalog's (7.2; Matterhorn 11-006), and its structure is not in doubt (7.1; 01-007).
 */
export function metadata(pdf: Pdf, told: Described): void {
  const catalog = pdf.dict(pdf.trailer.get('Root'))
  const properties = pdf.dict(pdf.trailer.get('Info'))
  const date = text(`D:${told.stamp.replaceAll('-', '')}000000+00'00'`)
  properties.set('Title', text(told.title))
  properties.set('CreationDate', date).set('ModDate', date)
  for (const [name, value] of Object.entries(told.properties ?? {}))
    properties.set(name, text(value))
  if (properties.size > 0 && !pdf.trailer.has('Info')) pdf.trailer.set('Info', pdf.add(properties))
  catalog.set('Metadata', pdf.add(packet(told, properties)))
  catalog.set('Lang', text(told.language))
  const viewer = pdf.dict(catalog.get('ViewerPreferences'))
  catalog.set('ViewerPreferences', viewer.set('DisplayDocTitle', true))
  if (catalog.has('StructTreeRoot'))
    catalog.set('MarkInfo', dict({ Marked: true, Suspects: false }))
}

function packet({ title, language, stamp }: Described, properties: Dict) {
  const program = (name: string) => {
    const value = properties.get(name)
    return isText(value) ? escaped(textOf(value)) : ''
  }
  const xml = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>${escaped(language)}</rdf:li></rdf:Bag></dc:language>
<dc:format>application/pdf</dc:format>
<xmp:CreateDate>${stamp}T00:00:00Z</xmp:CreateDate>
<xmp:ModifyDate>${stamp}T00:00:00Z</xmp:ModifyDate>
<xmp:CreatorTool>${program('Creator')}</xmp:CreatorTool>
<pdf:Producer>${program('Producer')}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`
  const bytes = Buffer.from(xml)
  const entries = dict({ Type: '/Metadata', Subtype: '/XML', Length: bytes.length })
  return { kind: 'stream', dict: entries, packed: bytes } as const
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

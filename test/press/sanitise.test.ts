import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import type { Nodes } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { visit } from 'unist-util-visit'
import { afterAll, describe, expect, it } from 'vitest'
import { press } from '../../scripts/press.ts'
import type { Printer } from '../../scripts/render/chromium.ts'
import { openEpub } from './read-back.ts'
import { pressroomWith } from './shared-printer.ts'

const paper = await PDFDocument.create()
paper.addPage()
const blank = await paper.save({ useObjectStreams: false })

const folders: string[] = []
afterAll(() => Promise.all(folders.map(folder => rm(folder, { recursive: true, force: true }))))

/** What reaches the browser and the ebook of one chapter: every HTML page, every XHTML file. */
async function passing(markdown: string, files: Readonly<Record<string, string>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'sanitise-'))
  folders.push(folder)
  await writeFile(join(folder, 'chapter.md'), `# Chapter\n\n${markdown}\n\nThe end.\n`)
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  const pages: string[] = []
  const keep = async (html: string) => {
    pages.push(html)
    return blank
  }
  const printer: Printer = {
    from: 'here',
    version: 'none',
    abreast: 1,
    print: keep,
    picture: keep,
    close: async () => {},
  }
  const room = pressroomWith(printer)
  const order = { folder, out: join(folder, 'dist'), publications: ['chapter', 'ebook'] }
  const { findings, written } = await press(order, room)
  const path = written?.manifest.files.find(({ path }) => path.endsWith('.epub'))?.path ?? ''
  const epub = await openEpub(await readFile(join(order.out, path)))
  // Publications are on their way at once: the leaflet's page is put first.
  const isLeaflet = (page: string) => page.includes('class="masthead"')
  const bodies = [...pages.filter(isLeaflet), ...pages.filter(page => !isLeaflet(page))].map(page =>
    page.slice(page.indexOf('<body')),
  )
  const chapter = epub.get('EPUB/chapter-001.xhtml') ?? ''
  return {
    html: [...bodies, chapter.slice(chapter.indexOf('<body'))],
    all: [...pages, ...epub.values()],
    findings,
  }
}

const forbidden =
  'script style iframe frame object embed form input link meta base foreignobject image animate set template'.split(
    ' ',
  )

/** Whatever of a page runs, loads or leads where nothing should: none is right. */
function faults(html: string): readonly string[] {
  const met: string[] = []
  visit(fromHtml(html, { fragment: true }) as Nodes, 'element', ({ tagName, properties }) => {
    if (forbidden.includes(tagName.toLowerCase())) met.push(tagName)
    for (const [name, value] of Object.entries(properties)) {
      const address = String(value).replace(/\s+/g, '')
      const url = /^(href|xLinkHref|src|srcSet|action|data|poster|background|fill)$/.test(name)
      const wrong =
        url && !/^(#|https?:|mailto:|tel:|data:image\/(png|jpeg|gif|webp);|images\/)/.test(address)
      if (/^on/i.test(name) || name === 'style' || (wrong && name !== 'fill'))
        met.push(`${tagName} ${name}=${value}`)
      if (name === 'src' && /^https?:/.test(address)) met.push(`${tagName} src=${value}`)
    }
  })
  return met
}

describe('nothing that runs or loads passes', () => {
  it.for([
    ['a script', '<script>alert("s")</script>Said.', 'Said.', 'script'],
    ['a script in a line', 'Well <script>alert("s")</script>said.', 'said.', 'script'],
    [
      'a script in another case',
      '<ScRiPt src=//evil.example/x.js></sCrIpT >Said.',
      'Said.',
      'ScRiPt',
    ],
    ['an event handler', '<p onclick="alert(1)">Said.</p>', 'Said.', 'onclick'],
    ['a handler without space', '<p class="x"onmouseover=alert(1)>Said.</p>', 'Said.', undefined],
    ['a picture that fails', '<img src=x onerror=alert(1)>Said.', 'Said.', 'onerror'],
    ['a javascript link', '[Said.](javascript:alert(1))', 'Said.', 'javascript:'],
    [
      'a javascript link in HTML',
      '<a href=" java&#10;script:alert(1)">Said.</a>',
      'Said.',
      undefined,
    ],
    ['a vbscript link', '<a href="vbscript:x">Said.</a>', 'Said.', 'vbscript:'],
    ['a data link', '[Said.](data:text/html;base64,PHNjcmlwdD4=)', 'Said.', 'data:'],
    ['a link by reference', '[Said.][x]\n\n[x]: javascript:alert(1)', 'Said.', 'javascript:'],
    ['a data picture', '![Said.](data:image/svg+xml,<svg/onload=alert(1)>)', 'Said.', 'data:'],
    ['a remote picture', '![Said.](https://evil.example/x.png)', 'Said.', 'evil.example'],
    [
      'a remote picture in HTML',
      '<img alt="Said." src="https://evil.example/x.png">',
      'Said.',
      'evil.example',
    ],
    ['a frame', '<iframe src="https://evil.example">Said.</iframe>', 'Said.', 'iframe'],
    [
      'a style',
      '<style>@import "https://evil.example/x.css"</style><p style="background:url(https://evil.example)">Said.</p>',
      'Said.',
      'style',
    ],
    [
      'a drawing in HTML',
      '<svg onload="alert(1)"><script>alert(2)</script><foreignObject><p>Said.</p></foreignObject></svg>',
      'Said.',
      'svg',
    ],
    [
      'formulas that hide HTML',
      '<math><annotation-xml encoding="text/html"><p onclick=x>Said.</p></annotation-xml></math>',
      'Said.',
      'math',
    ],
    ['plain text', 'Well <plaintext>Said.', 'Said.', 'plaintext'],
    ['a template', '<template><p onclick="x">Said.</p></template>', 'Said.', 'template'],
    [
      'a form',
      '<form action="https://evil.example"><button>Said.</button></form>',
      'Said.',
      'form',
    ],
    [
      'a base',
      '<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example">Said.',
      'Said.',
      'base',
    ],
    ['a handler in an attribute of Markdown', '![Said." onerror="run(1)](x.png)', 'Said.', 'x.png'],
    [
      'a handler in a directive',
      ':::note{onclick="alert(1)" style="x"}\nSaid.\n:::',
      'Said.',
      undefined,
    ],
  ] as const)('%s', async ([, markdown, words, named]) => {
    const { html, all, findings } = await passing(markdown)
    for (const page of html) {
      expect(faults(page)).toEqual([])
      expect(page).not.toMatch(/alert\(|evil\.example\/x\.(js|css)/)
      expect(page).not.toMatch(/(src|href)="[^"]*evil\.example/)
    }
    for (const page of all) expect(page).not.toMatch(/<script/i)
    const [leaflet = '', , chapter = ''] = [html[0], html[1], html.at(-1)]
    for (const page of [leaflet, chapter]) {
      expect(page).toContain(words.slice(0, -1))
      expect(page).toContain('The end.')
    }
    const told = findings.map(({ reason }) => reason.toLowerCase()).join('\n')
    if (named) expect(told).toContain(named.toLowerCase())
  })

  it('and no HTML can pose as what the press makes', async () => {
    const forged =
      '<div class="review-note" data-press="remedy" data-id="x" data-key="k">Approved by Dr Nobody.</div>\n\n<section class="emergency" id="t-chapter" role="note" data-press="emergency">Said.</section>'
    const { html } = await passing(forged)
    for (const page of html) {
      expect(page).not.toMatch(/data-press|data-id|data-key/)
      expect(page).not.toMatch(/class="[^"]*(emergency|remedy|review-note|withheld)/)
      expect([...page.matchAll(/id="t-chapter"/g)].length).toBeLessThan(2)
    }
    expect(html[0]).toContain('Approved by Dr Nobody.')
  })
})

describe('a drawing', () => {
  it.for([
    ['a script', '<script>alert(1)</script>'],
    ['a handler', '<rect onload="alert(1)" width="1" height="1"/>'],
    [
      'a page within',
      '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><p>alert(1)</p></body></foreignObject>',
    ],
    [
      'a picture from elsewhere',
      '<image href="https://evil.example/x.js"/><use xlink:href="https://evil.example/x.js#a"/>',
    ],
    [
      'a style from elsewhere',
      '<style>@import url(https://evil.example/x.css)</style><rect fill="url(https://evil.example/x.css#a)"/>',
    ],
    ['a link that runs', '<a href="javascript:alert(1)"><text>label</text></a>'],
    [
      'a change in time',
      '<animate attributeName="href" values="javascript:alert(1)"/><set attributeName="onclick" to="alert(1)"/>',
    ],
  ] as const)('loses %s and keeps its labels', async ([, inside]) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">${inside}<text x="1" y="5">kept</text></svg>`
    const { html, all } = await passing('![A drawing](drawing.svg)', { 'drawing.svg': svg })
    for (const page of html) {
      expect(faults(page)).toEqual([])
      expect(page).not.toMatch(/alert\(|evil\.example/)
    }
    for (const page of all) expect(page).not.toMatch(/<script|evil\.example/i)
    expect(html[0]).toMatch(/<text[^>]*>kept/)
    expect(html.at(-1)).toMatch(/<text[^>]*>kept/)
  })

  it('that cannot be read as one never passes as it is', async () => {
    const svg = '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></s:svg>'
    const { html, all, findings } = await passing('![A drawing](drawing.svg)', {
      'drawing.svg': svg,
    })
    for (const page of all) expect(page).not.toContain('alert(')
    expect(html[0]).toContain('A drawing')
    expect(findings.map(({ rule }) => rule)).toContain('figure')
  })
})

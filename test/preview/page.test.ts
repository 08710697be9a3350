import { readFile, rename } from 'node:fs/promises'
import { createRequire } from 'node:module'
import puppeteer, { type Browser, type Page } from 'puppeteer'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { locateBrowser } from '../../scripts/render/chromium.ts'
import { sharedPrinter } from '../press/shared-printer.ts'
import { calm, type Opened, opened } from './opened.ts'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let browser: Browser
let openPrinter: Parameters<typeof opened>[1]
let closePrinter: () => Promise<void>
beforeAll(async () => {
  const printer = await sharedPrinter()
  openPrinter = async () => printer.printer
  closePrinter = printer.close
  const { path, env } = await locateBrowser({ env: process.env })
  browser = await puppeteer.launch({
    executablePath: path,
    headless: 'shell',
    env: { ...process.env, ...env },
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  })
  shared = await opened(files, openPrinter)
})
afterAll(async () => {
  await shared.close()
  await browser.close()
  await closePrinter()
})
/** A preview that several tests look at; each edits a chapter of its own. */
let shared: Opened
const open: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

/** A leaflet of several pages, with something to find in its middle. */
const long = (middle: string) =>
  `# Fever\n\n${Array.from({ length: 60 }, (_, index) => `## Part ${index}\n\n${index === 30 ? middle : 'Rest when you are tired, and drink when you are thirsty.'}\n`).join('\n')}`

const files = {
  ...calm,
  '03-fever.md': long('Take .5 mg of it.'),
  '04-cough.md': long('Take .5 mg of it.').replace('Fever', 'Cough'),
  '05-aches.md': '# Aches\n\nTake 5.0 mg.\n',
}

/** A leaflet of which nothing is to be said. */
const faultless = {
  'clinic.yaml': 'publisher: A clinic\ncountry: GB\ncontact: { phone: 020 7946 0000 }\n',
  'sources.yaml': 'rest:\n  document: On rest\n  year: 2025\n',
  'waivers.yaml': '- rule: front-matter-complete\n  place: 02-rest.md\n  reason: Nobody read it.\n',
  'publications/rest.yaml': 'kind: leaflet\nchapters: [02-rest]\n',
  '02-rest.md':
    '---\ntitle: Rest\nsummary: When to rest.\nauthor: A clinic\npublished: 2026-01-01\nreview-due: 2028-01-01\nsources: [rest]\n---\n\n## When\n\nRest when you are tired.\n',
}

interface Seen {
  readonly page: Page
  readonly preview: Opened
  /** All that went wrong in the page, and every address that is not the preview's own. */
  readonly complaints: string[]
}

async function look(
  hash: string,
  manuscript?: Readonly<Record<string, string>>,
  { width = 1366, height = 768, scheme = 'light' } = {},
): Promise<Seen> {
  const preview = manuscript ? await opened(manuscript, openPrinter) : shared
  const page = await browser.newPage()
  open.push(page, ...(manuscript ? [preview] : []))
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(String(error)))
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('request', request => {
    const url = request.url()
    if (!url.startsWith(preview.url) && !url.startsWith('data:')) complaints.push(url)
  })
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
  await page.setViewport({ width, height })
  await page.goto(`${preview.url}${hash}`)
  return { page, preview, complaints }
}

const impression = (page: Page) =>
  page.$eval(
    '#sheets',
    pane => (pane as unknown as { dataset: Record<string, string> }).dataset.impression,
  )
const ready = (page: Page) =>
  page.waitForFunction(
    `document.querySelector('#status').textContent === 'Up to date' && document.querySelector('#sheets').dataset.impression`,
  )
const text = (page: Page, selector: string) => page.$eval(selector, met => met.textContent ?? '')

test.each([
  ['light', 1366, '#/03-fever'],
  ['dark', 1366, '#/03-fever'],
  ['light', 700, '#/03-fever'],
  ['dark', 700, '#/ebook'],
])('axe finds no fault in the page, %s and %i pixels wide', async (scheme, width, hash) => {
  const { page, complaints } = await look(hash, undefined, { scheme, width })
  await ready(page)
  await page.waitForSelector('#remarks li')
  // Each part that is closed at first is looked at as well.
  await page.evaluate(
    `for (const each of document.querySelectorAll('details')) each.open = true
     document.querySelector('#list').classList.add('open')`,
  )
  await page.waitForFunction(
    `!document.querySelector('.words') || document.querySelector('.words').textContent`,
  )
  const violations = async () => {
    const met = (await page.evaluate(`${axe}; axe.run(document, { iframes: false })`)) as {
      violations: { id: string; nodes: { html: string }[] }[]
      passes: unknown[]
    }
    expect(met.passes.length).toBeGreaterThan(20)
    return met.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }
  expect(await violations()).toEqual([])
  await page.keyboard.press('Escape')
  await page.evaluate(`document.querySelector('#keys').showModal()`)
  expect(await violations()).toEqual([])
  expect(complaints).toEqual([])
})

test('a saved edit is shown without losing the place, and the next pages follow', async () => {
  const { page, preview, complaints } = await look('#/04-cough')
  await ready(page)
  const before = await impression(page)
  await page.evaluate(`document.querySelector('#sheets').scrollTop = 900`)
  await page.focus('#remarks .go')
  await page.select('#zoom', '1.25')
  const place = await page.$eval('#sheets', pane => pane.scrollTop)
  expect(place).toBeGreaterThan(900)
  await preview.put(
    '04-cough.md',
    long('Take .5 mg of it. Ask your midwife.').replace('Fever', 'Cough'),
  )
  await page.waitForFunction(
    `!['${before}', undefined].includes(document.querySelector('#sheets').dataset.impression)`,
  )
  await ready(page)
  expect(await page.$eval('#sheets', pane => pane.scrollTop)).toBe(place)
  expect(await page.$eval('#zoom', choice => (choice as unknown as { value: string }).value)).toBe(
    '1.25',
  )
  expect(await page.evaluate(`document.activeElement.className`)).toBe('go')
  expect(page.url()).toContain('#/04-cough')
  const now = await impression(page)
  const inSight = await page.$$eval('.frame canvas', pictures =>
    pictures.map(each => each.getAttribute('data-source')).filter(source => source !== null),
  )
  expect(inSight.length).toBeGreaterThan(0)
  for (const source of inSight) expect(source).toMatch(new RegExp(`^/pages/${now}/`))
  // A reload of the page keeps it as well.
  await page.reload()
  await ready(page)
  await page.waitForFunction(`document.querySelector('#sheets').scrollTop > 0`)
  expect(complaints).toEqual([])
})

test('praise is only for words that were checked and are in sight', async () => {
  const { page, preview } = await look('#/rest', faultless)
  const none = `document.querySelector('#remarks-none')`
  await page.waitForFunction(`!${none}.hidden && ${none}.textContent.startsWith('Nothing found')`)
  await page.evaluate(`
    var said = new Set()
    new MutationObserver(() => {
      if (!${none}.hidden && document.querySelector('#status').textContent !== 'Up to date')
        said.add(${none}.textContent)
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
    0`)
  await preview.put('02-rest.md', '---\ntitle: [\n---\n# Rest\n')
  await page.waitForSelector('#remarks li.error')
  await ready(page)
  expect(await text(page, '#remarks li.error')).toContain('not YAML')
  expect(await page.evaluate(`${none}.hidden`)).toBe(true)
  expect(await page.evaluate(`[...said].filter(each => /^Nothing/.test(each))`)).toEqual([])
})

test('a finding stands beside its words: in the list, under the words and at the side', async () => {
  const { page } = await look('#/03-fever')
  await ready(page)
  await page.waitForSelector('.marker.error')
  expect(await text(page, '#remarks li.error')).toContain('Unexpected bare point in .5')
  expect(await text(page, '#remarks li.error .place')).toMatch(/^03-fever\.md:\d+$/)
  expect(await text(page, '#remarks li.error mark')).toBe('.5')
  expect(await text(page, '#remarks li.error .note')).toContain('0.5')
  await page.click('#remarks li.error details summary')
  await page.waitForFunction(
    `document.querySelector('#remarks li.error pre').textContent.includes('leading-zero (')`,
  )
  // The line under the words lies where the page has dark pixels: on the words.
  await page.click('#remarks li.error .go')
  await page.waitForSelector('.mark.error.current')
  await page.waitForFunction(
    `document.querySelector('.mark.error.current').closest('.frame').querySelector('canvas').width > 0`,
  )
  const lies = await page.evaluate(`(async () => {
    const mark = document.querySelector('.mark.error.current')
    const frame = mark.closest('.frame')
    const picture = frame.querySelector('canvas')
    const context = picture.getContext('2d')
    const scale = picture.width / frame.clientWidth
    const [x, y] = [mark.offsetLeft * scale, mark.offsetTop * scale]
    const { data } = context.getImageData(x, y, mark.offsetWidth * scale, mark.offsetHeight * scale)
    let dark = 0
    for (let at = 0; at < data.length; at += 4) if (data[at] < 110) dark += 1
    const room = document.querySelector('#sheets').getBoundingClientRect()
    const spot = mark.getBoundingClientRect()
    return { dark, inSight: spot.top > room.top && spot.bottom < room.bottom }
  })()`)
  expect(lies).toMatchObject({ inSight: true })
  expect((lies as { dark: number }).dark).toBeGreaterThan(5)
  // The mark at the side leads back to the list.
  await page.focus('#sheets')
  await page.click('.marker.error')
  expect(await page.evaluate(`document.activeElement.className`)).toBe('go')
})

test('findings are sifted by weight, and the whole manuscript can be asked for', async () => {
  const { page } = await look('#/03-fever')
  await ready(page)
  await page.waitForSelector('#remarks li.error')
  await page.click('#show-error')
  expect(await page.$('#remarks li.error')).toBeNull()
  expect(await page.$('.marker.error')).toBeNull()
  await page.click('#show-error')
  expect(await text(page, '#remarks')).not.toContain('05-aches.md')
  await page.select('#scope', 'manuscript')
  await page.waitForFunction(
    `document.querySelector('#remarks').textContent.includes('05-aches.md')`,
  )
})

test('everything can be done with the keys', async () => {
  const { page } = await look('#/03-fever')
  await ready(page)
  await page.waitForSelector('#remarks li')
  const focused = () =>
    page.evaluate(`document.activeElement.id || document.activeElement.className`)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(`document.activeElement.textContent`)).toBe('Skip to the pages')
  await page.keyboard.press('Enter')
  expect(await focused()).toBe('sheets')
  expect(page.url()).toContain('#/03-fever')
  await page.keyboard.press('PageDown')
  await page.waitForFunction(`document.querySelector('#sheets').scrollTop > 300`)
  await page.keyboard.press('j')
  expect(await focused()).toBe('go')
  const first = await text(page, '#remarks li.current')
  await page.keyboard.press('j')
  expect(await text(page, '#remarks li.current')).not.toBe(first)
  await page.keyboard.press('k')
  expect(await text(page, '#remarks li.current')).toBe(first)
  await page.keyboard.press('[')
  await page.waitForFunction(`document.querySelector('#title').textContent === 'Rest'`)
  await page.keyboard.press('/')
  expect(await focused()).toBe('seek')
  await page.keyboard.type('wat')
  expect(
    await page.$$eval('#groups li:not([hidden])', items => items.map(item => item.textContent)),
  ).toEqual([expect.stringContaining('Water')])
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForFunction(`document.querySelector('#title').textContent === 'Water'`)
  // Whoever speaks to the machine can turn single keys off.
  await page.keyboard.press('?')
  await page.click('#keys-wanted')
  await page.keyboard.press('Escape')
  await page.keyboard.press(']')
  await page.keyboard.press('?')
  expect(await page.evaluate(`document.querySelector('#keys').open`)).toBe(false)
  expect(page.url()).toContain('01-water')
  // Every control shows where the focus is.
  await page.focus('#open')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(`getComputedStyle(document.activeElement).outlineStyle`)).toBe('solid')
})

test('a chapter that breaks is said, and its last good version stays', async () => {
  const { page, preview } = await look('#/01-water')
  await ready(page)
  await page.waitForFunction(`document.querySelector('#standing').textContent === 'Final'`)
  const good = await impression(page)
  await preview.put('01-water.md', '---\ntitle: [\n---\n# Water\n')
  await page.waitForSelector('#notice:not([hidden])')
  expect(await text(page, '#notice')).toContain('You see the last good version.')
  expect(await text(page, '#standing')).toBe('Not made')
  await page.waitForSelector('#remarks li.error')
  expect(await text(page, '#remarks li.error')).toContain('not YAML')
  expect(await page.$('#remarks-none:not([hidden])')).toBeNull()
  expect(await impression(page)).toBe(good)
  await preview.put('01-water.md', calm['01-water.md'])
  await page.waitForFunction(`document.querySelector('#notice').hidden`)
  await page.waitForFunction(`document.querySelector('#standing').textContent === 'Final'`)
})

test('an empty folder, one that is gone and a press that has stopped are said', async () => {
  const { page, preview } = await look('', {})
  await page.waitForSelector('#empty:not([hidden])')
  expect(await text(page, '#empty')).toContain('01-fever.md')
  // Of a folder that is gone nobody can say that it is empty, and there was no version before.
  await rename(preview.folder, `${preview.folder}-away`)
  await page.waitForSelector('#notice:not([hidden])')
  expect(await text(page, '#notice')).toMatch(/is gone\..*Put it back where it was/)
  expect(await text(page, '#notice')).not.toContain('last good version')
  expect(await page.$('#empty:not([hidden])')).toBeNull()
  await rename(`${preview.folder}-away`, preview.folder)
  await page.waitForFunction(`document.querySelector('#notice').hidden`)
  await preview.put('01-water.md', calm['01-water.md'])
  await ready(page)
  expect(await page.$('#empty:not([hidden])')).toBeNull()
  await preview.close()
  await page.waitForSelector('#notice:not([hidden])')
  expect(await text(page, '#notice')).toContain('The press has been stopped.')
  expect(await text(page, '#status')).toBe('Not connected')
})

test('what a manuscript says is shown, and never runs', async () => {
  const evil = `<img src=x onerror="top.hacked=1"><script>top.hacked=1</script>`
  const { page, complaints } = await look('#/01-water', {
    ...calm,
    '01-water.md': `---\ntitle: '${evil}'\n---\n\n# Water\n\n${evil} Take .5 ${evil} mg. [here](javascript:top.hacked=1)\n`,
    "02-a'b&amp;.md": `# ${evil}\n\nRest.\n`,
  })
  await ready(page)
  await page.waitForSelector('#remarks li')
  expect(await text(page, '#title')).toContain('<script>')
  expect(
    await page.$$eval('#groups .name', names => names.map(name => name.childElementCount)),
  ).toEqual(expect.arrayContaining([0]))
  await page.click('#remarks details summary')
  await page.evaluate(`location.hash = '#/ebook'`)
  const frame = await page.waitForSelector('iframe.document')
  await ready(page)
  for (const name of await page.$$eval('#document option', options =>
    options.map(option => option.getAttribute('value') ?? ''),
  )) {
    await page.select('#document', name)
    await page.waitForFunction(
      `document.querySelectorAll('iframe').length === 1 && document.querySelector('iframe').contentDocument?.readyState === 'complete'`,
    )
    expect(
      await page.$$eval('iframe', frames => frames.map(each => each.getAttribute('sandbox'))),
    ).toEqual(['allow-same-origin'])
  }
  expect(frame).not.toBeNull()
  expect(await page.evaluate('typeof hacked')).toBe('undefined')
  expect(await page.$('body script, body img[src="x"]')).toBeNull()
  expect(complaints).toEqual([])
})

test('an ebook keeps its chapter and its place through an edit', async () => {
  const { page, preview } = await look('#/ebook')
  await ready(page)
  const chapter = await page.$$eval('#document option', options =>
    options.find(option => option.textContent === 'Cough')?.getAttribute('value'),
  )
  await page.select('#document', chapter!)
  const inside = `document.querySelector('iframe:not(.coming)')?.contentDocument`
  await page.waitForFunction(
    `${inside}?.title === 'Cough' && ${inside}.scrollingElement.scrollHeight > 2000`,
  )
  await page.evaluate(`${inside}.scrollingElement.scrollTo(0, 700)`)
  const before = await impression(page)
  await preview.put('04-cough.md', long('Take .5 mg of it. Ask them.').replace('Fever', 'Cough'))
  await page.waitForFunction(`document.querySelector('#sheets').dataset.impression !== '${before}'`)
  await ready(page)
  expect(await page.evaluate(`${inside}.title`)).toBe('Cough')
  expect(await page.evaluate(`${inside}.scrollingElement.scrollTop`)).toBe(700)
})

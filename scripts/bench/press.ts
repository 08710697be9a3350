import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer from 'puppeteer'
import { composeProof } from '../compose/compose.ts'
import { inspect, press } from '../press.ts'
import { openFonts } from '../read/fonts.ts'
import type { Leaflet } from '../read/publication.ts'
import { read } from '../read/read.ts'
import { openTemplates } from '../read/templates.ts'
import { locateBrowser, openPrinter } from '../render/chromium.ts'
import { leafletPage } from '../render/leaflet.ts'
import { imprimatur } from '../review/imprimatur.ts'
import { writeManuscript } from './manuscript.ts'

/** Presses a hundred leaflets and holds that against a bare loop of `setContent` and `pdf`. */
const count = Number(process.argv[2] ?? 100)
const folder = await mkdtemp(join(tmpdir(), 'imprimatur-bench-'))
const stock = { templates: openTemplates(), fonts: openFonts() }
const day = '2026-11-22'

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now()
  const result = await work()
  return [result, performance.now() - start]
}

try {
  const source = join(folder, 'manuscript')
  await writeManuscript(source, count)
  const [manuscript, reading] = await timed(() => read(source))
  const [, checking] = await timed(async () => inspect(manuscript, { day, stock }))
  const pages = manuscript.publications.map(publication => {
    const { standings } = imprimatur(manuscript, publication, day)
    const room = { templates: stock.templates, epoch: '2000-01-01', standings }
    return leafletPage(composeProof(manuscript, publication as Leaflet, [], room), 'a4', stock)
  })

  const found = await locateBrowser({ env: process.env })
  const bare = async () => {
    const browser = await puppeteer.launch({
      executablePath: found.path,
      headless: found.shell ? 'shell' : true,
      env: { ...process.env, ...found.env },
      args: ['--no-sandbox', '--font-render-hinting=none'],
    })
    const page = await browser.newPage()
    await page.setContent(pages[0] ?? '')
    await page.pdf({ preferCSSPageSize: true, tagged: true, outline: true })
    const [, spent] = await timed(async () => {
      for (const html of pages) {
        await page.setContent(html)
        await page.pdf({
          preferCSSPageSize: true,
          printBackground: true,
          tagged: true,
          outline: true,
        })
      }
    })
    await browser.close()
    return spent
  }
  const whole = async () => {
    let browsers = 0
    let started = 0
    const [, spent] = await timed(() =>
      press(
        { folder: source, out: join(folder, 'dist'), publications: [] },
        {
          day,
          epoch: '2000-01-01',
          stock,
          openPrinter: async () => {
            browsers += 1
            const [printer, start] = await timed(() => openPrinter({ env: process.env }))
            started += start
            return printer
          },
        },
      ),
    )
    await rm(join(folder, 'dist'), { recursive: true })
    return { spent: spent - started, browsers }
  }
  const runs: { bare: number; press: number; browsers: number }[] = []
  for (let round = 0; round < 3; round += 1) {
    const { spent, browsers } = await whole()
    runs.push({ bare: await bare(), press: spent, browsers })
  }
  const ratios = runs.map(({ bare, press }) => press / bare).sort((a, b) => a - b)
  console.table(
    runs.map(({ bare, press, browsers }) => ({
      leaflets: count,
      'bare loop, ms each': (bare / count).toFixed(1),
      'press, ms each': (press / count).toFixed(1),
      ratio: (press / bare).toFixed(2),
      browsers,
    })),
  )
  console.log(
    `reading ${(reading / count).toFixed(1)} ms and checking ${(checking / count).toFixed(1)} ms a chapter`,
  )
  console.log(`median ratio of the whole press to the bare loop: ${ratios[1]?.toFixed(2)}`)
} finally {
  await rm(folder, { recursive: true, force: true })
}

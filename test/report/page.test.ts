import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import puppeteer from 'puppeteer'
import { expect, test } from 'vitest'
import { report } from '../../scripts/check/report/report.ts'
import type { Finding } from '../../scripts/read/finding.ts'
import { locateBrowser } from '../../scripts/render/chromium.ts'
import { manuscriptOf } from './manuscript-of.ts'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const findings: readonly Finding[] = (['error', 'warning', 'info'] as const).map(
  (severity, index) => ({
    rule: ['leading-zero', 'heading-order', 'figure'][index]!,
    severity,
    file: '01-water.md',
    start: { line: index + 1, column: 1 },
    reason: 'Unexpected <thing>, expected another',
    note: 'Mend it.',
    cause: { file: '02-rest.md', reason: 'first set here' },
  }),
)

const twice = `Rest the sore leg on 2 pillows for 10 minutes, then walk about the room.

Rest the sore leg on 2 pillows for 20 minutes & then walk about the <i>room</i>.
`

test.each([
  ['findings', findings],
  ['nothing', []],
] as const)(
  'a browser and axe find no fault in the page with %s',
  async (_, met) => {
    const manuscript = manuscriptOf('manuscript', {
      '01-water.md': '# Water & rest\n\nDrink it. Rest. Sit down.\n',
      '02-rest.md': `# Rest\n\nUncontrolled administration necessitates hospitalisation.\n\n${met.length > 0 ? twice : ''}`,
    })
    const html = report('html', met, { manuscript, day: '2026-11-22' })
    const { path, env } = await locateBrowser({ env: process.env })
    const browser = await puppeteer.launch({
      executablePath: path,
      headless: 'shell',
      env: { ...process.env, ...env },
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    })
    try {
      const page = await browser.newPage()
      const asked: string[] = []
      page.on('request', request => asked.push(request.url()))
      await page.setBypassCSP(true)
      await page.setContent(html)
      expect(asked.filter(url => !url.startsWith('about:') && !url.startsWith('data:'))).toEqual([])
      expect(await page.$$eval('svg rect.bar', bars => bars.length)).toBe(8)
      // What differs is marked by a line or a box, and said in words below.
      const marked = await page.$$eval('table.twice td', cells =>
        cells.map(cell => [...cell.querySelectorAll('.number')].map(one => one.textContent)),
      )
      expect(marked).toEqual(met.length > 0 ? [['10 minutes'], ['20 minutes']] : [])
      const told = await page.$$eval('main p', all => all.map(one => one.textContent))
      expect(told.some(text => text?.startsWith('Numbers that differ: “10 minutes”'))).toBe(
        met.length > 0,
      )
      expect(told.includes('No passage says what another says.')).toBe(met.length === 0)
      await page.evaluate(axe)
      const { violations, passes } = (await page.evaluate('axe.run(document)')) as {
        violations: { id: string; nodes: { html: string }[] }[]
        passes: unknown[]
      }
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      expect(passes.length).toBeGreaterThan(10)
    } finally {
      await browser.close()
    }
  },
  60_000,
)

test('a long name of a chapter is in the chart whole, in two rows', () => {
  const title = 'What to do when the waters break before the thirty-seventh week'
  const manuscript = manuscriptOf('manuscript', {
    '01-waters.md': `# ${title}\n\nCall us. Rest.\n`,
    '02-maa.md': '# الماء\n\nاشربي الماء.\n',
  })
  const html = report('html', [], { manuscript, day: '2026-11-22' })
  expect(html).toMatch(/>What to do when the waters break before</)
  expect(html).toContain('>the thirty-seventh week</text>')
  // A formula for English says nothing of another script.
  expect(html).toContain('Reading level of 1 chapters')
})

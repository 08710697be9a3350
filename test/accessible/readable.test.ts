import type { Element } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { expect, test } from 'vitest'
import { toHtml } from '../../scripts/render/html.ts'
import { readable } from '../../scripts/render/readable.ts'

function made(html: string): string {
  const { children } = fromHtml(html, { fragment: true })
  return toHtml(readable(children as Element[]))
}

const nothing = '<td>\u00a0</td>'

test.each([
  [
    '<p>One <span lang="fr">deux</span></p>',
    '<p>One <span lang="fr" aria-live="off">deux</span></p>',
  ],
  [
    '<table><tbody><tr><td>a</td><td></td></tr></tbody></table>',
    `<table><tbody><tr><td>a</td>${nothing}</tr></tbody></table>`,
  ],
  [
    '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td><td>c</td></tr></tbody></table>',
    `<table><thead><tr><th>a</th>${nothing}</tr></thead><tbody><tr><td>b</td><td>c</td></tr></tbody></table>`,
  ],
  [
    '<table><tbody><tr><td rowspan="9">a</td><td>b</td></tr><tr></tr></tbody></table>',
    `<table><tbody><tr><td rowspan="2">a</td><td>b</td></tr><tr>${nothing}</tr></tbody></table>`,
  ],
  [
    '<table><tbody><tr><td>a</td><td rowspan="2">b</td></tr><tr><td colspan="3">c</td></tr></tbody></table>',
    '<table><tbody><tr><td>a</td><td rowspan="2">b</td></tr><tr><td>c</td></tr></tbody></table>',
  ],
  [
    '<table><tbody><tr><td rowspan="0" colspan="x">a</td></tr><tr><td>b</td></tr></tbody></table>',
    `<table><tbody><tr><td rowspan="2">a</td>${nothing}</tr><tr><td>b</td></tr></tbody></table>`,
  ],
])('%s', (html, expected) => {
  expect(made(html)).toBe(expected)
})

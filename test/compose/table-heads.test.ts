import type { Element } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { describe, expect, it } from 'vitest'
import { withScopes } from '../../scripts/compose/table-heads.ts'
import { toHtml } from '../../scripts/render/html.ts'

/** The scopes of the heads of a table, in order. */
function scopes(html: string): readonly string[] {
  const [table] = fromHtml(html, { fragment: true }).children
  return [...toHtml(withScopes(table as Element)).matchAll(/<th[^>]*scope="(\w+)"/g)].map(
    ([, scope = '']) => scope,
  )
}

describe('the heads of a table', () => {
  it.for([
    ['in its head', '<thead><tr><th>a<th>b<tbody><tr><td>1<td>2', ['col', 'col']],
    ['at the start of a row', '<tr><th>a<td>1<tr><th>b<td>2', ['row', 'row']],
    ['in a row of their own', '<tr><th>a<th>b<tr><td>1<td>2', ['col', 'col']],
    ['of several columns', '<thead><tr><th colspan=2>a<tbody><tr><td>1<td>2', ['colgroup']],
    ['of several rows', '<tr><th rowspan=2>a<td>1<tr><td>2', ['rowgroup']],
    ['that say so themselves', '<thead><tr><th scope=row>a<th>b', ['row', 'col']],
  ] as const)('%s', ([, rows, expected]) => {
    expect(scopes(`<table>${rows}</table>`)).toEqual(expected)
  })

  it('of a table in a cell are its own', () => {
    const inner = '<table><tr><th>x<td>y</table>'
    expect(scopes(`<table><thead><tr><th>a<tbody><tr><td>${inner}</table>`)).toEqual(['col'])
  })
})

import { type Dict, dict, type Name } from '../object.ts'
import { type Kid, mapTags, type Tag } from '../structure.ts'

/**
 * Parts a table into head and body, and says of each cell only what a reader needs (ISO 14289-1,
 * 7.5; ISO 32000-1, table 337; Matterhorn 09-004, 15-003).
 *
 * The rows at the top that hold only heads of columns are the head. In a plain grid a head's scope
 * says all; where a cell spans several rows or columns, each cell names its heads.
 */
export function tables(root: Tag): Tag {
  return mapTags(root, tag => {
    if (tag.type !== 'Table') return [tag]
    const rows = tag.kids.filter(isRow)
    const others = tag.kids.filter(kid => !isRow(kid))
    const spans = rows.some(row => row.kids.some(cell => spanOf(cell) > 1))
    const lean = rows.map(row => ({ ...row, kids: row.kids.map(kid => leanCell(kid, spans)) }))
    const end = lean.findIndex(row => !row.kids.every(isColumnHead))
    const head = end < 0 ? [] : lean.slice(0, end)
    const body = lean.slice(head.length)
    return [
      {
        ...tag,
        kids: [
          ...others,
          ...(head.length > 0 ? [{ kind: 'tag', type: 'THead', kids: head } as const] : []),
          ...(body.length > 0 ? [{ kind: 'tag', type: 'TBody', kids: body } as const] : []),
        ],
      },
    ]
  })
}

function isRow(kid: Kid): kid is Tag {
  return kid.kind === 'tag' && kid.type === 'TR'
}

function spanOf(cell: Kid): number {
  const attributes = cell.kind === 'tag' ? cell.attributes?.get('/Table') : undefined
  return Math.max(Number(attributes?.get('RowSpan') ?? 1), Number(attributes?.get('ColSpan') ?? 1))
}

function isColumnHead(cell: Kid): boolean {
  return (
    cell.kind === 'tag' &&
    cell.type === 'TH' &&
    cell.attributes?.get('/Table')?.get('Scope') === '/Column'
  )
}

function leanCell(cell: Kid, names: boolean): Kid {
  if (cell.kind !== 'tag') return cell
  const { attributes, id, ...rest } = cell
  const known = attributes?.get('/Table')
  const lean = dict({ O: '/Table' })
  const scope = known?.get('Scope')
  if (cell.type === 'TH') lean.set('Scope', scope ?? '/Column')
  for (const span of ['RowSpan', 'ColSpan']) {
    const count = known?.get(span)
    if (typeof count === 'number' && count > 1) lean.set(span, count)
  }
  const headers = known?.get('Headers')
  if (names && Array.isArray(headers) && headers.length > 0) lean.set('Headers', headers)
  return {
    ...rest,
    ...(names && id !== undefined ? { id } : {}),
    ...(lean.size > 1 ? { attributes: new Map<Name, Dict>([['/Table', lean]]) } : {}),
  }
}

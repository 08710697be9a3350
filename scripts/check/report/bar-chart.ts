import { escaped } from './escaped.ts'

/** One bar of a chart. */
export interface Bar {
  readonly label: string
  readonly value: number
  /** What stands behind the bar: "9.4". */
  readonly words: string
  /** True for a bar past the limit; it is hatched, so that no meaning hangs on colour alone. */
  readonly over?: boolean
}

const rowHeight = 28
const labelWidth = 260
const width = 720

/**
 * A chart of lying bars as inline SVG, with a line at `limit`.
 *
 * It is a picture with a name for a screen reader; the same figures stand in a table beside it.
 */
export function barChart(id: string, title: string, bars: readonly Bar[], limit?: number): string {
  const most = Math.max(1, limit ?? 0, ...bars.map(({ value }) => value))
  const scale = (width - labelWidth - 60) / most
  const height = bars.length * rowHeight + 24
  const rows = bars.map(({ label, value, words, over }, index) => {
    const y = index * rowHeight + 8
    const long = Math.max(1, Math.round(value * scale))
    const rows = inRows(label)
    return [
      ...rows.map(
        (row, at) =>
          `<text x="${labelWidth - 8}" y="${y + (rows.length > 1 ? 7 + at * 13 : 14)}" text-anchor="end"${rows.length > 1 ? ' font-size="12"' : ''}>${escaped(row)}</text>`,
      ),
      `<rect class="bar" x="${labelWidth}" y="${y}" width="${long}" height="18"/>`,
      over
        ? `<rect x="${labelWidth}" y="${y}" width="${long}" height="18" fill="url(#${id}-over)"/>`
        : '',
      `<text x="${labelWidth + long + 6}" y="${y + 14}">${escaped(words)}</text>`,
    ].join('')
  })
  const line =
    limit === undefined
      ? ''
      : `<line class="limit" x1="${labelWidth + limit * scale}" x2="${labelWidth + limit * scale}" y1="0" y2="${height - 14}"/><text x="${labelWidth + limit * scale}" y="${height - 2}" text-anchor="middle">${limit}</text>`
  return `<svg role="img" aria-labelledby="${id}-title" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><title id="${id}-title">${escaped(title)}</title><defs><pattern id="${id}-over" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M0 0V6"/></pattern></defs>${rows.join('')}${line}</svg>`
}

/** A label in one row or two; only what has no room in two is cut, and the table has it whole. */
function inRows(label: string): readonly string[] {
  if (label.length <= 36) return [label]
  const space = label.lastIndexOf(' ', 42)
  const end = space > 12 ? space : 42
  const rest = label.slice(end).trim()
  return [label.slice(0, end), rest.length > 42 ? `${rest.slice(0, 41)}…` : rest]
}

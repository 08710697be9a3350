import type { Day } from '../read/fields.ts'

/**
 * Makes a PDF of Chromium's the same bytes on every run: dates become `stamp`, and the ids of
 * structure nodes, which count on from print to print in one page and in no steady order, are
 * numbered as their objects are.
 *
 * Streams are left alone. Where the tree of ids changes its width, the offsets after it follow.
 */
export function pin(pdf: Uint8Array, stamp: Day): Uint8Array {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1')
  const date = `(D:${stamp.replaceAll('-', '')}000000+00'00')`
  const pieces = text.split(/(\bstream\r?\n[\s\S]*?\nendstream\b)/)
  const ids = numbering(pieces)
  const shifts: Shift[] = []
  let at = 0
  const pinned = pieces.map((piece, index) => {
    const begin = at
    at += piece.length
    if (index % 2 === 1) return piece
    return piece
      .replace(idTree, (met, limits: string | undefined, entry: string | undefined, offset) => {
        if (limits) return met.replace(nodeId, id => named(ids.ranks.get(id)))
        if (!entry) return named(ids.numbers.get(met))
        const rank = ids.ranks.get(entry) ?? 0
        const next = `${named(rank)} ${ids.objects[rank - 1]} 0 R`
        if (next.length !== met.length) {
          shifts.push({ after: begin + offset, by: next.length - met.length })
        }
        return next
      })
      .replace(/(\/(?:CreationDate|ModDate) )\(D:\d{14}\+00'00'\)/g, (_, key) => key + date)
  })
  return Buffer.from(shifted(pinned.join(''), shifts), 'latin1')
}

const nodeId = /\(node\d{8}\)/g
const idTree = /\/Limits \[(\(node\d{8}\)) \(node\d{8}\)\]|(\(node\d{8}\)) \d+ 0 R|\(node\d{8}\)/g

interface Shift {
  readonly after: number
  readonly by: number
}

function named(number = 0): string {
  return `(node${String(number).padStart(8, '0')})`
}

/** Each id's place in the sorted tree of ids, and the number that its object gives it. */
function numbering(pieces: readonly string[]) {
  const objects = new Map<string, number>()
  pieces.forEach((piece, index) => {
    if (index % 2 === 1) return
    for (const [, id = '', object] of piece.matchAll(/(\(node\d{8}\)) (\d+) 0 R/g)) {
      objects.set(id, Number(object))
    }
  })
  const sorted = [...objects].sort(([, a], [, b]) => a - b)
  return {
    ranks: new Map([...objects.keys()].sort().map((id, index) => [id, index + 1])),
    numbers: new Map(sorted.map(([id], index) => [id, index + 1])),
    objects: sorted.map(([, object]) => object),
  }
}

/** Moves the offsets of the cross-reference table with what they point to. */
function shifted(text: string, shifts: readonly Shift[]): string {
  if (shifts.length === 0) return text
  const moved = (offset: number) =>
    shifts.reduce((sum, { after, by }) => (offset > after ? sum + by : sum), offset)
  const start = text.lastIndexOf('\nxref\n')
  return (
    text.slice(0, start) +
    text
      .slice(start)
      .replace(/\d{10}(?= 00000 n)/g, met => String(moved(Number(met))).padStart(10, '0'))
      .replace(/(?<=\nstartxref\n)\d+/, met => String(moved(Number(met))))
  )
}

import type { Value } from './object.ts'

/** A value in PDF syntax; a stream comes without its bytes, see {@link Stream}. */
export function written(value: Value): string {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
      return numeral(value)
    case 'boolean':
      return value ? 'true' : 'false'
  }
  if (value === null) return 'null'
  if (Array.isArray(value)) return `[${value.map(written).join(' ')}]`
  if (value instanceof Map) {
    let entries = ''
    for (const [key, entry] of value) entries += `${entries && '\n'}/${key} ${written(entry)}`
    return `<<${entries}>>`
  }
  switch (value.kind) {
    case 'ref':
      return `${value.number} 0 R`
    case 'text':
      return literal(value.bytes)
    case 'stream':
      throw new TypeError('A stream stands in an object of its own.')
  }
}

/** PDF knows no exponents. */
function numeral(value: number): string {
  const plain = String(value)
  return plain.includes('e') ? value.toFixed(10).replace(/\.?0+$/, '') : plain
}

function literal(bytes: string): string {
  if (/^[\x20-\x7e]*$/.test(bytes)) return `(${bytes.replace(/[\\()]/g, '\\$&')})`
  return `<${Buffer.from(bytes, 'latin1').toString('hex').toUpperCase()}>`
}

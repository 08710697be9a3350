import type { Element } from 'hast'
import { encodeQR } from 'qr'
import { h } from './html.ts'

/** Modules of white around a QR code (ISO/IEC 18004, 9.1). */
const quiet = 4
/** The least width of the squares in mm, without the white around them. */
const least = 22
/** The least width of a module in mm: four dots of a raster of 150 dpi. */
const module = 0.68

/**
 * A QR code as one vector path on white, with the white around it that a scanner needs.
 *
 * Error level M: 15 % may be dirt or a fold. It grows with the address, so that a module is never
 * too small for a cheap printer, and with the type.
 *
 * @param scale 1 for common type, more for larger.
 */
export function qrCode(address: string, alt: string, scale = 1): Element {
  const rows = encodeQR(address, 'raw', { ecc: 'medium', border: quiet })
  const size = rows.length
  const squares = size - 2 * quiet
  const width = Math.max(least / squares, module) * scale * size
  return h(
    'svg',
    {
      className: ['qr-code'],
      role: 'img',
      ariaLabel: alt,
      viewBox: `0 0 ${size} ${size}`,
      style: `width:${width.toFixed(2)}mm;height:${width.toFixed(2)}mm`,
    },
    h('path', { fill: '#fff', d: `M0 0h${size}v${size}H0z` }),
    h('path', { fill: '#000', d: rows.map(row).join('') }),
  )
}

/** The dark stretches of a row, each a rectangle. */
function row(modules: readonly boolean[], y: number): string {
  let path = ''
  for (let x = 0; x < modules.length; x += 1) {
    if (!modules[x]) continue
    let end = x
    while (modules[end]) end += 1
    path += `M${x} ${y}h${end - x}v1H${x}z`
    x = end
  }
  return path
}

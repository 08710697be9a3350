import { createRequire } from 'node:module'
import type { Element, Root } from 'hast'
import { type Schema, sanitize } from 'hast-util-sanitize'
import { toString as textOf } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'
import type { Figure } from '../read/manuscript.ts'
import { inlineStyles } from './inline-styles.ts'

const require = createRequire(import.meta.url)

/**
 * An SVG file as a part of the page, so that its labels are set in the page's own fonts.
 *
 * Only shapes, text, gradients and patterns stay; whatever runs, loads or styles the page around
 * it goes; colours that a style sheet gives are kept. Ids are made its own by `prefix`. Undefined where the file holds no drawing.
 */
export function drawing(figure: Figure, alt: string, prefix: string): Element | undefined {
  const text = new TextDecoder().decode(figure.bytes)
  const start = text.search(/<svg[\s>]/)
  if (start < 0) return undefined
  // It takes long to load, and many manuscripts have no drawing.
  const { fromHtml } = require('hast-util-from-html') as typeof import('hast-util-from-html')
  const clean = sanitize(
    fromHtml(inlineStyles(text.slice(start)), { fragment: true }),
    schema(prefix),
  ) as Root
  const svg = clean.children.find(
    (node): node is Element => node.type === 'element' && node.tagName === 'svg',
  )
  if (!svg) return undefined
  visit(svg, 'element', node => {
    for (const [name, value] of Object.entries(node.properties)) {
      if (typeof value !== 'string') continue
      // An address may only point within this drawing.
      if (name === 'href' || name === 'xLinkHref') {
        delete node.properties[name]
        if (value.startsWith('#')) node.properties.href = `#${prefix}${value.slice(1)}`
      } else if (/url\(/i.test(value)) {
        const own = /^url\(\s*["']?#([^"')]+)["']?\s*\)$/.exec(value.trim())
        if (own) node.properties[name] = `url(#${prefix}${own[1]})`
        else delete node.properties[name]
      }
    }
  })
  // The description stands in `aria-label`; a second copy inside would be read out twice.
  svg.children = svg.children.filter(
    node => !(node.type === 'element' && /^(title|desc|metadata)$/.test(node.tagName)),
  )
  svg.properties = { ...svg.properties, ...size(svg), ...described(svg, alt) }
  delete svg.properties.xmlns
  return svg
}

/** Without a description, a drawing's labels are read; one that has none only decorates. */
function described(svg: Element, alt: string): Element['properties'] {
  if (alt.trim()) return { role: 'img', ariaLabel: alt }
  return textOf(svg).trim() ? {} : { ariaHidden: 'true' }
}

/** A drawing without a `viewBox` can't be scaled: its width and height make one. */
function size(svg: Element): { viewBox?: string; width?: undefined; height?: undefined } {
  const { viewBox, width, height } = svg.properties
  if (viewBox) return {}
  const [w, h] = [Number.parseFloat(String(width)), Number.parseFloat(String(height))]
  return w > 0 && h > 0 ? { viewBox: `0 0 ${w} ${h}` } : {}
}

const shapes =
  'svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc ' +
  'linearGradient radialGradient stop pattern clipPath mask marker'
const attributes =
  'id transform d x y x1 x2 y1 y2 cx cy r rx ry fx fy dx dy width height points rotate viewBox ' +
  'preserveAspectRatio fill fillOpacity fillRule stroke strokeWidth strokeOpacity strokeLineCap ' +
  'strokeLineJoin strokeDashArray strokeDashOffset strokeMiterLimit opacity color display visibility ' +
  'fontFamily fontSize fontStyle fontWeight textAnchor dominantBaseline alignmentBaseline letterSpacing ' +
  'lengthAdjust textLength clipPath clipRule clipPathUnits mask maskUnits maskContentUnits markerStart ' +
  'markerMid markerEnd markerWidth markerHeight markerUnits orient refX refY offset stopColor stopOpacity ' +
  'gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform ' +
  'href xLinkHref startOffset paintOrder vectorEffect lang'

function schema(prefix: string): Schema {
  return {
    tagNames: shapes.split(' '),
    strip: ['script', 'style', 'foreignObject', 'foreignobject', 'iframe'],
    attributes: { '*': attributes.split(' ') },
    clobber: ['id'],
    clobberPrefix: prefix,
    protocols: {},
  }
}

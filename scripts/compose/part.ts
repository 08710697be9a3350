import { slug } from 'github-slugger'
import type { Element, ElementContent, Root, RootContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import type { Chapter, Figure } from '../read/manuscript.ts'
import type { Words } from '../read/templates.ts'
import { direction } from './direction.ts'
import { drawing } from './drawing.ts'
import type { Part } from './edition.ts'
import { levelled } from './heading-levels.ts'
import { nested } from './nested.ts'
import { spokenIn } from './spoken-in.ts'
import { idPrefix, target } from './typeset.ts'

/** What a part needs to know of the publication that it stands in. */
export interface Setting {
  readonly words: Words
  readonly figures: ReadonlyMap<string, Figure>
  /** By chapter file: the prefix of its ids and the id of its title. */
  readonly chapters: ReadonlyMap<string, string>
  /** All ids that are set, so that a link to nothing becomes plain text. */
  readonly ids: ReadonlySet<string>
  /** What is printed beside a remedy. */
  readonly reviewNote: (remedy: string) => readonly ElementContent[]
}

/** The id of a chapter's title on the page. */
export function titleAnchor(chapter: string): string {
  // Ids that a text gives itself begin with `c-`, so none of them can be this one.
  return `t-${chapter}`
}

/** A typeset chapter as a part of a publication: links settled, pictures and boxes in place. */
export function part(chapter: Chapter, tree: Root, setting: Setting): Part {
  const drawn = new Map<string, number>()
  const children = dressAll(tree.children, chapter, { ...setting, drawn })
  return {
    id: chapter.id,
    file: chapter.file,
    anchor: titleAnchor(chapter.id),
    title: chapter.title,
    ...(chapter.matter.summary ? { purpose: chapter.matter.summary } : {}),
    language: chapter.language,
    dir: direction(chapter.language),
    tree: { type: 'root', children: levelled(nested(children)) },
  }
}

/** While one part is dressed: how often each drawing has stood in it, since its ids may not repeat. */
interface Placing extends Setting {
  readonly drawn: Map<string, number>
}

function dressAll(nodes: readonly RootContent[], chapter: Chapter, setting: Placing) {
  return nodes.flatMap(node => dress(node as ElementContent, chapter, setting))
}

function dress(node: ElementContent, chapter: Chapter, setting: Placing): ElementContent[] {
  if (node.type !== 'element') return node.type === 'text' ? [node] : []
  const { dataPress, dataId, ...properties } = node.properties
  if (node.tagName === 'p') {
    const only = alone(node)
    if (only) return figure(only, chapter, setting)
  }
  if (node.tagName === 'img') return picture(node, chapter, setting)
  const children = dressAll(node.children, chapter, setting)
  const spoken = spokenIn(setting.words, chapter.language)
  if (node.tagName === 'a') return link({ ...node, properties, children }, chapter, setting)
  switch (dataPress) {
    case 'passage':
    case 'unknown':
      return children
    case 'emergency':
      return [
        element(
          'section',
          { className: ['emergency'], role: 'note', ariaLabel: setting.words.emergency },
          [
            element('p', { className: ['emergency-label'], ...spoken }, [
              text(setting.words.emergency),
            ]),
            ...children,
          ],
        ),
      ]
    case 'note':
      return [element('div', { className: ['note'], role: 'note' }, children)]
    case 'remedy':
      return [
        element(
          'section',
          { className: ['remedy'], id: remedyAnchor(chapter.id, String(dataId)) },
          [...children, ...setting.reviewNote(String(dataId)).map(note => within(note, spoken))],
        ),
      ]
    case 'withheld':
      return [
        element('div', { className: ['withheld'], role: 'note', ...spoken }, [
          element('p', {}, [text(setting.words.withheld)]),
        ]),
      ]
    default:
      if (properties.dataFootnotes !== undefined) {
        const [label, ...notes] = children
        return [{ ...node, properties, children: label ? [within(label, spoken), ...notes] : [] }]
      }
      return [{ ...node, properties, children }]
  }
}

function within(node: ElementContent, properties: Element['properties']): ElementContent {
  return node.type === 'element'
    ? { ...node, properties: { ...node.properties, ...properties } }
    : node
}

function idOf({ properties: { id } }: Element): Element['properties'] {
  return id === undefined ? {} : { id }
}

/** The id of a remedy on the page. */
export function remedyAnchor(chapter: string, remedy: string): string {
  return `r-${chapter}~${remedy}`
}

function alone(paragraph: Element): Element | undefined {
  const content = paragraph.children.filter(
    child => !(child.type === 'text' && child.value.trim() === ''),
  )
  const [only] = content
  return content.length === 1 && only?.type === 'element' && only.tagName === 'img'
    ? only
    : undefined
}

function figure(image: Element, chapter: Chapter, setting: Placing): ElementContent[] {
  const { title, ...properties } = image.properties
  const content = picture({ ...image, properties }, chapter, setting)
  const caption = typeof title === 'string' && title ? title : undefined
  return [
    element('figure', {}, [
      ...content,
      ...(caption ? [element('figcaption', {}, [text(caption)])] : []),
    ]),
  ]
}

function picture(image: Element, chapter: Chapter, setting: Placing): ElementContent[] {
  const alt = typeof image.properties.alt === 'string' ? image.properties.alt.trim() : ''
  const src = String(image.properties.src ?? '')
  const file = target(src)?.file
  const shown = file === undefined ? undefined : setting.figures.get(file)
  const missing = () => {
    const said = alt ? `[${setting.words.figure}: ${alt}]` : `[${setting.words.figure}]`
    return element('span', { className: ['missing-figure'] }, [text(said)])
  }
  if (!shown) return [missing()]
  if (shown.mediaType === 'image/svg+xml') {
    const count = (setting.drawn.get(shown.file) ?? 0) + 1
    setting.drawn.set(shown.file, count)
    const name = `d${[...setting.drawn.keys()].indexOf(shown.file) + 1}-${count}`
    const drawn = drawing(shown, alt, `${name}-${chapter.id}~`)
    // A drawing that cannot be cleaned never passes as it is.
    return [drawn ?? missing()]
  }
  const { src: _, ...properties } = image.properties
  return [element('img', { ...properties, alt, dataFigure: shown.file }, [])]
}

/** A link within the publication keeps its target; one to a chapter that is not here, its text. */
function link(anchor: Element, own: Chapter, setting: Setting): ElementContent[] {
  const href = typeof anchor.properties.href === 'string' ? anchor.properties.href : ''
  const plain = () => [element('span', idOf(anchor), anchor.children)]
  const titles = new Map([[`${idPrefix(own.id)}${slug(own.title)}`, titleAnchor(own.id)]])
  if (/^(https?:|mailto:|tel:)/i.test(href)) return [anchor]
  if (href.startsWith('#')) {
    if (setting.ids.has(href.slice(1))) return [anchor]
    // The heading that became the title has the title's anchor.
    const title = titles.get(href.slice(1))
    return title
      ? [{ ...anchor, properties: { ...anchor.properties, href: `#${title}` } }]
      : plain()
  }
  const aim = target(href)
  const chapter = aim && setting.chapters.get(aim.file)
  if (!aim || chapter === undefined) return plain()
  const id = aim.anchor ? `${idPrefix(chapter)}${aim.anchor}` : titleAnchor(chapter)
  const found = setting.ids.has(id) ? id : titleAnchor(chapter)
  return [{ ...anchor, properties: { ...anchor.properties, href: `#${found}` } }]
}

/** Whether a part begins with an emergency box: nothing may stand before it. */
export function emergencyFirst(tree: Root): Root {
  const index = tree.children.findIndex(isEmergency)
  if (index <= 0) return tree
  const box = tree.children[index]!
  return { ...tree, children: [box, ...tree.children.filter(node => node !== box)] }
}

function isEmergency(node: RootContent): boolean {
  return (
    node.type === 'element' &&
    Array.isArray(node.properties.className) &&
    node.properties.className.includes('emergency')
  )
}

/** Every word of a tree, blocks apart. */
export function wordsOf(tree: Root): string {
  return tree.children.map(node => textOf(node as ElementContent)).join('\n')
}

function element(
  tagName: string,
  properties: Element['properties'],
  children: ElementContent[],
): Element {
  return { type: 'element', tagName, properties, children }
}

function text(value: string): ElementContent {
  return { type: 'text', value }
}

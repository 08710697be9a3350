import type { Remark, Remarks } from '../remarks.ts'
import { byId, element, many, sentence } from './element.ts'

/** The findings, beside the pages. */
export interface Findings {
  readonly show: (remarks: Remarks) => void
  /** Says that the checks of the newest words are still running. */
  readonly busy: (busy: boolean) => void
  readonly clear: () => void
  /** Goes to the finding so many places on from the one that was chosen last. */
  readonly step: (steps: number) => void
  readonly choose: (remark: Remark) => void
}

/** How a severity is called. */
export const severityWords: Readonly<Record<Remark['severity'], string>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Note',
}
const severities = ['error', 'warning', 'info'] as const

interface Item {
  readonly remark: Remark
  readonly node: HTMLLIElement
  readonly button: HTMLButtonElement
}

/**
 * Opens the list of findings.
 *
 * @param chosen told which finding was chosen.
 * @param sifted told which findings are in the list.
 */
export function openFindings(
  chosen: (remark: Remark) => void,
  sifted: (remarks: readonly Remark[]) => void,
): Findings {
  const list = byId('remarks', HTMLElement)
  const none = byId('remarks-none', HTMLElement)
  const panel = byId('findings', HTMLElement)
  const filters = new Map(
    severities.map(severity => [severity, byId(`show-${severity}`, HTMLButtonElement)]),
  )
  let items: readonly Item[] = []
  let all: readonly Remark[] = []
  let current: string | undefined
  let known = false

  const wanted = ({ severity }: Remark) =>
    filters.get(severity)?.getAttribute('aria-pressed') === 'true'
  const mark = () => {
    for (const { remark, node } of items)
      node.classList.toggle('current', keyOf(remark) === current)
  }
  const choose = (remark: Remark) => {
    current = keyOf(remark)
    mark()
    const item = items.find(each => keyOf(each.remark) === current)
    item?.button.focus({ preventScroll: true })
    item?.node.scrollIntoView({ block: 'nearest' })
    chosen(remark)
  }
  const fill = () => {
    const before = new Map(items.map(item => [keyOf(item.remark), item]))
    const focused = items.findIndex(({ node }) => node.contains(document.activeElement))
    items = all.filter(wanted).map(remark => {
      const kept = before.get(keyOf(remark))
      // The same node stays, with what is open and focused in it.
      if (kept && saying(kept.remark) === saying(remark)) return { ...kept, remark }
      return itemOf(remark, key => {
        const now = all.find(each => keyOf(each) === key)
        if (now) choose(now)
      })
    })
    const { scrollTop } = list
    const groups = Map.groupBy(items, ({ remark }) => remark.file)
    list.replaceChildren(
      ...[...groups].map(([file, own]) =>
        element(
          'section',
          {},
          element('h3', {}, file || 'The manuscript'),
          element('ul', {}, ...own.map(({ node }) => node)),
        ),
      ),
    )
    list.scrollTop = scrollTop
    for (const [severity, button] of filters) {
      const count = all.filter(remark => remark.severity === severity).length
      button.replaceChildren(many(count, severityWords[severity].toLowerCase()))
    }
    none.hidden = items.length > 0 || !known
    none.textContent =
      all.length > 0 ? 'All findings are filtered out.' : 'Nothing found. Well written.'
    mark()
    // One that was mended takes the focus with it; the next one gets it.
    if (focused >= 0 && !list.contains(document.activeElement)) {
      ;(items[Math.min(focused, items.length - 1)]?.button ?? list).focus({ preventScroll: true })
    }
    sifted(items.map(({ remark }) => remark))
  }
  for (const button of filters.values()) {
    button.addEventListener('click', () => {
      button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true'))
      fill()
    })
  }
  return {
    show: ({ remarks }) => {
      known = true
      all = keyed(remarks)
      fill()
    },
    busy: busy => panel.setAttribute('aria-busy', String(busy)),
    clear: () => {
      known = false
      all = []
      current = undefined
      fill()
    },
    step: steps => {
      const at = items.findIndex(({ remark }) => keyOf(remark) === current)
      const next = items[at < 0 ? (steps > 0 ? 0 : items.length - 1) : at + steps]
      if (next) choose(next.remark)
    },
    choose,
  }
}

/** All that the list shows of a finding. */
function saying({ at: _, ...remark }: Remark): string {
  return JSON.stringify(remark)
}

const keys = new WeakMap<Remark, string>()

/** Tells one finding from the others, also where its line has moved. */
function keyOf(remark: Remark): string {
  return keys.get(remark) ?? ''
}

/** Gives each finding its key; of several that say the same of the same words, each its own. */
function keyed(remarks: readonly Remark[]): readonly Remark[] {
  const met = new Map<string, number>()
  for (const remark of remarks) {
    const { rule, file, reason, excerpt, line } = remark
    const key = [rule, file, reason, excerpt ? excerpt.before + excerpt.met : line].join('\n')
    const count = (met.get(key) ?? 0) + 1
    met.set(key, count)
    keys.set(remark, `${key}\n${count}`)
  }
  return remarks
}

function itemOf(remark: Remark, go: (key: string) => void): Item {
  const { rule, severity, file, line, reason, note, cause, expected, excerpt } = remark
  const button = element(
    'button',
    { type: 'button', class: 'go' },
    element('span', { class: `severity ${severity}` }, severityWords[severity]),
    ' ',
    ...sentence(reason),
  )
  button.addEventListener('click', () => go(keyOf(remark)))
  const about = element('pre', { tabindex: '0' })
  const details = element('details', {}, element('summary', {}, element('code', {}, rule)), about)
  details.addEventListener(
    'toggle',
    async () => {
      const answer = await fetch(`/rules/${encodeURIComponent(rule)}`)
      about.textContent = answer.ok
        ? await answer.text()
        : 'This comes from reading the files, and not from a rule: the sentence above says it all.'
    },
    { once: true },
  )
  const node = element(
    'li',
    { class: severity },
    button,
    element('p', { class: 'place' }, line === undefined ? file : `${file}:${line}`),
    ...(excerpt && `${excerpt.before}${excerpt.met}${excerpt.after}`.trim() !== ''
      ? [
          element(
            'blockquote',
            {},
            excerpt.before,
            ...(excerpt.met ? [element('mark', {}, excerpt.met)] : []),
            excerpt.after,
          ),
        ]
      : []),
    ...(expected.length > 0
      ? [
          element(
            'p',
            { class: 'note' },
            `Instead: ${expected.map(each => `“${each}”`).join(' or ')}`,
          ),
        ]
      : []),
    ...(note ? [element('p', { class: 'note' }, ...sentence(note))] : []),
    ...(cause ? [element('p', { class: 'note' }, ...sentence(cause))] : []),
    details,
  )
  return { remark, node, button }
}

import type { Remark, Remarks } from '../remarks.ts'
import { byId, element, many } from './element.ts'
import { findingItem, type Item, severityWords } from './finding-item.ts'
import { keyed, keyOf } from './finding-key.ts'

/** The findings, beside the pages. */
export interface Findings {
  readonly show: (remarks: Remarks) => void
  /** Says whether the findings are those of the newest words, and whether all is well with them. */
  readonly known: (known: Known) => void
  readonly clear: () => void
  /** Goes to the finding so many places on from the one that was chosen last. */
  readonly step: (steps: number) => void
  readonly choose: (remark: Remark) => void
}

/** `bad`: something stands in the way, and an empty list is no praise. */
export type Known = 'checking' | 'good' | 'bad'

const severities = ['error', 'warning', 'info'] as const

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
  let known: Known | undefined
  let isFilled = false

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
  const tellNone = () => {
    const filtered = all.length > 0 ? 'All findings are filtered out.' : undefined
    const praise = known === 'good' && isFilled ? 'Nothing found. Well written.' : ''
    const text = filtered ?? (known === 'checking' ? 'Checking…' : praise)
    none.hidden = items.length > 0 || text === ''
    if (none.textContent !== text) none.textContent = text
  }
  const fill = () => {
    const before = new Map(items.map(item => [keyOf(item.remark), item]))
    const focused = items.findIndex(({ node }) => node.contains(document.activeElement))
    items = all.filter(wanted).map(remark => {
      const kept = before.get(keyOf(remark))
      // The same node stays, with what is open and focused in it.
      if (kept && saying(kept.remark) === saying(remark)) return { ...kept, remark }
      return findingItem(remark, key => {
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
      button.classList.toggle('none', count === 0)
    }
    tellNone()
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
      isFilled = true
      all = keyed(remarks)
      fill()
    },
    known: next => {
      known = next
      panel.setAttribute('aria-busy', String(known === 'checking'))
      tellNone()
    },
    clear: () => {
      isFilled = false
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

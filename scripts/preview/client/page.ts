import type { Overview } from '../overview.ts'
import type { Sight } from '../sight.ts'
import type { State } from '../told.ts'
import { connect } from './connection.ts'
import { openDocuments } from './documents.ts'
import { byId } from './element.ts'
import { openFindings } from './findings.ts'
import { openHead } from './head.ts'
import { openKeys } from './keys.ts'
import { openList } from './list.ts'
import { openSheets, type Zoom } from './sheets.ts'
import { atNow, openStatus, type Standing } from './status.ts'

// The preview's page: it shows what the press tells, and keeps the place while that changes.
const pane = byId('sheets', HTMLElement)
const zoom = byId('zoom', HTMLSelectElement)
const scope = byId('scope', HTMLSelectElement)
const listToggle = byId('list-toggle', HTMLButtonElement)
const listPane = byId('list', HTMLElement)

// What scrolls must be within reach of the keys.
for (const part of [pane, byId('remarks', HTMLElement)]) part.tabIndex = 0

let overview: Overview | undefined
let sight: Sight | undefined
let state: State = { at: 'reading' }
let connected = true

/** What the address asks for: `#/fever/a4`. */
function asked(): { publication?: string; format?: string } {
  const [, publication, format] = location.hash.split('/').map(decodeURIComponent)
  return { ...(publication ? { publication } : {}), ...(format ? { format } : {}) }
}

const status = openStatus()
const list = openList()
const head = openHead(format => {
  if (sight) location.hash = `#/${encodeURIComponent(sight.publication)}/${format}`
})
const findings = openFindings(
  remark => sheets.reveal(remark),
  remarks => sheets.remark(remarks),
)
const sheets = openSheets({
  chosen: remark => findings.choose(remark),
  turned: head.turned,
  drawn: () => tellState(),
})

const go = (steps: number) => {
  const next = list.from(sight?.publication ?? asked().publication, steps)
  if (next) location.hash = `#/${encodeURIComponent(next)}`
}
const zoomBy = (steps: number) => {
  const next = zoom.options[zoom.selectedIndex + steps]
  if (!next) return
  zoom.value = next.value
  zoom.dispatchEvent(new Event('change'))
}
const hear = openKeys({
  j: () => findings.step(1),
  k: () => findings.step(-1),
  ']': () => go(1),
  '[': () => go(-1),
  '+': () => zoomBy(1),
  '-': () => zoomBy(-1),
  '/': () => {
    showList(true)
    byId('seek', HTMLInputElement).focus()
  },
})
const documents = openDocuments(hear, () => tellState())

const connection = connect({
  state: told => {
    state = told
    tellState()
  },
  overview: told => {
    overview = told
    list.show(told)
    document.title = `${told.folder} – Imprimatur`
    byId('folder', HTMLElement).textContent = told.folder
    tellState()
  },
  sight: told => show(told),
  remarks: told => findings.show(told),
  connected: told => {
    connected = told
    tellState()
  },
})

function look(): void {
  const wanted = asked()
  const same = sight && wanted.publication === sight.publication && wanted.format === sight.format
  if (!same) clear()
  connection.look({
    ...wanted,
    remarks: scope.value === 'manuscript' ? 'manuscript' : 'publication',
  })
}

function clear(): void {
  sight = undefined
  sheets.clear()
  documents.clear()
  findings.clear()
  const { publication } = asked()
  list.mark(publication)
  head.clear(overview?.publications.find(({ id }) => id === publication))
  tellState()
}

function show(told: Sight): void {
  const kind = told.shown?.kind
  if (kind !== sight?.shown?.kind) {
    sheets.clear()
    documents.clear()
  }
  sight = told
  list.mark(told.publication)
  head.show(told)
  const whole = `${told.title}${told.standing === 'final' ? '' : ' (proof)'}`
  if (told.shown?.kind === 'pages') sheets.show(told.shown, whole)
  if (told.shown?.kind === 'documents') documents.show(told.shown, whole)
  tellState()
}

function tellState(): void {
  const list = !overview ? 'unknown' : overview.publications.length === 0 ? 'empty' : 'full'
  const { stale, shown, standing } = sight ?? {}
  const all: Standing = {
    connected,
    state,
    list,
    isBehind: shown !== undefined && pane.dataset.impression !== shown.id,
    ...(sight ? { sight: { isShown: shown !== undefined, ...(stale ? { stale } : {}) } } : {}),
  }
  status.tell(all)
  const bad = !connected || state.trouble || !sight || stale || standing === 'not made'
  findings.known(bad ? 'bad' : atNow(all) === 'ready' ? 'good' : 'checking')
}

function showList(open: boolean): void {
  listPane.classList.toggle('open', open)
  listToggle.setAttribute('aria-expanded', String(open))
}

zoom.addEventListener('change', () => {
  const { value } = zoom
  sheets.zoom(value === 'width' || value === 'page' ? (value as Zoom) : Number(value))
})
scope.addEventListener('change', look)
listToggle.addEventListener('click', () => showList(!listPane.classList.contains('open')))
listPane.addEventListener('click', event => {
  if (event.target instanceof Element && event.target.closest('a')) showList(false)
})
document.addEventListener('click', ({ target }) => {
  const inside = target instanceof Node && (listPane.contains(target) || target === listToggle)
  if (!inside) showList(false)
})
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && listPane.classList.contains('open')) {
    showList(false)
    listToggle.focus()
  }
})
for (const skip of document.querySelectorAll<HTMLAnchorElement>('a.skip')) {
  skip.addEventListener('click', event => {
    // The address says which publication is shown; it stays.
    event.preventDefault()
    document.getElementById(skip.hash.slice(1))?.focus()
  })
}
addEventListener('hashchange', look)

// The place in the page outlives a reload of it.
const kept = () => `place ${location.hash}`
addEventListener('pagehide', () => sessionStorage.setItem(kept(), String(pane.scrollTop)))
const place = Number(sessionStorage.getItem(kept()))
if (place > 0) {
  new MutationObserver((_, observer) => {
    if (pane.dataset.impression === undefined) return
    observer.disconnect()
    pane.scrollTop = place
  }).observe(pane, { attributeFilter: ['data-impression'] })
}
look()

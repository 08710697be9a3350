import type { State } from '../galley.ts'
import type { Overview } from '../overview.ts'
import type { Sight } from '../sight.ts'
import { connect } from './connection.ts'
import { openDocuments } from './documents.ts'
import { byId, element, many, sentence } from './element.ts'
import { openFindings } from './findings.ts'
import { openKeys } from './keys.ts'
import { openList, standingWords } from './list.ts'
import { openSheets, type Zoom } from './sheets.ts'

// The preview's page: it shows what the press tells, and keeps the place while that changes.
const pane = byId('sheets', HTMLElement)
const title = byId('title', HTMLElement)
const badge = byId('standing', HTMLElement)
const reasons = byId('reasons', HTMLDetailsElement)
const notice = byId('notice', HTMLElement)
const status = byId('status', HTMLElement)
const formats = byId('format', HTMLSelectElement)
const zoom = byId('zoom', HTMLSelectElement)
const scope = byId('scope', HTMLSelectElement)
const pageNumber = byId('page-number', HTMLElement)
const open = byId('open', HTMLAnchorElement)
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

const list = openList()
const findings = openFindings(
  remark => sheets.reveal(remark),
  remarks => sheets.remark(remarks),
)
const sheets = openSheets({
  chosen: remark => findings.choose(remark),
  turned: (page, of) => {
    pageNumber.textContent = `Page ${page} of ${of}`
  },
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
  const entry = overview?.publications.find(({ id }) => id === publication)
  list.mark(publication)
  title.textContent = entry?.title ?? ''
  badge.hidden = true
  reasons.hidden = true
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
  title.textContent = told.title
  badge.hidden = false
  badge.className = `standing ${told.standing.replace(' ', '-')}`
  badge.textContent = standingWords[told.standing]
  reasons.hidden = told.reasons.length === 0
  byId('reasons-count', HTMLElement).textContent =
    told.reasons.length === 1 ? 'Why?' : `Why? ${many(told.reasons.length, 'reason')}`
  byId('reasons-list', HTMLElement).replaceChildren(
    ...told.reasons.map(reason => element('li', {}, ...sentence(reason))),
  )
  formats.replaceChildren(
    ...told.formats.map(format => element('option', { value: format }, format.toUpperCase())),
  )
  if (told.format) formats.value = told.format
  byId('format-box', HTMLElement).hidden = told.formats.length < 2
  for (const id of ['zoom-box', 'page-number']) byId(id, HTMLElement).hidden = kind !== 'pages'
  open.hidden = told.shown === undefined
  if (told.shown) {
    const { id, path } = told.shown
    const name = path.slice(path.lastIndexOf('/') + 1)
    open.href = `/files/${id}/${path.startsWith('proofs/') ? 'proof-' : ''}${encodeURIComponent(name)}`
    open.textContent = kind === 'documents' ? 'Save EPUB' : 'Open PDF'
    const whole = `${told.title}${told.standing === 'final' ? '' : ' (proof)'}`
    if (told.shown.kind === 'pages') sheets.show(told.shown, whole)
    else documents.show(told.shown, whole)
  }
  tellState()
}

const stateWords: Readonly<Record<State['at'], string>> = {
  reading: 'Reading…',
  pressing: 'Pressing…',
  checking: 'Checking…',
  ready: 'Up to date',
}

function tellState(): void {
  const waiting =
    connected && !sight && state.at === 'ready' && (overview?.publications.length ?? 0) > 0
  // What was printed may still be on its way.
  const behind = sight?.shown !== undefined && pane.dataset.impression !== sight.shown.id
  const at = waiting || behind ? 'pressing' : state.at
  const words = connected ? stateWords[at] : 'Not connected'
  if (status.textContent !== words) status.textContent = words
  status.className = connected ? (state.trouble || sight?.stale ? 'trouble' : at) : 'trouble'
  findings.busy(at !== 'ready')
  const said = trouble()
  pane.classList.toggle('stale', sight?.shown !== undefined && said !== undefined)
  const line = said
    ? [element('strong', {}, ...sentence(said.reason)), ' ', ...sentence(said.note)]
    : []
  const text = line.map(each => (typeof each === 'string' ? each : each.textContent)).join('')
  notice.hidden = said === undefined
  if (notice.textContent !== text) notice.replaceChildren(...line)
  const empty = byId('empty', HTMLElement)
  empty.hidden = !(overview && overview.publications.length === 0 && !sight)
}

/** What stands in the way, the worst first. */
function trouble(): { reason: string; note: string } | undefined {
  if (!connected) {
    return {
      reason: 'The press has been stopped.',
      note: 'Run `imprimatur watch` again; this page goes on by itself.',
    }
  }
  if (state.trouble) return state.trouble
  if (!sight?.stale) return undefined
  return {
    reason: `Not made from the newest words: ${sight.stale}`,
    note: sight.shown ? 'You see the last good version.' : '',
  }
}

function showList(open: boolean): void {
  listPane.classList.toggle('open', open)
  listToggle.setAttribute('aria-expanded', String(open))
}

formats.addEventListener('change', () => {
  if (sight) location.hash = `#/${encodeURIComponent(sight.publication)}/${formats.value}`
})
zoom.addEventListener('change', () => {
  const { value } = zoom
  sheets.zoom(value === 'width' || value === 'page' ? (value as Zoom) : Number(value))
})
scope.addEventListener('change', look)
listToggle.addEventListener('click', () => showList(!listPane.classList.contains('open')))
listPane.addEventListener('click', event => {
  if (event.target instanceof Element && event.target.closest('a')) showList(false)
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

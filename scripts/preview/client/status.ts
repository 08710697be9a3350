import type { State } from '../told.ts'
import { byId, element, sentence } from './element.ts'

/** All that says whether what is seen is the newest. */
export interface Standing {
  /** Whether the press can be heard. */
  readonly connected: boolean
  readonly state: State
  /** Whether there is a list of publications, and whether it is empty. */
  readonly list: 'unknown' | 'empty' | 'full'
  /** What is shown; missing where nothing was made yet. */
  readonly sight?: { readonly stale?: string; readonly isShown: boolean }
  /** Whether a newer version is printed than the one that is in sight. */
  readonly isBehind: boolean
}

const stateWords: Readonly<Record<State['at'], string>> = {
  reading: 'Reading…',
  pressing: 'Pressing…',
  checking: 'Checking…',
  ready: 'Up to date',
}

/** What the press is at, as it is told to whoever looks. */
export interface Status {
  readonly tell: (standing: Standing) => void
}

/** Opens the line of the status, and the notice of what stands in the way. */
export function openStatus(): Status {
  const status = byId('status', HTMLElement)
  const notice = byId('notice', HTMLElement)
  const empty = byId('empty', HTMLElement)
  const pane = byId('sheets', HTMLElement)
  return {
    tell: standing => {
      const { connected, state, list, sight } = standing
      const at = atNow(standing)
      const words = connected ? stateWords[at] : 'Not connected'
      if (status.textContent !== words) status.textContent = words
      status.className = connected && !state.trouble && !sight?.stale ? at : 'trouble'
      const said = trouble(standing)
      pane.classList.toggle('stale', sight?.isShown === true && said?.isBehind === true)
      const line = said
        ? [element('strong', {}, ...sentence(said.reason)), ' ', ...sentence(said.note)]
        : []
      const text = line.map(each => (typeof each === 'string' ? each : each.textContent)).join('')
      notice.hidden = said === undefined
      if (notice.textContent !== text) notice.replaceChildren(...line)
      // Of a folder that cannot be read nobody knows what is in it.
      empty.hidden = !(list === 'empty' && !sight && !said)
    },
  }
}

/** What is going on, with all that stands between a print and the eye. */
export function atNow({ connected, state, list, sight, isBehind }: Standing): State['at'] {
  const waiting = connected && !sight && state.at === 'ready' && list === 'full'
  return waiting || isBehind ? 'pressing' : state.at
}

/** What stands in the way, the worst first. */
function trouble({ connected, state, sight }: Standing): State['trouble'] {
  if (!connected) {
    return {
      reason: 'The press has been stopped.',
      note: 'Run `imprimatur watch` again; this page goes on by itself.',
      isBehind: true,
    }
  }
  const last = sight?.isShown ? 'You see the last good version.' : ''
  const { trouble } = state
  if (trouble?.isBehind) return { ...trouble, note: `${trouble.note} ${last}`.trim() }
  if (trouble || sight?.stale === undefined) return trouble
  return {
    reason: `Not made from the newest words: ${sight.stale}`,
    note: last,
    isBehind: true,
  }
}

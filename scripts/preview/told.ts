import type { Overview } from './overview.ts'
import type { Remarks } from './remarks.ts'
import type { Sight } from './sight.ts'
import type { Trouble } from './trouble.ts'

/** What one page of the preview looks at. */
export interface Look {
  /** Id of a publication; the first leaflet, where it names none. */
  readonly publication?: string
  /** The format of a leaflet; its first, where it names none. */
  readonly format?: string
  /** Whose findings it wants. */
  readonly remarks: 'publication' | 'manuscript'
}

/** What the press is at. */
export interface State {
  readonly at: 'reading' | 'pressing' | 'checking' | 'ready'
  /** What keeps it from its work; the last good version stays in sight. */
  readonly trouble?: Trouble
}

/** All that a page of the preview is told, each part whenever it changes. */
export interface Told {
  readonly state: State
  readonly overview: Overview
  readonly sight: Sight
  readonly remarks: Remarks
}

/** Tells one page what has changed for it. */
export type Tell = <Part extends keyof Told>(part: Part, told: Told[Part]) => void

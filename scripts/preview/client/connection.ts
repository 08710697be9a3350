import type { Told } from '../told.ts'

/** What the page looks at. */
export interface Looking {
  readonly publication?: string
  readonly format?: string
  readonly remarks: 'publication' | 'manuscript'
}

/** Hears what changes, about one thing after another. */
export interface Connection {
  readonly look: (looking: Looking) => void
}

/** Told of each part that changes, and whether the press can be heard. */
export type Listener = {
  readonly [Part in keyof Told]: (told: Told[Part]) => void
} & { readonly connected: (connected: boolean) => void }

/** Connects the page with the press. A connection that breaks is made again by the browser. */
export function connect(listener: Listener): Connection {
  let events: EventSource | undefined
  const hear = <Part extends keyof Told>(source: EventSource, part: Part) => {
    source.addEventListener(part, event => {
      if (source === events) listener[part](JSON.parse(event.data))
    })
  }
  return {
    look: ({ publication, format, remarks }) => {
      events?.close()
      const query = new URLSearchParams({
        remarks,
        ...(publication ? { publication } : {}),
        ...(format ? { format } : {}),
      })
      const source = new EventSource(`/events?${query}`)
      events = source
      for (const part of ['state', 'overview', 'sight', 'remarks'] as const) hear(source, part)
      source.addEventListener('open', () => listener.connected(true))
      source.addEventListener('error', () => {
        if (source === events) listener.connected(false)
      })
    },
  }
}

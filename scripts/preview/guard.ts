import type { IncomingHttpHeaders } from 'node:http'

/** What of a request the guard looks at. */
export interface Asking {
  readonly method?: string | undefined
  readonly headers: IncomingHttpHeaders
}

/**
 * Why a request is refused; undefined where it may pass.
 *
 * The preview listens on this machine only, but any web page that is open here can ask it, and a
 * name of the page's own can be made to lead here (DNS rebinding). So the request must call the
 * preview by an address of this machine, and must not come from another page.
 */
export function refusal({ method, headers }: Asking, port: number): string | undefined {
  if (method !== 'GET' && method !== 'HEAD') return 'The preview only shows; it takes nothing.'
  const own = ['127.0.0.1', 'localhost', '[::1]'].map(name => `${name}:${port}`)
  const { host, origin } = headers
  if (!host || !own.includes(host.toLowerCase())) {
    return `Unexpected host, expected http://127.0.0.1:${port}/`
  }
  if (origin !== undefined && !own.some(each => origin === `http://${each}`)) {
    return 'The preview answers its own page only.'
  }
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return 'The preview answers its own page only.'
  }
  return undefined
}

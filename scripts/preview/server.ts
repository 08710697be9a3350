import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Answer, answer, pagePolicy, type Sources } from './answers.ts'
import type { Galley } from './galley.ts'
import { refusal } from './guard.ts'
import type { Look, Tell } from './told.ts'

/** A server of previews. */
export interface Server {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Thrown where the port that was asked for is taken; the message is for the user. */
export class PortTaken extends Error {}

/** The port that is tried first, where none is asked for: an open page finds the next run. */
const usual = 4848

/** Serves the galley on this machine only. */
export async function serve(
  galley: Pick<Galley, 'look'>,
  sources: Sources,
  port: number | undefined,
): Promise<Server> {
  let own = 0
  const server = createServer(async (request, response) => {
    const refused = refusal(request, own)
    if (refused) return send(response, 403, { type: 'text/plain', body: `${refused}\n` })
    const url = request.url ?? '/'
    if (url === '/events' || url.startsWith('/events?')) return tellOn(response, url, galley)
    try {
      const { status, ...met } = await answer(url, sources)
      send(response, status, met, request.method === 'HEAD')
    } catch {
      // A page that cannot be drawn, an address that is none.
      send(response, 404, { type: 'text/plain', body: 'There is nothing here.\n' })
    }
  })
  const listen = (wanted: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host: '127.0.0.1', port: wanted }, () => {
        server.off('error', reject)
        resolve()
      })
    })
  try {
    await listen(port ?? usual)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (port !== undefined) {
      throw new PortTaken(
        `The port ${port} cannot be used (${code}). Name another one with \`--port\`, or none at all.`,
      )
    }
    await listen(0)
  }
  own = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${own}/`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const always = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const

function send(
  response: ServerResponse,
  status: number,
  { type, body, policy = pagePolicy, name }: Omit<Answer, 'status'>,
  headOnly = false,
): void {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  response.writeHead(status, {
    ...always,
    'Content-Security-Policy': policy,
    'Content-Type': /^text\/|xml$|javascript$/.test(type) ? `${type}; charset=utf-8` : type,
    'Content-Length': bytes.byteLength,
    ...(name
      ? { 'Content-Disposition': `inline; filename*=UTF-8''${encodeURIComponent(name)}` }
      : {}),
  })
  response.end(headOnly ? undefined : bytes)
}

/** A stream of what changes for one page, for as long as that stays open. */
function tellOn(response: ServerResponse, url: string, galley: Pick<Galley, 'look'>): void {
  const { searchParams } = new URL(`http://localhost${url}`)
  const publication = searchParams.get('publication')
  const format = searchParams.get('format')
  const look: Look = {
    ...(publication ? { publication } : {}),
    ...(format ? { format } : {}),
    remarks: searchParams.get('remarks') === 'manuscript' ? 'manuscript' : 'publication',
  }
  response.writeHead(200, {
    ...always,
    'Content-Security-Policy': pagePolicy,
    'Content-Type': 'text/event-stream',
  })
  response.write('retry: 1000\n\n')
  const last = new Map<string, string>()
  const tell: Tell = (part, told) => {
    const line = JSON.stringify(told)
    if (last.get(part) === line) return
    last.set(part, line)
    response.write(`event: ${part}\ndata: ${line}\n\n`)
  }
  response.once('close', galley.look(look, tell))
}

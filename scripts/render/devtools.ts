import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { openProfile } from './browser.ts'

/** A running browser that is spoken to by the DevTools protocol, over a pipe. */
export interface DevTools {
  /** Asks for something; rejects where the browser refuses it, or is gone. */
  readonly send: Send
  /** Calls its listener at each such event of the browser or of its page. */
  readonly on: (event: string, listener: (params: unknown, session?: string) => void) => void
  /** Ends the browser: politely, and by force where it does not listen. */
  readonly close: () => Promise<void>
  /** Resolves once the browser is gone. */
  readonly gone: Promise<void>
}

type Send = (method: string, params?: object, session?: string) => Promise<unknown>

/** What the browser says: an answer, or an event. */
interface Said {
  readonly id?: number
  readonly result?: unknown
  readonly error?: { readonly message: string }
  readonly method?: string
  readonly params?: unknown
  readonly sessionId?: string
}

/** Milliseconds in which a browser that is told to end should have ended. */
const farewell = 5000

/**
 * Starts a browser at once, with a profile of its own.
 *
 * By a pipe: the browser ends with the program, even where that is killed.
 */
export function startBrowser(
  program: string,
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): DevTools {
  const profile = openProfile()
  const child = spawn(
    program,
    [...words, '--remote-debugging-pipe', `--user-data-dir=${profile.path}`, 'about:blank'],
    {
      env,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      // A group of its own: what stops the program by a key leaves it to the program to close.
      detached: process.platform !== 'win32',
      windowsHide: true,
    },
  )
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable]
  const waiting = new Map<number, (said: Said) => void>()
  const listeners = new Map<string, ((params: unknown, session?: string) => void)[]>()
  let ended: Error | undefined
  const end = (reason: Error) => {
    ended ??= reason
    for (const answer of waiting.values()) answer({ error: ended })
    waiting.clear()
  }
  const onExit = () => kill(child)
  const gone = new Promise<void>(resolve => {
    const leave = (error?: Error) => {
      process.off('exit', onExit)
      end(new Error(error ? `the browser did not start: ${error.message}` : 'the browser ended'))
      resolve(profile.remove())
    }
    child.once('exit', () => leave())
    child.once('error', leave)
  })
  process.once('exit', onExit)
  // A browser that dies leaves a broken pipe; what was asked of it fails all the same.
  for (const pipe of [input, output]) pipe.on('error', () => {})
  listen(output, ({ id, method, ...said }) => {
    if (id !== undefined) {
      waiting.get(id)?.(said)
      waiting.delete(id)
    } else for (const told of listeners.get(method ?? '') ?? []) told(said.params, said.sessionId)
  })
  let count = 0
  const send: Send = (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      if (ended) return reject(ended)
      count += 1
      waiting.set(count, ({ result, error }) => {
        if (error) reject(new Error(error.message))
        else resolve(result)
      })
      input.write(`${JSON.stringify({ id: count, method, params, sessionId })}\0`)
    })
  return {
    send,
    on: (event, listener) => listeners.set(event, [...(listeners.get(event) ?? []), listener]),
    gone,
    close: async () => {
      const force = setTimeout(() => kill(child), farewell)
      send('Browser.close').catch(() => undefined)
      await gone
      clearTimeout(force)
    },
  }
}

/** Ends a browser and all that it started. */
function kill(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}

/** Messages come as JSON, each with a NUL behind it; a large one comes in many pieces. */
function listen(output: Readable, hear: (said: Said) => void): void {
  let pieces: Buffer[] = []
  output.on('data', (data: Buffer) => {
    let from = 0
    for (let at = data.indexOf(0); at >= 0; at = data.indexOf(0, from)) {
      pieces.push(data.subarray(from, at))
      const text = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
      pieces = []
      from = at + 1
      hear(JSON.parse(text.toString('utf8')) as Said)
    }
    if (from < data.length) pieces.push(data.subarray(from))
  })
}

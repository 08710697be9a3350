import { writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPreview } from '../../scripts/preview/preview.ts'
import { PortTaken } from '../../scripts/preview/server.ts'
import { sharedPrinter } from '../press/shared-printer.ts'
import { calm, type Opened, opened, stock } from './opened.ts'

let preview: Opened
let closePrinter: () => Promise<void>
let shown: string
beforeAll(async () => {
  const shared = await sharedPrinter()
  closePrinter = shared.close
  preview = await opened(
    { ...calm, 'notes.txt': 'Nobody is to read this.' },
    async () => shared.printer,
  )
  shown = await firstShown()
})
afterAll(async () => {
  await preview.close()
  await closePrinter()
})

interface Met {
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A request as somebody may write it by hand: the path goes out as it is. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Met> {
  const { hostname, port } = new URL(preview.url)
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, method, headers }, response => {
      let body = ''
      response.on('data', piece => {
        body += piece
      })
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body }),
      )
    })
    asking.on('error', reject)
    asking.end()
  })
}

/** The id of the first impression that a page is told of. */
async function firstShown(): Promise<string> {
  const response = await fetch(`${preview.url}events`)
  let text = ''
  for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
    text += piece
    const id = /"shown":\{"id":"([0-9a-f]+)"/.exec(text)?.[1]
    if (id) return id
  }
  throw new Error('The stream ended.')
}

test('the page and all that it asks for come without a cache, a cookie or a way out', async () => {
  for (const path of ['/', '/preview.css', '/client/page.js', `/pages/${shown}/0?width=400`]) {
    const { status, headers } = await ask(path)
    expect([path, status]).toEqual([path, 200])
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['set-cookie']).toBeUndefined()
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none';.*frame-ancestors 'none'/,
    )
    expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*/)
    expect(headers['access-control-allow-origin']).toBeUndefined()
  }
})

test('who calls it by another name, or from another page, gets nothing', async () => {
  const { port } = new URL(preview.url)
  for (const headers of [
    { Host: `leaflets.example:${port}` },
    { Host: 'leaflets.example' },
    { Origin: 'https://leaflets.example' },
    { 'Sec-Fetch-Site': 'cross-site' },
  ]) {
    for (const path of ['/', '/events', `/pages/${shown}/0?width=400`]) {
      const { status, body } = await ask(path, headers)
      expect(status).toBe(403)
      expect(body).not.toContain('Water')
    }
  }
  expect((await ask('/', {}, 'POST')).status).toBe(403)
})

test('no path leads to a file', async () => {
  await writeFile(join(preview.folder, '..', 'secret-of-preview.txt'), 'secret')
  const steps = ['..', '%2e%2e', '%2e%2e%2f..', '..%5c..', '....//..']
  const paths = [
    '/notes.txt',
    '/01-water.md',
    '/clinic.yaml',
    '/package.json',
    '/client/../preview/server.ts',
    '/client/..%2fserver.ts',
    '/client/tsconfig.json',
    `/documents/${shown}/../../etc/passwd`,
    `/files/${shown}/..%2f..%2fetc%2fpasswd`,
    `/files/${shown}/`,
    `/pages/${shown}/-1?width=400`,
    `/pages/${shown}/0?width=400000`,
    `/pages/${shown}/0?width=NaN`,
    `/pages/${shown}/99?width=400`,
    '/pages/00000000000000000000/0?width=400',
    '/rules/..%2f..%2fpackage',
    '/rules/__proto__',
    '//evil.example/',
    '/%',
    '/%00',
    ...steps.flatMap(step => [
      `/${step}/${step}/${step}/${step}/etc/passwd`,
      `/${step}/secret-of-preview.txt`,
      `/${step}/notes.txt`,
      `${preview.folder}/${step}/secret-of-preview.txt`,
    ]),
    join(preview.folder, '01-water.md'),
  ]
  for (const path of paths) {
    const { status, body } = await ask(path)
    expect([path, status]).toEqual([path, 404])
    expect(body).toBe('There is nothing here.\n')
  }
})

test('it listens on this machine only', async () => {
  const { port } = new URL(preview.url)
  const others = Object.values(networkInterfaces()).flatMap(each =>
    (each ?? []).flatMap(({ address, family, internal }) =>
      family === 'IPv4' && !internal ? [address] : [],
    ),
  )
  expect(new URL(preview.url).hostname).toBe('127.0.0.1')
  for (const address of others) {
    await expect(fetch(`http://${address}:${port}/`)).rejects.toThrow('fetch failed')
  }
})

test('the file that is opened says whether it is final', async () => {
  const { status, headers } = await ask(`/files/${shown}/proof-01-water-a4.pdf`)
  const final = await ask(`/files/${shown}/01-water-a4.pdf`)
  // Which of the two depends on whether the checks were done, and never both.
  expect([status, final.status].toSorted()).toEqual([200, 404])
  const met = status === 200 ? headers : final.headers
  expect(met['content-type']).toBe('application/pdf')
})

test('a rule is explained, and a port that is taken is said', async () => {
  expect((await ask('/rules/leading-zero')).body).toContain('leading-zero (')
  const order = {
    folder: preview.folder,
    port: Number(new URL(preview.url).port),
    explain: async () => undefined,
  }
  const room = {
    stock,
    epoch: '2000-01-01',
    today: () => '2026-11-22',
    openPrinter: () => Promise.reject(new Error('never')),
  }
  await expect(openPreview(order, room)).rejects.toThrow(PortTaken)
})

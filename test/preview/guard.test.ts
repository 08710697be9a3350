import { expect, test } from 'vitest'
import { refusal } from '../../scripts/preview/guard.ts'

const host = '127.0.0.1:4848'

test.each([
  ['its own page', { host }],
  ['by name', { host: 'localhost:4848' }],
  ['by the address of the sixth version', { host: '[::1]:4848' }],
  [
    'a script of its own page',
    { host, origin: 'http://127.0.0.1:4848', 'sec-fetch-site': 'same-origin' },
  ],
  ['an address that somebody typed', { host, 'sec-fetch-site': 'none' }],
])('lets pass %s', (_, headers) => {
  expect(refusal({ method: 'GET', headers }, 4848)).toBeUndefined()
})

test.each([
  ['no host', 'GET', {}],
  ['a name of somebody else that leads here', 'GET', { host: 'leaflets.example:4848' }],
  ['a name that only begins like ours', 'GET', { host: '127.0.0.1:4848.example' }],
  ['another port', 'GET', { host: '127.0.0.1:80' }],
  ['another page', 'GET', { host, origin: 'https://leaflets.example' }],
  ['a page from nowhere', 'GET', { host, origin: 'null' }],
  ['our name on another port', 'GET', { host, origin: 'http://localhost:3000' }],
  ['a picture in another page', 'GET', { host, 'sec-fetch-site': 'cross-site' }],
  ['a page on another port', 'GET', { host, 'sec-fetch-site': 'same-site' }],
  ['what would change something', 'POST', { host }],
  ['a question before that', 'OPTIONS', { host, origin: 'http://127.0.0.1:4848' }],
])('refuses %s', (_, method, headers) => {
  expect(refusal({ method, headers }, 4848)).toMatch(/^(Unexpected host|The preview)/)
})

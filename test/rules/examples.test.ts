import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { check } from '../../scripts/check/check.ts'
import { documentation, type Example } from '../../scripts/check/documentation.ts'
import { houseStyle } from '../../scripts/check/house-style.ts'
import type { Finding } from '../../scripts/read/finding.ts'
import { read } from '../../scripts/read/read.ts'

const said = ({ file, start, end, reason }: Finding) =>
  [
    file === 'example.md' ? '' : `${file}: `,
    start ? `${start.line}:${start.column}` : '',
    end ? `-${end.line}:${end.column}` : '',
    start ? ': ' : '',
    reason,
  ].join('')

async function findings(example: Example, rule: string): Promise<readonly Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'imprimatur-example-'))
  try {
    for (const { name, text } of example.files) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), text)
    }
    const manuscript = await read(folder)
    const before = JSON.stringify(manuscript.chapters)
    const found = check(manuscript, { day: example.day })
    expect(JSON.stringify(manuscript.chapters), 'a rule only reads').toBe(before)
    return found.filter(finding => finding.rule === rule || finding.rule === 'check')
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The messages that a rule's file holds, each as a pattern of what it can say. */
function messagesIn(source: string): readonly RegExp[] {
  const code = source.slice(source.indexOf('\nexport const'))
  const literals = code.matchAll(
    /\breason:?\s*[:=]?\s*\n?\s*(`(?:[^`\\]|\\.)*`|'(?:[^'\\]|\\.)*')/g,
  )
  // A cause ("first given here") begins small; it is no message of its own.
  const messages = Array.from(literals, ([, literal = '']) => literal).filter(literal =>
    /^.\p{Lu}/u.test(literal),
  )
  expect(messages.length, 'each report has its reason as one text').toBe(
    code.match(/\breport\(\{/g)?.length,
  )
  return messages.map(literal => {
    const text = literal.slice(1, -1).replaceAll('\\`', '`').replaceAll("\\'", "'")
    const parts = text.split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/)
    return new RegExp(`${parts.map(escaped).join('[\\s\\S]*')}$`)
  })
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

describe.each(houseStyle.map(({ rule }) => rule.name))('%s', rule => {
  const file = new URL(`../../scripts/check/rules/${rule}.ts`, import.meta.url)

  test('has a clean example, and one for every message', async () => {
    const source = await readFile(file, 'utf8')
    const { summary, paragraphs, examples } = documentation(source)
    expect(summary).not.toBe('')
    expect(
      paragraphs.some(paragraph => /^Sources?: \S/.test(paragraph)),
      'a named source',
    ).toBe(true)
    expect(
      examples.some(({ messages }) => messages.length === 0),
      'a clean example',
    ).toBe(true)
    const messages = messagesIn(source)
    expect(messages).not.toEqual([])
    const expected = examples.flatMap(({ messages }) => messages)
    for (const message of messages) {
      expect(
        expected.some(line => message.test(line)),
        `${message} in an example`,
      ).toBe(true)
    }
  })

  test('says what its examples say', async () => {
    const { examples } = documentation(await readFile(file, 'utf8'))
    for (const example of examples) {
      expect((await findings(example, rule)).map(said)).toEqual(example.messages)
    }
  })
})

test('every file of a rule stands in the house style', async () => {
  const { readdir } = await import('node:fs/promises')
  const files = await readdir(new URL('../../scripts/check/rules/', import.meta.url))
  const names = houseStyle.map(({ rule }) => `${rule.name}.ts`)
  expect(files.filter(file => !file.startsWith('.')).sort()).toEqual(names.toSorted())
  expect(new Set(names).size).toBe(names.length)
})

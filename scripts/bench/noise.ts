import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { check } from '../check/check.ts'
import { houseStyle } from '../check/house-style.ts'
import { prose } from '../check/prose.ts'
import { words } from '../check/text/words.ts'
import { chapter } from '../read/chapter.ts'
import { readFormulary } from '../read/formulary.ts'
import type { Manuscript } from '../read/manuscript.ts'

/*
 * How loud the rules are on texts that others have edited well: the readmes of the packages in
 * `node_modules`. `node scripts/bench/noise.ts [rule …]` prints findings by rule, and those of the
 * rules named. Repeats between packages are real, so the rules that compare passages are left out.
 */

const comparing = ['no-duplicate-passage', 'no-conflicting-quantity', 'no-conflicting-advice']
const packages = fileURLToPath(new URL('../../node_modules/', import.meta.url))
const { formulary } = readFormulary(new Map())

const chapters = names(packages).flatMap(name => {
  const file = ['README.md', 'readme.md', 'Readme.md']
    .map(readme => join(packages, name, readme))
    .find(existsSync)
  if (!file) return []
  const text = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
  const made = chapter(`${name}.md`, text, new Map(), 'en')
  return made.chapter ? [made.chapter] : []
})
const all = chapters
  .flatMap(({ source, text }) => prose(source, text))
  .reduce((sum, block) => sum + words(block).length, 0)

const rules = Object.fromEntries(comparing.map(rule => [rule, 'off' as const]))
const empty = { clinic: {}, sources: {}, styleSheet: { rules }, waivers: [], reviews: [] }
const maps = { passages: new Map(), figures: new Map(), publications: [], unread: [], findings: [] }
const manuscript = { ...empty, ...maps, folder: '', formulary, chapters } as unknown as Manuscript
const findings = check(manuscript, { day: '2026-11-22' })

const families = new Map(houseStyle.map(({ rule, family }) => [rule.name, family]))
const counts = Map.groupBy(findings, ({ rule }) => `${families.get(rule)}/${rule}`)
console.log(`${chapters.length} readmes, ${all} words`)
for (const [rule, met] of [...counts].sort()) {
  const per = ((met.length * 1000) / all).toFixed(3)
  console.log(`${rule.padEnd(36)} ${String(met.length).padStart(5)}  ${per} per 1,000 words`)
}
const asked = new Set(process.argv.slice(2))
for (const { file, start, rule, reason } of findings) {
  if (asked.has(rule)) console.log(`${file}:${start?.line}:${start?.column} ${rule} ${reason}`)
}

function names(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter(name => !name.startsWith('.'))
    .sort()
    .flatMap(name =>
      name.startsWith('@')
        ? readdirSync(join(folder, name)).map(inner => `${name}/${inner}`)
        : [name],
    )
}

import { readFile } from 'node:fs/promises'
import { documentation } from '../check/documentation.ts'
import { houseStyle } from '../check/house-style.ts'
import { type Documented, manual, ruleText } from '../check/manual.ts'

/** Where `imprimatur explain` says what it has to say. */
export interface Listener {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

/**
 * Says what a rule is about, with its examples; without a rule, lists them all, and with `manual`
 * prints the whole of their documentation as Markdown. Gives 1 where no rule has that name.
 */
export async function explain(
  rule: string | undefined,
  options: { readonly manual?: boolean },
  { out, err }: Listener,
): Promise<0 | 1> {
  if (options.manual) {
    out(manual(await Promise.all(houseStyle.map(documented))))
    return 0
  }
  if (rule === undefined) {
    const all = await Promise.all(houseStyle.map(documented))
    for (const { name, severity, summary } of all) {
      out(`${name.padEnd(24)} ${severity.padEnd(8)} ${summary}\n`)
    }
    return 0
  }
  const text = await explanation(rule)
  if (text === undefined) {
    err(`No rule is named \`${rule}\`.\n${near(rule)}\n`)
    return 1
  }
  out(text)
  return 0
}

/** What a rule is about, with its examples; undefined where no rule has that name. */
export async function explanation(rule: string): Promise<string | undefined> {
  const found = houseStyle.find(one => one.rule.name === rule)
  return found && ruleText(await documented(found))
}

/** A rule's own file tells of it: as TypeScript here, as JavaScript where the press is installed. */
async function documented({
  rule,
  severity,
  family,
}: (typeof houseStyle)[number]): Promise<Documented> {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const file = new URL(`../check/rules/${rule.name}.${ending}`, import.meta.url)
  return { name: rule.name, severity, family, ...documentation(await readFile(file, 'utf8')) }
}

/** Rules whose names share the most words with what was asked for. */
function near(wanted: string): string {
  const parts = wordsOf(wanted)
  const scored = houseStyle.map(({ rule: { name } }) => ({
    name,
    shared: wordsOf(name).filter(word => parts.includes(word)).length,
  }))
  const most = Math.max(...scored.map(({ shared }) => shared))
  const close = scored.filter(({ shared }) => shared === most).slice(0, 5)
  return most > 0
    ? `Did you mean ${close.map(({ name }) => `\`${name}\``).join(' or ')}?`
    : '`imprimatur explain` lists them all. Findings of other stages explain themselves in their note.'
}

function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[^a-z]+/)
    .map(word => word.replace(/s$/, ''))
    .filter(word => word.length > 2)
}

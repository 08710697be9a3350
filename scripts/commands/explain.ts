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
  if (found) return ruleText(await documented(found))
  const stage = Object.hasOwn(ofStages, rule) ? ofStages[rule] : undefined
  return stage && `${rule}\n\n${stage} Its findings say the next step in their note.\n`
}

/** What findings are about that no rule makes: those of reading, of the gate and of printing. */
const ofStages: Readonly<Record<string, string>> = {
  'character-has-font':
    'A character must be in one of the fonts of the press, or it would be a blank on paper.',
  directive: 'A box begins with `:::name` and ends with `:::`, each on a line of its own.',
  figure: 'A picture must be in the folder, and be what its name says.',
  formulary: 'An entry of a formulary may name only ingredients and sources that are there.',
  greyscale: 'What is ordered in greyscale must hold no colour.',
  imprimatur:
    'The gate: a remedy prints as final only with a valid signature under its exact words.',
  overset: 'What is printed must have room on its sheet.',
  passage: '`::passage{#name}` sets the text of `passages/name.md`, which must be there.',
  print: 'A file must come out of the browser whole.',
  'proof-reading':
    'Every file is read back before it is written and held against the chapters, word by word and cell by cell: what has lost, doubled or moved something is never issued as final.',
  publication: 'A file of `publications/` says what to issue, in fields that the press knows.',
  'raw-html': 'HTML in a chapter is cleaned: harmless elements stay, others lose their tags.',
  read: 'A file must be text in UTF-8 that the press can follow.',
  review: 'A file of `reviews/` is a signed decision on one remedy.',
  'style-sheet':
    '`style-sheet.yaml` sets the options of the rules, in fields that the press knows.',
  summary: '`SUMMARY.md` lists the chapters in their order.',
  waiver: '`waivers.yaml` accepts findings, each with its place and a reason.',
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

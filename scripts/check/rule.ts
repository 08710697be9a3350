import type { Root } from 'mdast'
import type { Plugin } from 'unified'
import { lintRule } from 'unified-lint-rule'
import type { Position } from 'unist'
import { VFile } from 'vfile'
import type { Clinic } from '../read/clinic.ts'
import type { Day } from '../read/fields.ts'
import type { Finding, Place, Severity } from '../read/finding.ts'
import type { Formulary } from '../read/formulary.ts'
import { type FrontMatter, frontMatter } from '../read/front-matter.ts'
import type { Chapter, Manuscript, Passage } from '../read/manuscript.ts'
import type { StyleSheet } from '../read/style-sheet.ts'
import { type Block, places, prose } from './prose.ts'

/** What a rule says about one place. */
export interface Remark {
  /** Where; the whole file where there is no place to point at. */
  readonly at?: Position | undefined
  /** "Unexpected X, expected Y". */
  readonly reason: string
  readonly expected?: readonly string[]
  /** The next step. */
  readonly note?: string
  readonly cause?: Place & { readonly reason: string }
  /** Of two passages that the remark is about: the hashes of their words. */
  readonly passages?: readonly [string, string]
  /** Where one message of a rule weighs more or less than the rule. */
  readonly severity?: Severity
}

/** What the rules are told besides the text: plain data, so that it can be hashed. */
export interface RuleOptions {
  readonly styleSheet: StyleSheet
  readonly clinic: Clinic
}

/** A text as a chapter rule reads it. */
export interface Page extends RuleOptions {
  readonly kind: 'chapter' | 'passage'
  readonly file: string
  readonly tree: Root
  readonly text: string
  readonly matter: FrontMatter
  /** BCP 47. */
  readonly language: string
  readonly blocks: readonly Block[]
  /** Where `text.slice(start, end)` stands. */
  readonly at: (start: number, end: number) => Position
}

/** A rule on one chapter or passage: a unified plugin that only reads. */
export interface ChapterRule {
  readonly scope: 'chapter'
  readonly name: string
  readonly plugin: Plugin<[options?: RuleOptions], Root>
}

/** A rule on the manuscript as a whole, run when all chapters have been read. */
export interface ManuscriptRule {
  readonly scope: 'manuscript'
  readonly name: string
  /** What it takes from each text; done once for each, and again where the text changed. */
  readonly gathers?: {
    readonly form: Form
    readonly from: (text: Chapter | Passage, options: GatherOptions) => unknown
  }
  readonly run: (
    manuscript: Manuscript,
    gathered: readonly Gathered<unknown>[],
    day: Day,
    report: ManuscriptReport,
  ) => void
}

/** What a rule is told besides the one text that it gathers from. */
export interface GatherOptions extends RuleOptions {
  readonly formulary: Formulary
}

/** A text as it is written, or as it will be set with the shared passages that it includes. */
export type Form = 'written' | 'set'

/** What a rule may look at of a text in each form. */
interface Forms {
  readonly written: Omit<Chapter, 'tree' | 'title' | 'passages'> | Passage
  readonly set: Chapter | Passage
}

/** What a rule took from one text: plain data, since it may come from an earlier run. */
export interface Gathered<Facts> {
  readonly text: Omit<Chapter, 'source' | 'tree'> | Omit<Passage, 'source'>
  readonly facts: Facts
}

/** A manuscript without its texts: what a rule judges by beside what it gathered. */
export type Tables = Omit<Manuscript, 'chapters' | 'passages'>

export type Rule = ChapterRule | ManuscriptRule
export type Report = (remark: Remark) => void
export type ManuscriptReport = (remark: Remark & { readonly file: string }) => void

const plain: RuleOptions = { styleSheet: {}, clinic: {} }

/** Makes a rule that looks at one chapter or passage at a time. */
export function chapterRule(name: string, run: (page: Page, report: Report) => void): ChapterRule {
  return {
    scope: 'chapter',
    name,
    plugin: lintRule<Root, RuleOptions>(`imprimatur:${name}`, (tree, file, options) => {
      run(pageOf(tree, file, options ?? plain), ({ at, reason, ...rest }) => {
        const message = file.message(reason, at ? { place: at } : {})
        Object.assign(message, { remark: rest }, rest.note && { note: rest.note })
        if (rest.expected) message.expected = [...rest.expected]
      })
    }),
  }
}

/**
 * Makes a rule that gathers something from each text by itself, and then judges all of it together;
 * so an edit costs no more than the reading of one text. It gathers nothing where it gives
 * `undefined`.
 */
export function gatheringRule<F extends Form, Facts>(
  name: string,
  form: F,
  gather: (text: Forms[F], options: GatherOptions) => Facts | undefined,
  judge: (
    gathered: readonly Gathered<Facts>[],
    tables: Tables,
    report: ManuscriptReport,
    day: Day,
  ) => void,
): ManuscriptRule {
  return {
    scope: 'manuscript',
    name,
    gathers: { form, from: gather as (text: Chapter | Passage, options: GatherOptions) => unknown },
    run: (manuscript, gathered, day, report) =>
      judge(gathered as readonly Gathered<Facts>[], manuscript, report, day),
  }
}

/** Makes a rule that looks at each chapter by itself, with what a chapter rule is not told. */
export function eachChapterRule<F extends Form>(
  name: string,
  form: F,
  run: (
    chapter: Extract<Forms[F], Pick<Chapter, 'matter'>>,
    report: ManuscriptReport,
    options: GatherOptions,
  ) => void,
): ManuscriptRule {
  type Remarks = Parameters<ManuscriptReport>[0][]
  return gatheringRule<F, Remarks>(
    name,
    form,
    (text, options) => {
      if (!('matter' in text)) return undefined
      const remarks: Remarks = []
      run(text as Parameters<typeof run>[0], remark => remarks.push(remark), options)
      return remarks.length > 0 ? remarks : undefined
    },
    (gathered, _, report) => {
      for (const { facts } of gathered) facts.forEach(report)
    },
  )
}

/** Makes a rule that looks at the whole manuscript; `day` is the day that it is pressed. */
export function manuscriptRule(
  name: string,
  run: (manuscript: Manuscript, report: ManuscriptReport, day: Day) => void,
): ManuscriptRule {
  return {
    scope: 'manuscript',
    name,
    run: (manuscript, _, day, report) => run(manuscript, report, day),
  }
}

/** A chapter or passage as the file that unified hands from rule to rule. */
export function fileOf(text: Chapter | Passage): VFile {
  const chapter = 'matter' in text
  return new VFile({
    path: text.file,
    value: text.text,
    data: {
      kind: chapter ? 'chapter' : 'passage',
      matter: chapter ? text.matter : {},
      ...(chapter && { language: text.language }),
    },
  })
}

/** The findings that the rules left on a file. */
export function findingsOf(
  file: VFile,
  name: string,
  severityOf: (rule: string, own: Severity | undefined) => Severity,
): readonly Finding[] {
  return file.messages.map((message): Finding => {
    const { remark } = message as { remark?: Omit<Remark, 'at' | 'reason'> }
    const rule = message.ruleId ?? 'check'
    if (!remark) return failed(rule, name, message)
    return {
      rule,
      severity: severityOf(rule, remark.severity),
      file: name,
      ...placeOfMessage(message.place),
      reason: message.reason,
      ...(remark.expected && { expected: remark.expected }),
      ...(remark.note && { note: remark.note }),
      ...(remark.cause && { cause: remark.cause }),
    }
  })
}

/** A rule that breaks is a finding too, and the others go on. */
export function failed(rule: string, file: string, error: unknown): Finding {
  return {
    rule,
    severity: 'error',
    file,
    reason: `Unexpected failure of the rule: ${error instanceof Error ? error.message : String(error)}`,
    note: 'This is a fault of the press, not of the text. Report it with this file; meanwhile the rule can be turned off in style-sheet.yaml.',
  }
}

function placeOfMessage(place: unknown): Pick<Place, 'start' | 'end'> {
  if (!place || typeof place !== 'object') return {}
  const range = place as Position
  if (!range.start) return {}
  return {
    start: { line: range.start.line, column: range.start.column },
    end: { line: range.end.line, column: range.end.column },
  }
}

const pages = new WeakMap<Root, Page>()

/** The page is made once per tree and serves all rules. */
function pageOf(tree: Root, file: VFile, options: RuleOptions): Page {
  const known = pages.get(tree)
  if (known && known.styleSheet === options.styleSheet && known.clinic === options.clinic) {
    return known
  }
  const { data } = file as {
    data: { kind?: Page['kind']; matter?: FrontMatter; language?: string }
  }
  const path = file.path ?? ''
  const matter = data.matter ?? frontMatter(tree, path).value ?? {}
  const text = String(file)
  const page: Page = {
    ...options,
    kind: data.kind ?? 'chapter',
    file: path,
    tree,
    text,
    matter,
    language: data.language ?? matter.language ?? options.clinic.language ?? 'en',
    blocks: prose(tree, text),
    at: places(text),
  }
  pages.set(tree, page)
  return page
}

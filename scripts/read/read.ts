import { basename, posix } from 'node:path'
import { chapterId, chapterOf } from './chapter.ts'
import { clinicSchema, sourcesSchema } from './clinic.ts'
import { decode } from './decode.ts'
import { readFigures } from './figure.ts'
import { byPlace, type Finding } from './finding.ts'
import { type Folder, openFolder } from './folder.ts'
import { isFormulary, readFormulary } from './formulary.ts'
import { included } from './include.ts'
import type { Chapter, Manuscript } from './manuscript.ts'
import { type Memory, openMemory } from './memory.ts'
import { isPassage, passage, passageId } from './passage.ts'
import { type Declaration, publications } from './publications.ts'
import { makeAnew, type Recall } from './recall.ts'
import { reviews } from './review.ts'
import { styleSheetSchema } from './style-sheet.ts'
import { summary } from './summary.ts'
import { waivers } from './waivers.ts'
import { type Written, written } from './written.ts'
import { readYaml } from './yaml.ts'

const isMarkdown = (file: string) => /\.(md|markdown)$/i.test(file)
const isYaml = (file: string) => /\.ya?ml$/i.test(file)

/** Folders of the manuscript whose Markdown is not a chapter. */
const notChapters = /^(passages|publications|reviews|figures|formularies)\//

/** What a program that reads a manuscript again and again hands in. */
export interface ReadOptions {
  /** The files, where they are not read from the disk each time. */
  readonly folder?: Folder
  /** Keeps what the reading before this one understood. */
  readonly memory?: Memory
  /** Knows what earlier runs made of the same texts. */
  readonly recall?: Recall
}

/**
 * Reads a folder of Markdown as a {@link Manuscript}.
 *
 * Whatever is wrong with one file is a finding and the others are read all the same. The only
 * errors thrown are the file system's own, for the folder itself.
 */
export async function read(path: string, options: ReadOptions = {}): Promise<Manuscript> {
  const { folder = await openFolder(path), memory = openMemory(), recall = makeAnew } = options
  const findings: Finding[] = []
  const text = async (file: string): Promise<string | undefined> => {
    const bytes = await folder.bytes(file)
    if (!bytes) return undefined
    const decoded = memory.recall(`text ${file}`, [bytes], () => decode(bytes))
    if ('text' in decoded) return decoded.text
    findings.push({
      rule: 'read',
      severity: 'error',
      file,
      start: { line: 1, column: 1 },
      ...decoded,
    })
    return undefined
  }
  const yaml = async <T>(file: string, schema: Parameters<typeof readYaml<T>>[2]) => {
    const raw = await text(file)
    if (raw === undefined) return undefined
    const result = memory.recall(`yaml ${file}`, [raw], () =>
      readYaml(raw, file, schema, posix.basename(file, '.yaml')),
    )
    findings.push(...result.findings)
    return result.value
  }

  const clinic = (await yaml('clinic.yaml', clinicSchema)) ?? {}
  const sources = (await yaml('sources.yaml', sourcesSchema)) ?? {}
  const styleSheet = (await yaml('style-sheet.yaml', styleSheetSchema)) ?? {}
  const waived = waivers((await text('waivers.yaml')) ?? '', 'waivers.yaml')
  findings.push(...waived.findings)
  const inFile = (file: string, raw: string): Written =>
    memory.recall(`written ${file}`, [raw], () => written(file, raw, recall))
  const shared = new Map<string, Written>()
  for (const file of folder.files.filter(isPassage)) {
    const raw = await text(file)
    if (raw !== undefined) shared.set(passageId(file), inFile(file, raw))
  }
  const passages = new Map(
    Array.from(shared, ([id, own]) => [
      id,
      memory.recall(`passage ${own.file}`, [own], () => passage(own, recall)),
    ]),
  )
  const language = clinic.language ?? 'en'

  const chapters: Chapter[] = []
  const unread: string[] = []
  const ids = new Map<string, string>()
  for (const file of await inOrder(folder, text, findings)) {
    const raw = await text(file)
    const own = raw === undefined ? undefined : inFile(file, raw)
    const including = included(own?.includes ?? [], shared)
    const reading =
      own &&
      memory.recall(`chapter ${file}`, [own, language, ...including], () =>
        chapterOf(own, passages, including, language, recall),
      )
    findings.push(...(reading?.findings ?? []))
    const first = ids.get(chapterId(file))
    if (own && reading?.chapter && first === undefined) {
      chapters.push(reading.chapter)
      findings.push(...own.findings)
      ids.set(reading.chapter.id, file)
    } else unread.push(file)
    if (first !== undefined) {
      findings.push({
        rule: 'read',
        severity: 'error',
        file,
        reason: `Unexpected second chapter with the name \`${chapterId(file)}\``,
        note: 'Rename one of the two files.',
        cause: { file: first, reason: 'first used here' },
      })
    }
  }

  const declarations: Declaration[] = []
  for (const file of folder.files.filter(
    file => /^publications\/[^/]+$/.test(file) && isYaml(file),
  )) {
    const raw = await text(file)
    if (raw !== undefined) declarations.push({ file, text: raw })
  }
  const declared = publications(declarations, chapters, unread)
  findings.push(...[...shared.values()].flatMap(({ findings }) => findings))
  const texts = async (wanted: (file: string) => boolean) => {
    const met = new Map<string, string | undefined>()
    for (const file of folder.files.filter(wanted)) met.set(file, await text(file))
    return met
  }
  const reviewed = await texts(file => file.startsWith('reviews/'))
  const signed = memory.recall('reviews', [...reviewed].flat(), () => reviews(reviewed))
  const added = await texts(isFormulary)
  const { formulary, findings: inFormulary } = memory.recall('formulary', [...added].flat(), () =>
    readFormulary(added, recall),
  )
  const pictures = await readFigures(folder, [...chapters, ...passages.values()])
  const shown = [...pictures.figures].flatMap(([path, { bytes }]) => [path, bytes])
  const figures = memory.recall('figures', shown, () => pictures.figures)
  return {
    folder: path,
    name: basename(folder.root),
    clinic,
    sources,
    styleSheet,
    waivers: waived.waivers,
    chapters,
    passages,
    figures,
    publications: declared.publications,
    reviews: signed.reviews,
    formulary,
    unread,
    findings: [
      ...findings,
      ...declared.findings,
      ...signed.findings,
      ...inFormulary,
      ...pictures.findings,
    ].sort(byPlace),
  }
}

/** The chapters' files in the order of `SUMMARY.md`, else of their names. */
async function inOrder(
  folder: Folder,
  text: (file: string) => Promise<string | undefined>,
  findings: Finding[],
): Promise<readonly string[]> {
  const files = folder.files.filter(
    file => isMarkdown(file) && !notChapters.test(file) && file !== 'SUMMARY.md',
  )
  const raw = folder.files.includes('SUMMARY.md') ? await text('SUMMARY.md') : undefined
  if (raw === undefined) return files
  const listed = summary(raw)
  const present = new Set(files)
  for (const file of listed.filter(file => !present.has(file))) {
    findings.push({
      rule: 'summary',
      severity: 'error',
      file: 'SUMMARY.md',
      start: { line: Math.max(1, raw.slice(0, raw.indexOf(file)).split('\n').length), column: 1 },
      reason: `Missing chapter \`${file}\``,
      note: 'Put the file there, or take the line out of SUMMARY.md.',
    })
  }
  const inList = new Set(listed)
  for (const file of files.filter(file => !inList.has(file))) {
    findings.push({
      rule: 'summary',
      severity: 'info',
      file,
      reason: 'Unexpected file that SUMMARY.md does not list; it is not pressed',
      note: 'Add it to SUMMARY.md if it is a chapter.',
    })
  }
  return listed.filter(file => present.has(file))
}

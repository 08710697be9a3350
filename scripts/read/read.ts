import { basename, posix } from 'node:path'
import { chapter, chapterId } from './chapter.ts'
import { clinicSchema, sourcesSchema } from './clinic.ts'
import { decode } from './decode.ts'
import { unknownDirectives } from './directives.ts'
import { readFigures } from './figure.ts'
import { byPlace, type Finding } from './finding.ts'
import { type Folder, openFolder } from './folder.ts'
import { isFormulary, readFormulary } from './formulary.ts'
import { unexpectedHtml } from './html.ts'
import type { Chapter, Manuscript, Passage } from './manuscript.ts'
import { parseMarkdown } from './markdown.ts'
import { type Declaration, publications } from './publications.ts'
import { reviews } from './review.ts'
import { styleSheetSchema } from './style-sheet.ts'
import { summary } from './summary.ts'
import { waivers } from './waivers.ts'
import { readYaml } from './yaml.ts'

const isMarkdown = (file: string) => /\.(md|markdown)$/i.test(file)
const isYaml = (file: string) => /\.ya?ml$/i.test(file)

/** Folders of the manuscript whose Markdown is not a chapter. */
const notChapters = /^(passages|publications|reviews|figures|formularies)\//

/**
 * Reads a folder of Markdown as a {@link Manuscript}.
 *
 * Whatever is wrong with one file is a finding and the others are read all the same. The only
 * errors thrown are the file system's own, for the folder itself.
 */
export async function read(path: string): Promise<Manuscript> {
  const folder = await openFolder(path)
  const findings: Finding[] = []
  const text = async (file: string): Promise<string | undefined> => {
    const bytes = await folder.bytes(file)
    if (!bytes) return undefined
    const decoded = decode(bytes)
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
    const result = readYaml(raw, file, schema, posix.basename(file, '.yaml'))
    findings.push(...result.findings)
    return result.value
  }

  const clinic = (await yaml('clinic.yaml', clinicSchema)) ?? {}
  const sources = (await yaml('sources.yaml', sourcesSchema)) ?? {}
  const styleSheet = (await yaml('style-sheet.yaml', styleSheetSchema)) ?? {}
  const waived = waivers((await text('waivers.yaml')) ?? '', 'waivers.yaml')
  findings.push(...waived.findings)
  const passages = await readPassages(folder, text)

  const chapters: Chapter[] = []
  const unread: string[] = []
  const ids = new Map<string, string>()
  for (const file of await inOrder(folder, text, findings)) {
    const raw = await text(file)
    const reading =
      raw === undefined ? undefined : chapter(file, raw, passages, clinic.language ?? 'en')
    findings.push(...(reading?.findings ?? []))
    const first = ids.get(chapterId(file))
    if (reading?.chapter && first === undefined) {
      chapters.push(reading.chapter)
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
  for (const { source, file } of [...chapters, ...passages.values()]) {
    findings.push(...unexpectedHtml(source, file), ...unknownDirectives(source, file))
  }
  const texts = async (wanted: (file: string) => boolean) => {
    const met = new Map<string, string | undefined>()
    for (const file of folder.files.filter(wanted)) met.set(file, await text(file))
    return met
  }
  const signed = reviews(await texts(file => file.startsWith('reviews/')))
  const { formulary, findings: inFormulary } = await readFormulary(await texts(isFormulary))
  const pictures = await readFigures(folder, [...chapters, ...passages.values()])
  return {
    folder: path,
    name: basename(folder.root),
    clinic,
    sources,
    styleSheet,
    waivers: waived.waivers,
    chapters,
    passages,
    figures: pictures.figures,
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

async function readPassages(
  folder: Folder,
  text: (file: string) => Promise<string | undefined>,
): Promise<ReadonlyMap<string, Passage>> {
  const passages = new Map<string, Passage>()
  for (const file of folder.files) {
    if (!file.startsWith('passages/') || !isMarkdown(file)) continue
    const raw = await text(file)
    if (raw === undefined) continue
    const id = file.slice('passages/'.length).replace(/\.(md|markdown)$/i, '')
    passages.set(id, { id, file, text: raw, source: parseMarkdown(raw) })
  }
  return passages
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

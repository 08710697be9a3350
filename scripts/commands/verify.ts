import { readFile } from 'node:fs/promises'
import { read } from '../read/read.ts'
import { type Provenance, provenanceKey, readProvenance, verdict } from '../review/provenance.ts'
import { missingFolder } from './missing-folder.ts'
import { today, type World } from './world.ts'

/** What `imprimatur verify` is told. */
export interface VerifyOptions {
  readonly folder: string
  readonly json?: boolean
}

/**
 * Says which state of the manuscript and which reviews a PDF or EPUB was made from, and whether it
 * still holds. Gives 0 where it is current, 1 where it is anything else.
 */
export async function verify(file: string, options: VerifyOptions, world: World): Promise<0 | 1> {
  const bytes = await readFile(file).catch(() => undefined)
  if (!bytes) {
    world.err(`There is no file \`${file}\`.\n`)
    return 1
  }
  const line = await provenanceIn(bytes)
  const made = line === undefined ? undefined : readProvenance(line)
  if (!made) {
    world.err(
      `\`${file}\` does not say what it was made from, expected a PDF or an EPUB of this press.\n` +
        'A file that another program has saved again may have lost it.\n',
    )
    return 1
  }
  const missing = await missingFolder(options.folder)
  if (missing) {
    world.out(`${described(made)}\n`)
    world.err(`${missing}\nWithout the manuscript nobody can tell whether it still holds.\n`)
    return 1
  }
  const manuscript = await read(options.folder)
  const { state, reasons } = verdict(made, manuscript, today(world))
  if (options.json) world.out(`${JSON.stringify({ state, reasons, made }, null, 2)}\n`)
  else {
    world.out(`${described(made)}\n\n${stateWords[state]}\n`)
    for (const reason of reasons) world.out(`  ${reason}\n`)
  }
  return state === 'current' ? 0 : 1
}

const stateWords = {
  current: 'Current: the text and its reviews are as they were.',
  changed: 'Changed: the text is another one now. Print it anew.',
  expired: 'Expired: a review that it rests on no longer holds. Withdraw it.',
  proof: 'Proof: it never had leave to print.',
  unknown: 'Unknown: this manuscript makes no such publication.',
} as const

function described(made: Provenance): string {
  const chapters = Object.keys(made.chapters)
  const lines = [
    `Publication ${made.publication}, ${made.standing}, content code ${made.code}`,
    `Chapters: ${chapters.join(', ')}`,
  ]
  const remedies = Object.keys(made.remedies)
  if (remedies.length > 0) lines.push(`Remedies printed: ${remedies.join(', ')}`)
  if (made.withheld.length > 0) lines.push(`Left out, awaiting review: ${made.withheld.join(', ')}`)
  for (const { remedy, name, role, date, expires } of made.reviews) {
    lines.push(
      `Review of ${remedy}: ${name ? `${name}, ${role}` : role}, ${date}, until ${expires}`,
    )
  }
  if (made.reviews.length === 0) lines.push('It rests on no review.')
  return lines.join('\n')
}

/** The line that a PDF keeps among its document properties, an EPUB in its package file. */
async function provenanceIn(bytes: Uint8Array): Promise<string | undefined> {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('latin1')
  try {
    if (start === '%PDF') return await inPdf(bytes)
    if (start.startsWith('PK')) return await inEpub(bytes)
  } catch {
    // A broken file says nothing.
  }
  return undefined
}

async function inPdf(bytes: Uint8Array): Promise<string | undefined> {
  const { PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } = await import('@cantoo/pdf-lib')
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const properties = document.context.lookup(document.context.trailerInfo.Info)
  if (!(properties instanceof PDFDict)) return undefined
  const value = properties.lookup(PDFName.of(provenanceKey))
  return value instanceof PDFHexString || value instanceof PDFString
    ? value.decodeText()
    : undefined
}

async function inEpub(bytes: Uint8Array): Promise<string | undefined> {
  const { default: JSZip } = await import('jszip')
  const zip = await JSZip.loadAsync(bytes)
  const container = await zip.file('META-INF/container.xml')?.async('string')
  const path = container && /full-path="([^"]+)"/.exec(container)?.[1]
  const opf = path ? await zip.file(path)?.async('string') : undefined
  const meta = opf?.match(/<meta\b[^>]*>/g)?.find(tag => tag.includes(`name="${provenanceKey}"`))
  const content = meta && /\bcontent="([^"]*)"/.exec(meta)?.[1]
  return content === undefined ? undefined : unescaped(content)
}

function unescaped(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#34;', '"')
    .replaceAll('&#x22;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}

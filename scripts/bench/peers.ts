import { accessSync, constants } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import rehypeStringify from 'rehype-stringify'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { timedRun } from './timed-run.ts'

/** Another program that sets Markdown, on the same text and machine. */
export interface Peer {
  readonly name: string
  /** What it makes of the text, and how it is called. */
  readonly does: string
  /** Programs that it needs. */
  readonly programs: readonly string[]
  /** Sets every chapter of a folder, into another one. */
  readonly run: (call: Call) => Promise<void>
}

/** What a peer is given to do. */
export interface Call {
  readonly folder: string
  readonly out: string
  /** Runs one of its programs. */
  readonly start: (program: string, words: readonly string[]) => Promise<void>
  /** A Chromium for those that bring none. */
  readonly browser: string
}

const files = async (folder: string, end: string) =>
  (await readdir(folder))
    .filter(name => name.endsWith(end))
    .sort()
    .map(name => join(folder, name))

const each =
  (program: string, end: string, words: (file: string, out: string) => readonly string[]) =>
  async ({ folder, out, start }: Call) => {
    for (const [index, file] of (await files(folder, end)).entries())
      await start(program, words(file, join(out, `${index}.pdf`)))
  }

/** One compiler for all files, as a program that prints many would use it. */
const typstLoop = `
import sys, glob, typst
compiler = typst.Compiler(root=sys.argv[1])
for path in sorted(glob.glob(sys.argv[1] + '/*.typ')):
    compiler.compile(input=path, output=path.replace('.typ', '.pdf'))
`

/** All peers, the quickest first. */
export const peers: readonly Peer[] = [
  {
    name: 'Typst, one process',
    does: 'the PyPI package `typst`: a PDF each, by its own layout engine',
    programs: ['python3 with typst'],
    run: ({ folder, start }) => start('python3', ['-c', typstLoop, folder]),
  },
  {
    name: 'Typst',
    does: '`typst compile`: a process and a PDF each',
    programs: ['typst'],
    run: each('typst', '.typ', (file, pdf) => ['compile', file, pdf]),
  },
  {
    name: 'mdBook',
    does: '`mdbook build`: all as HTML pages, no PDF',
    programs: ['mdbook'],
    run: async ({ folder, out, start }) => {
      const chapters = (await files(folder, '.md')).map((file, index) => `- [${index}](${file})`)
      await writeFile(join(out, 'SUMMARY.md'), `# Summary\n\n${chapters.join('\n')}\n`)
      await writeFile(join(out, 'book.toml'), '[book]\ntitle = "Bench"\nsrc = "."\n')
      await start('mdbook', ['build', out])
    },
  },
  {
    name: 'md-to-pdf',
    does: 'one call for all files: a PDF each, by Chromium',
    programs: ['md-to-pdf'],
    run: async ({ folder, start, browser }) =>
      start('md-to-pdf', [
        ...(await files(folder, '.md')),
        '--launch-options',
        JSON.stringify({ executablePath: browser, args: ['--no-sandbox'] }),
      ]),
  },
  {
    name: 'percollate',
    does: 'one call for all files, as HTML: a PDF each, by Chromium',
    programs: ['percollate'],
    run: async ({ folder, out, start }) =>
      start('percollate', [
        'pdf',
        '--no-sandbox',
        '--individual',
        '-o',
        join(out, 'page.pdf'),
        ...(await files(folder, '.html')),
      ]),
  },
  {
    name: 'Pandoc and WeasyPrint',
    does: '`pandoc --pdf-engine=weasyprint`: a PDF each',
    programs: ['pandoc', 'weasyprint'],
    run: each('pandoc', '.md', (file, pdf) => [file, '--pdf-engine=weasyprint', '-o', pdf]),
  },
  {
    name: 'Vivliostyle CLI',
    does: '`vivliostyle build`: a PDF each, by Chromium',
    programs: ['vivliostyle'],
    run: call =>
      each('vivliostyle', '.md', (file, pdf) => [
        'build',
        file,
        '-o',
        pdf,
        '--executable-browser',
        call.browser,
      ])(call),
  },
]

/** Where programs are looked for: in the folder named on the command line, then on the system. */
export function placesOf(folder: string | undefined, env: NodeJS.ProcessEnv): readonly string[] {
  const own = folder ? ['bin', 'node_modules/.bin', 'venv/bin'].map(name => join(folder, name)) : []
  return [...own, ...(env.PATH ?? '').split(delimiter)]
}

/** The programs of a peer that are not installed. */
export async function missing(peer: Peer, env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const absent: string[] = []
  for (const program of peer.programs) {
    const there = program.includes(' with ')
      ? await imports(program, env)
      : placesOf(undefined, env).some(place => isProgram(join(place, program)))
    if (!there) absent.push(program)
  }
  return absent
}

async function imports(program: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const [python = '', name = ''] = program.split(' with ')
  const run = await timedRun(python, ['-c', `import ${name}`], { env }).catch(() => undefined)
  return run?.code === 0
}

function isProgram(path: string): boolean {
  return ['', '.cmd', '.exe'].some(end => {
    try {
      accessSync(path + end, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** Puts beside each chapter its text in the forms that peers read: HTML and Typst. */
export async function writeOtherForms(folder: string): Promise<void> {
  const toHtml = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkFrontmatter)
    .use(remarkRehype)
    .use(rehypeStringify)
    .freeze()
  for (const file of await files(folder, '.md')) {
    const markdown = await readFile(file, 'utf8')
    const html = String(toHtml.processSync(markdown))
    const title = /^title: (.*)$/m.exec(markdown)?.[1] ?? ''
    await writeFile(
      file.replace(/\.md$/, '.html'),
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><article><h1>${title}</h1>${html}</article></body></html>\n`,
    )
    await writeFile(file.replace(/\.md$/, '.typ'), typst(markdown, title))
  }
}

/** The synthetic chapters hold headings, paragraphs, lists and a table; no more is turned here. */
function typst(markdown: string, title: string): string {
  const body = markdown
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^## /gm, '== ')
    .replace(/(?:^\|.*\|$\n?)+/gm, table => {
      const rows = table
        .trim()
        .split('\n')
        .filter(row => !/^[|\s-]+$/.test(row))
        .map(row =>
          row
            .slice(1, -1)
            .split('|')
            .map(cell => `[${cell.trim()}]`)
            .join(', '),
        )
      const [head = '', ...rest] = rows
      return `#table(columns: 2, table.header(${head}), ${rest.join(', ')})\n`
    })
  return `#set document(title: "${title}")\n#set text(lang: "en")\n= ${title}\n${body}`
}

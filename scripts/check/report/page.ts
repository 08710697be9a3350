import type { Finding, Severity } from '../../read/finding.ts'
import type { Manuscript } from '../../read/manuscript.ts'
import { type Family, houseStyle } from '../house-style.ts'
import { levelOf } from '../readability.ts'
import { scriptOf } from '../text/script.ts'
import { barChart } from './bar-chart.ts'
import { escaped } from './escaped.ts'
import type { ReportContext } from './report.ts'
import { saidTwice } from './said-twice.ts'
import { byFile, inWords, spanOf, tally } from './tally.ts'

/**
 * The report as one HTML page that a manager can read: counts, reading level by chapter, findings
 * by kind, what is said twice, then every finding by file. Nothing in it is loaded from elsewhere.
 */
export function page(
  findings: readonly Finding[],
  { manuscript, day }: Pick<ReportContext, 'manuscript' | 'day'>,
): string {
  const counts = tally(findings)
  // The same page whatever the way to the folder.
  const name = escaped(manuscript.folder.split(/[\\/]/).filter(Boolean).at(-1) ?? '')
  const standing =
    counts.error > 0
      ? 'Publications with an error come out as marked proofs.'
      : 'No error keeps a publication from being final.'
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Check of ${name}, ${escaped(day)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>Check of ${name}</h1>
<p>${escaped(day)}. ${manuscript.chapters.length} chapters: ${inWords(counts)}. ${standing}</p>
</header>
<main>
${readingSection(manuscript)}
${kindSection(findings)}
${saidTwice(manuscript)}
${findingSection(findings)}
</main>
</body>
</html>
`
}

function readingSection({ chapters, styleSheet }: Manuscript): string {
  const { reading } = styleSheet
  const formula = reading?.formula ?? 'smog'
  const name = formula === 'smog' ? 'SMOG' : 'Flesch-Kincaid'
  const limit = reading?.warn ?? reading?.block ?? (formula === 'smog' ? 12 : 9)
  const levels = chapters
    .filter(({ language, text }) => language.startsWith('en') && scriptOf(text) === undefined)
    .map(chapter => ({ title: chapter.title, level: levelOf(chapter, styleSheet) }))
    .filter(({ level }) => level.sentences > 0)
  if (levels.length === 0) return ''
  const grade = ({ level }: (typeof levels)[number]) =>
    formula === 'smog' ? level.without.smog : level.without.fleschKincaid
  const bars = levels.map(chapter => ({
    label: chapter.title,
    value: Math.max(0, grade(chapter)),
    words: String(grade(chapter)),
    over: grade(chapter) >= limit,
  }))
  const rows = levels.map(
    ({ title, level }) =>
      `<tr><th scope="row">${escaped(title)}</th><td>${level.without.smog}</td><td>${level.smog}</td><td>${level.without.fleschKincaid}</td><td>${level.fleschKincaid}</td><td>${level.sentences}</td></tr>`,
  )
  return `<section aria-labelledby="reading">
<h2 id="reading">Reading level by chapter</h2>
<p>School grade by ${name}, without the words that cannot be avoided; lower is easier. The line is at grade ${limit}; bars that reach it are hatched.</p>
<div class="wide" tabindex="0" role="group" aria-label="Chart of reading levels">${barChart('levels', `Reading level of ${levels.length} chapters by ${name}; the figures are in the table below`, bars, limit)}</div>
<details><summary>All figures</summary>
<div class="wide" tabindex="0" role="group" aria-label="Table of reading levels"><table><thead><tr><th scope="col">Chapter</th><th scope="col">SMOG</th><th scope="col">SMOG, all words</th><th scope="col">Flesch-Kincaid</th><th scope="col">Flesch-Kincaid, all words</th><th scope="col">Sentences</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>
</details>
</section>`
}

const kinds: Readonly<Record<Family | 'manuscript', string>> = {
  safety: 'Safety',
  words: 'Words',
  structure: 'Structure',
  references: 'References',
  documents: 'Documents',
  manuscript: 'Files and review',
}
const families = new Map(houseStyle.map(({ rule, family }) => [rule.name, family]))

function kindSection(findings: readonly Finding[]): string {
  const counts = Map.groupBy(findings, ({ rule }) => families.get(rule) ?? 'manuscript')
  const kindsMet = (Object.keys(kinds) as (keyof typeof kinds)[]).map(kind => ({
    kind: kinds[kind],
    met: tally(counts.get(kind) ?? []),
    all: counts.get(kind)?.length ?? 0,
  }))
  const bars = kindsMet.map(({ kind, all, met }) => ({
    label: kind,
    value: all,
    words: String(all),
    over: met.error > 0,
  }))
  const rows = kindsMet.map(
    ({ kind, met }) =>
      `<tr><th scope="row">${kind}</th><td>${met.error}</td><td>${met.warning}</td><td>${met.info}</td></tr>`,
  )
  return `<section aria-labelledby="kinds">
<h2 id="kinds">Findings by kind</h2>
<p>Kinds with an error are hatched.</p>
<div class="wide" tabindex="0" role="group" aria-label="Chart of findings by kind">${barChart('kinds-chart', 'Findings by kind; the figures are in the table below', bars)}</div>
<table><thead><tr><th scope="col">Kind</th><th scope="col">Errors</th><th scope="col">Warnings</th><th scope="col">Notes</th></tr></thead><tbody>${rows.join('')}</tbody></table>
</section>`
}

function findingSection(findings: readonly Finding[]): string {
  const files = Array.from(byFile(findings), ([file, met]) => {
    const items = met.map(finding => {
      const { severity, reason, rule, note, cause } = finding
      const span = spanOf(finding)
      return `<li><p><strong class="${severity}">${names[severity]}</strong> ${span ? `<span class="place">${span}</span> ` : ''}${escaped(reason)} <code>${escaped(rule)}</code></p>${note ? `<p class="note">${escaped(note)}</p>` : ''}${cause ? `<p class="note">${escaped(`${cause.file} ${spanOf({ ...cause })} ${cause.reason}`)}</p>` : ''}</li>`
    })
    return `<h3>${escaped(file || 'The manuscript')}</h3>\n<ul>${items.join('\n')}</ul>`
  })
  return `<section aria-labelledby="all">
<h2 id="all">All findings</h2>
${files.join('\n') || '<p>None.</p>'}
</section>`
}

const names: Readonly<Record<Severity, string>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Note',
}

const style = `body{font:1.0625rem/1.5 Arial,"Liberation Sans",sans-serif;color:#1a1a1a;background:#fff;max-width:56rem;margin:2rem auto;padding:0 1rem}h1,h2,h3{line-height:1.2}h2{margin-top:2.5rem;border-top:2px solid #1a1a1a;padding-top:.75rem}h3{overflow-wrap:anywhere}table{border-collapse:collapse}th,td{border:1px solid #767676;padding:.3rem .6rem;text-align:left;vertical-align:top}td{text-align:right}ul{padding-left:1.2rem}li{margin:.6rem 0}li p{margin:.1rem 0;overflow-wrap:anywhere}.note{color:#454545}.place{font-variant-numeric:tabular-nums;color:#454545}.error{color:#8c0d0d}.warning{color:#6b4a00}.info{color:#0b4a7a}.wide{overflow-x:auto}.twice{table-layout:fixed;width:100%;margin:.6rem 0}.twice td{text-align:left;overflow-wrap:anywhere;white-space:pre-line}.twice u{text-decoration:underline dashed 2px;text-underline-offset:.2em}caption{text-align:left}.number{border:2px solid #1a1a1a;padding:0 .15em;white-space:normal}svg{font:14px Arial,"Liberation Sans",sans-serif}.bar{fill:#3b6ea5}.hatch{stroke:#fff;stroke-width:3}.limit{stroke:#1a1a1a;stroke-width:2;stroke-dasharray:5 4}`

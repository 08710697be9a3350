import rehypeStringify from 'rehype-stringify'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import type { Dose } from '../check/remedies/dose.ts'
import { parseMarkdown } from '../read/markdown.ts'
import { stanceWords, stateWords, statusWords } from './form-words.ts'
import type { ReviewForm, Substance } from './review-form.ts'
import type { Change } from './word-diff.ts'

const stringify = unified()
  .use(remarkRehype, { footnoteLabel: 'Notes', footnoteBackContent: '' })
  .use(rehypeStringify)
  .freeze()

/** The body of a page with review forms, one a remedy; several begin with a list of all. */
export function reviewFormHtml(forms: readonly ReviewForm[]): string {
  const cover = forms.length > 1 ? [list(forms)] : []
  return [...cover, ...forms.map(form)].join('\n')
}

function list(forms: readonly ReviewForm[]): string {
  const rows = forms.map(({ paper, substances }, index) => {
    const { standing, chapter, state } = paper
    const worst = order.find(status =>
      substances.some(({ stance, entry }) => stance === 'recommended' && entry.status === status),
    )
    return row([
      String(index + 1),
      `<b>${plain(standing.remedy.id)}</b>`,
      plain(chapter.title),
      state === 'waits' ? '' : plain(stateWords[state]),
      String(standing.needed),
      worst ? plain(statusWords[worst]) : '',
    ])
  })
  return `<section class="form list"><h1>${forms.length} remedies await a decision</h1>
<p>Each has a form of its own on the following pages: the words in their place, what the formulary says, and boxes for your decision. You sign these exact words; if a word changes, your signature lapses and you are asked again.</p>
${table(['', 'Remedy', 'In', 'Signed before', 'Reviewers', 'It offers what is'], rows)}</section>`
}

/** Gravest first; ordinary use needs no telling. */
const order = ['avoid', 'specialist-only', 'review'] as const

function form({ paper, before, after, substances, doses, reasons, changes }: ReviewForm): string {
  const { standing, chapter, state } = paper
  const { remedy, needed } = standing
  const { file, start } = remedy.place
  return `<section class="form">
<p class="where">${plain(chapter.title)} · ${plain(file)}, line ${start?.line ?? 1} · ${plain(stateWords[state])}</p>
<h1>${plain(remedy.id)}</h1>
${state === 'waits' ? '' : reasons.map(reason => `<p class="small">${plain(reason)}</p>`).join('')}
<h2>The words to sign</h2>
${before ? `<p class="context">Before: ${plain(cut(before))}</p>` : ''}
<div class="passage">${rendered(remedy.words)}</div>
${after ? `<p class="context">After: ${plain(cut(after))}</p>` : ''}
${changes ? `<h2>What changed since it was signed</h2><p class="changes">${marked(changes)}</p>` : ''}
${state === 'changed' && !changes ? '<p class="small">The signed words were not kept, so the change cannot be shown.</p>' : ''}
<h2>What the formulary says</h2>
${substances.length > 0 ? formulary(substances) : '<p>It names nothing that the formulary knows.</p>'}
${doses.length > 0 ? dosage(doses) : ''}
${decide(remedy.fingerprint, needed)}
</section>`
}

function formulary(substances: readonly Substance[]): string {
  return substances
    .map(({ entry, stance, within, sources }) => {
      const more = [entry.note, entry.limit && `Limit: ${entry.limit}`].flatMap(text =>
        text ? [` ${plain(text)}.`] : [],
      )
      return `<div class="entry"><p><b>${plain(entry.name)}</b>${within ? ` (in ${plain(within)})` : ''}: <span class="status">${plain(statusWords[entry.status])}</span>${stages(entry)}. The text: ${plain(stanceWords[stance])}.</p>
<p>${plain(entry.reason)}${more.join('')}</p>
<p class="small">How sure: ${plain(entry.confidence)}. ${sources.map(plain).join(' · ')}</p></div>`
    })
    .join('')
}

function stages(entry: Substance['entry']): string {
  const said = Object.entries(entry.stages ?? {}).map(
    ([stage, status]) => `${stage} trimester: ${status}`,
  )
  return said.length > 0 ? ` (${plain(said.join('; '))})` : ''
}

function dosage(doses: readonly Dose[]): string {
  const gap = '<b>missing</b>'
  const rows = doses.map(({ substance, amount, frequency, duration, stage }) =>
    row([substance, amount, frequency, duration, stage].map(text => (text ? plain(text) : gap))),
  )
  return `<h2>The dose, as the press reads it</h2>${table(['What', 'How much', 'How often', 'How long', 'Stage'], rows)}`
}

function decide(fingerprint: string, needed: 1 | 2): string {
  const choice = (text: string) => `<span><span class="box"></span>${text}</span>`
  const line = (text: string) => `<div class="line">${text}</div>`
  const person = (title: string) => `<div><h2>${title}</h2>
<p class="choices">${choice('Approve')}${choice('Approve with this note')}${choice('Reject')}</p>
${['Note, printed beside it', '', 'Name', 'Role', 'Registration', 'Date', 'Holds until', 'Signature'].map(line).join('')}
<p class="choices last">May be printed: ${choice('name and role')}${choice('role only')}</p></div>`
  const people =
    needed === 2
      ? person('First reviewer') + person('Second reviewer, another person')
      : person('Your decision')
  return `<div class="decide"><div class="people${needed === 2 ? ' two' : ''}">${people}</div>
<p class="print">Signed words: ${plain(fingerprint)}</p></div>`
}

/** The words as they will read; nothing in them is taken for HTML. */
function rendered(words: string): string {
  const html = String(stringify.stringify(stringify.runSync(parseMarkdown(paragraphs(words)))))
  // On paper there is nothing to jump back with.
  return html.replace(/\s*<a [^>]*data-footnote-backref[^>]*>.*?<\/a>/g, '')
}

/** In the signed form each line is a block of its own: Markdown wants an empty line between them. */
function paragraphs(words: string): string {
  return words.replace(/\n(?!\||\s|-|\d+\.)/g, '\n\n')
}

function marked(changes: readonly Change[]): string {
  return changes
    .map(({ kind, text }) => {
      if (kind === 'same') return plain(text)
      return kind === 'in' ? `<ins>${plain(text)}</ins>` : `<del>${plain(text)}</del>`
    })
    .join('')
}

function cut(text: string): string {
  return text.length > 220 ? `${text.slice(0, 217)}…` : text
}

function table(heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map(text => `<th>${text}</th>`).join('')
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function row(cells: readonly string[]): string {
  return `<tr>${cells.map(text => `<td>${text}</td>`).join('')}</tr>`
}

function plain(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

import { stanceWords, stateWords, statusWords } from './form-words.ts'
import type { ReviewForm } from './review-form.ts'
import { diffText } from './word-diff.ts'

/** A review form as plain text: what there is to know, then the review to fill in. */
export function reviewFormText(form: ReviewForm): string {
  const { paper, before, after, substances, doses, reasons, changes, blank } = form
  const { remedy, needed } = paper.standing
  const { file, start } = remedy.place
  const lines = [
    `Remedy ${remedy.id}: ${stateWords[paper.state]}`,
    `${paper.chapter.title} (${file}, line ${start?.line ?? 1})`,
    ...(needed === 2 ? ['It needs two different reviewers.'] : []),
    ...(paper.state === 'waits' ? [] : reasons),
    '',
    ...(before ? [`Before: ${before}`, ''] : []),
    ...remedy.words.split('\n').map(line => `  | ${line}`),
    '',
    ...(after ? [`After: ${after}`, ''] : []),
  ]
  if (changes) {
    lines.push('Changed since it was signed ([-taken out-] {+put in+}):')
    lines.push(
      ...diffText(changes)
        .split('\n')
        .map(line => `  | ${line}`),
      '',
    )
  } else if (paper.state === 'changed') {
    lines.push('The signed words were not kept, so the change cannot be shown.', '')
  }
  lines.push('The formulary:')
  if (substances.length === 0) lines.push('  It names nothing that the formulary knows.')
  for (const { entry, stance, within, sources } of substances) {
    const inside = within ? ` (in ${within})` : ''
    lines.push(
      `  ${entry.name}${inside}: ${statusWords[entry.status]}; the text ${stanceWords[stance]}`,
      `    ${entry.reason} (${entry.confidence})`,
      ...(entry.limit ? [`    Limit: ${entry.limit}`] : []),
      ...sources.map(source => `    - ${source}`),
    )
  }
  for (const { substance, missing, amount, frequency, duration, stage } of doses) {
    const said = [amount, frequency, duration, stage].filter(part => part !== undefined)
    const gap = missing.length > 0 ? `; missing: ${missing.join(', ')}` : ''
    lines.push(`  Dose of ${substance ?? 'something without a name'}: ${said.join(', ')}${gap}`)
  }
  return [...lines, '', blank].join('\n')
}

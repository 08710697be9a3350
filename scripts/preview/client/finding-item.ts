import type { Remark } from '../remarks.ts'
import { element, sentence } from './element.ts'
import { keyOf } from './finding-key.ts'

/** How a severity is called. */
export const severityWords: Readonly<Record<Remark['severity'], string>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Note',
}

/** A finding in the list. */
export interface Item {
  readonly remark: Remark
  readonly node: HTMLLIElement
  readonly button: HTMLButtonElement
}

/**
 * Makes the item of a finding.
 *
 * @param go told its key where it is chosen.
 */
export function findingItem(remark: Remark, go: (key: string) => void): Item {
  const { severity, file, line, reason, note, cause, expected, excerpt } = remark
  const button = element(
    'button',
    { type: 'button', class: 'go' },
    element('span', { class: `severity ${severity}` }, severityWords[severity]),
    ' ',
    ...sentence(reason),
  )
  button.addEventListener('click', () => go(keyOf(remark)))
  const instead = `Instead: ${expected.map(each => `“${each}”`).join(' or ')}`
  const words = excerpt && `${excerpt.before}${excerpt.met}${excerpt.after}`.trim()
  const note_ = (...parts: readonly (Node | string)[]) => element('p', { class: 'note' }, ...parts)
  const node = element(
    'li',
    { class: severity },
    button,
    element('p', { class: 'place' }, line === undefined ? file : `${file}:${line}`),
    ...(excerpt && words
      ? [
          element(
            'blockquote',
            {},
            excerpt.before,
            ...(excerpt.met ? [element('mark', {}, excerpt.met)] : []),
            excerpt.after,
          ),
        ]
      : []),
    ...(expected.length > 0 ? [note_(instead)] : []),
    ...(note ? [note_(...sentence(note))] : []),
    ...(cause ? [note_(...sentence(cause))] : []),
    explanation(remark),
  )
  return { remark, node, button }
}

/** What the rule is about, fetched when it is wanted. */
function explanation({ rule }: Remark): HTMLDetailsElement {
  const about = element('pre', { tabindex: '0' })
  const summary = element('summary', {}, 'About ', element('code', {}, rule))
  const details = element('details', {}, summary, about)
  details.addEventListener(
    'toggle',
    async () => {
      const answer = await fetch(`/rules/${encodeURIComponent(rule)}`)
      about.textContent = answer.ok
        ? await answer.text()
        : 'This comes from reading the files, and not from a rule: the sentence above says it all.'
    },
    { once: true },
  )
  return details
}

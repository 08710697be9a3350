import type { Remark } from '../remarks.ts'
import { element } from './element.ts'
import { severityWords } from './finding-item.ts'

/** Marks nearer than this, in parts of the page's height, stand beside each other. */
const near = 0.018

/** The marks of a page: a line under the words of each remark, and a button at the page's side. */
export function markers(
  remarks: readonly Remark[],
  revealed: Remark | undefined,
  chosen: (remark: Remark) => void,
): readonly HTMLElement[] {
  const last = { top: -1, side: 0 }
  return [...remarks]
    .sort((a, b) => (a.at?.top ?? 0) - (b.at?.top ?? 0))
    .flatMap(remark => {
      const { at, severity, reason } = remark
      if (!at) return []
      last.side = at.top - last.top < near ? last.side + 1 : 0
      if (last.side === 0) last.top = at.top
      const current = remark === revealed
      const line = element('span', {
        class: `mark ${severity}${current ? ' current' : ''}`,
        'aria-hidden': 'true',
      })
      place(line, at.top, at.left)
      line.style.width = percent(at.right - at.left)
      line.style.height = percent(at.bottom - at.top)
      // Three fit beside a page; more are in the list.
      if (last.side > 2) return [line]
      const button = element('button', {
        type: 'button',
        class: `marker ${severity}${current ? ' current' : ''}`,
        'aria-label': `${severityWords[severity]}: ${reason}`,
        title: reason,
        'data-key': `${remark.rule} ${remark.file} ${remark.line}`,
      })
      button.style.top = percent(last.top)
      button.style.setProperty('--side', String(last.side))
      button.addEventListener('click', () => chosen(remark))
      return [line, button]
    })
}

function place(mark: HTMLElement, top: number, left: number): void {
  mark.style.top = percent(top)
  mark.style.left = percent(left)
}

function percent(part: number): string {
  return `${(part * 100).toFixed(2)}%`
}

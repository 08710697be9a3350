import { byId } from './element.ts'

/** Listens to single keys, as far as they are wanted; the dialog of the keys turns them off. */
export function openKeys(
  actions: Readonly<Record<string, () => void>>,
): (event: KeyboardEvent) => void {
  const dialog = byId('keys', HTMLDialogElement)
  const wanted = byId('keys-wanted', HTMLInputElement)
  wanted.checked = localStorage.getItem('keys') !== 'off'
  wanted.addEventListener('change', () => {
    localStorage.setItem('keys', wanted.checked ? 'on' : 'off')
  })
  byId('keys-open', HTMLButtonElement).addEventListener('click', () => dialog.showModal())
  const all = { ...actions, '?': () => dialog.showModal() }
  const hear = (event: KeyboardEvent) => {
    const { key, target, altKey, ctrlKey, metaKey } = event
    const typing =
      target instanceof HTMLInputElement ||
      target instanceof HTMLSelectElement ||
      target instanceof HTMLTextAreaElement
    if (!wanted.checked || typing || altKey || ctrlKey || metaKey || dialog.open) return
    const action = all[key as keyof typeof all]
    if (!action) return
    event.preventDefault()
    action()
  }
  document.addEventListener('keydown', hear)
  return hear
}

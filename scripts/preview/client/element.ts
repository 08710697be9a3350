/** Makes an element; what it holds is always text or other elements, never markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(key, value)
  }
  made.append(...children)
  return made
}

/** The element of the page with this id. */
export function byId<T extends HTMLElement>(id: string, Kind: abstract new () => T): T {
  const met = document.getElementById(id)
  if (met instanceof Kind) return met
  throw new Error(`The page has no ${Kind.name} \`${id}\`.`)
}

/** A sentence of the press, in which `code` stands between backticks. */
export function sentence(text: string): readonly (Node | string)[] {
  return text
    .split(/`([^`]+)`/)
    .map((piece, index) => (index % 2 === 1 ? element('code', {}, piece) : piece))
}

/** "1 error", "2 errors". */
export function many(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`
}

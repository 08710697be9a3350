import type { Properties } from 'hast'

/**
 * The attributes of an element less those whose value says nothing: `colspan="0"`, `lang="??"`,
 * an address that is none. A browser passes over them; a strict EPUB reader refuses the book.
 */
export function attributes(properties: Properties): Properties {
  const kept: Properties = {}
  for (const [name, value] of Object.entries(properties)) {
    const check = checks[name]
    const sound = check ? check(value) : value
    if (sound !== undefined && sound !== null) kept[name] = sound
  }
  return kept
}

type Check = (value: Properties[string]) => Properties[string] | null

const whole =
  (least: number): Check =>
  value =>
    /^\s*-?\d+\s*$/.test(String(value)) && Number(value) >= least ? Number(value) : null

/** By hast property name; `null` drops the attribute. */
const checks: Readonly<Record<string, Check>> = {
  colSpan: whole(1),
  rowSpan: whole(0),
  span: whole(1),
  start: whole(-1_000_000),
  value: whole(-1_000_000),
  width: whole(1),
  height: whole(1),
  dir: value => (/^(ltr|rtl|auto)$/i.test(String(value)) ? String(value).toLowerCase() : null),
  lang: value => language(String(value)) ?? null,
  href: value => address(String(value)) ?? null,
  scope: value =>
    /^(row|col|rowgroup|colgroup)$/i.test(String(value)) ? String(value).toLowerCase() : null,
}

function language(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined
  }
}

/** An address as it is written, where it is one at all. */
function address(href: string): string | undefined {
  return !/^https?:/i.test(href) || URL.canParse(href) ? href : undefined
}

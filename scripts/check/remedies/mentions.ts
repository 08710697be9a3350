import type { Formulary, FormularyEntry } from '../../read/formulary.ts'
import { type Names, names } from './names.ts'
import { isPraised } from './praise.ts'
import { isRecipe, isStep } from './recipe.ts'
import { type Stance, stance } from './stance.ts'

/** One run of text with what stands round it: a heading, a paragraph, a list item, a table's row. */
export interface Line {
  readonly text: string
  readonly kind: 'heading' | 'paragraph' | 'cell'
  readonly item: boolean
  /** Of a row: where each cell begins in `text`, and the heading of its column. */
  readonly heads?: readonly { readonly from: number; readonly text: string }[]
}

/** A substance or procedure that a text names. */
export interface Mention {
  readonly entry: FormularyEntry
  /** Index of the line that it stands in. */
  readonly line: number
  readonly start: number
  readonly end: number
  readonly stance: Stance
  /** The entry whose name stands in the text, where this one is an ingredient of it. */
  readonly within?: FormularyEntry
  /** True where the text says "it" or "the product" and means what it named before. */
  readonly carried?: boolean
}

/** A formulary, ready for reading texts. */
export interface Pharmacy {
  readonly formulary: Formulary
  readonly names: Names
  /** The signs of an emergency. */
  readonly warnings: Names
}

const made = new WeakMap<Formulary, Pharmacy>()

/** Makes a formulary ready for reading; once for each formulary, and where there is a text to read. */
export function pharmacy(formulary: Formulary): Pharmacy {
  const known = made.get(formulary)
  if (known) return known
  let own: Names | undefined
  let warnings: Names | undefined
  const shop: Pharmacy = {
    formulary,
    get names() {
      own ??= names(formulary)
      return own
    },
    get warnings() {
      warnings ??= names(asFormulary(formulary.warningSigns))
      return warnings
    },
  }
  made.set(formulary, shop)
  return shop
}

/** Signs of an emergency are looked for as names are. */
function asFormulary(signs: readonly string[]): Pick<Formulary, 'entries' | 'notMeant'> {
  const entry = (name: string): FormularyEntry => ({
    id: name,
    file: '',
    name,
    kind: 'device',
    status: 'avoid',
    confidence: 'found',
    reason: '',
    names: [],
    ingredients: [],
    holds: {},
    sources: [],
  })
  return { entries: new Map(signs.map(sign => [sign, entry(sign)])), notMeant: [] }
}

/** Words near which an ordinary word is a remedy, a shortage or a warning. */
const nearby =
  /\b(?:tak(?:e|es|en|ing)|drink\w*|appl(?:y|ied|ying)|rub\w*|us(?:e|ed|ing)|put|try|teas?|extracts?|infus\w+|decoct\w+|tinctures?|supplements?|rich in|contain\w*|tablets?|capsules?|drops?|dos(?:e|es|age)|recipes?|remed\w+|treat\w*|help\w*|reliev\w*|warm\w*|cramps?|spasms?|pain\w*|discomfort|eas(?:e|es|ing)|restor\w+|circulation|mg|ml|tbsp|tsp|spoons?|tablespoons?|teaspoons?|glass|deficien\w+|lack\w*|levels?|shortage|low|avoid\w*|exclud\w*|limit\w*|do(?:es)? not|don['’]t|eat\w*|diet\w*|food\w*|includ\w+|source|vitamins?|minerals?|microelements?|need\w*|recommend\w*|advis\w+|prescrib\w+|should|wear\w*|sleep\w*|li(?:e|es|ing)|press\w*|repeat\w*)\b/i

const plural = /^(?:these|they|those)\b/i
const carrying =
  /^(?:it (?!(?:is|was|has been|seems|turns|should be) (?:\w+ )?(?:worth|important|necessary|recommended|known|possible|best|better|advisable|noted|noticed|clear|essential|not))\b|they\b|(?:these|those) (?:drugs?|medicines?|medications?|products?|plants?|herbs?|remed(?:y|ies)|tablets|preparations?)\b|this (?:drug|medicine|medication|remedy|product|preparation|mixture|ointment)\b|the (?:finished |resulting |prepared |ready )?(?:product|infusion|decoction|mixture|ointment|remedy|medicine|drug|broth|preparation)\b)/i

/** What a run of lines names, in order, with the stance of the text to each. */
export function mentions(lines: readonly Line[], shop: Pharmacy): readonly Mention[] {
  const { entries } = shop.formulary
  const met: Mention[] = []
  let lead = ''
  let heading = ''
  let offeredSection = ''
  let before: readonly Mention[] = []
  /** What the recipe that runs over several lines is made of. */
  let recipe: readonly Mention[] = []

  lines.forEach((line, index) => {
    const { text, kind } = line
    const hits = shop.names.in(text)
    if (kind === 'heading') {
      heading = text
      // A heading that is a name stands in the section of the last one that was none.
      if (hits.length === 0) offeredSection = text
      recipe = []
      lead = ''
    } else if (!line.item)
      lead = /:\s*$/.test(text) ? (text.split(/(?<=[.!?])\s+/).at(-1) ?? '') : ''
    const here: Mention[] = []
    const dosed = isRecipe(text)
    const add = (
      entry: FormularyEntry,
      start: number,
      end: number,
      more: Partial<Mention> = {},
    ) => {
      const setting = {
        text,
        start,
        end,
        lead: line.heads?.findLast(({ from }) => from <= start)?.text ?? (line.item ? lead : ''),
        heading: kind === 'heading' ? `${offeredSection}\n${text}` : heading,
        kind,
        item: line.item,
        dosed,
      }
      const met = stance(setting)
      // What was offered before is still offered, unless the text now warns of it.
      const kept = more.carried && met !== 'discouraged' ? 'recommended' : taken(met, text, start)
      here.push({ entry, line: index, start, end, stance: kept, ...more })
    }
    /** "These drugs come as gels": what is said of something offered is offered with it. */
    function taken(met: Stance, text: string, start: number): Stance {
      const goesOn =
        met === 'mention' && carrying.test(text) && !/[.!?]\s/.test(text.slice(0, start))
      return goesOn && before.some(one => one.stance === 'recommended') ? 'recommended' : met
    }
    for (const { entry: id, name, start, end } of hits) {
      const entry = entries.get(id)
      if (
        !entry ||
        !counts(entry, text, `${heading} ${lead}`, lines[index - 1]?.text ?? '', start, end)
      )
        continue
      if (isUnnamed(entry)) {
        if (dosed && !hasAntecedent(text.slice(0, start), lines, index, shop))
          add(entry, start, end)
        continue
      }
      if (entry.generic && (dosed || hasAntecedent(text, lines, index, shop))) continue
      add(entry, start, end)
      for (const held of [...entry.ingredients, ...heldBy(entry, name)]) {
        const ingredient = entries.get(held)
        if (ingredient) add(ingredient, start, end, { within: entry })
      }
    }
    const carried = carriedInto(text, dosed, here, before, recipe)
    for (const { entry } of carried) {
      if (here.some(one => one.entry === entry)) continue
      add(entry, 0, carrying.exec(text)?.[0].length ?? text.length, { carried: true })
    }
    if (dosed || line.item || kind === 'heading') {
      const made = here.filter(
        one => (kind === 'heading' || one.stance === 'recommended') && isMadeOf(one.entry),
      )
      if (made.length > 0) recipe = made
    }
    if (kind !== 'heading') before = here
    met.push(...here)
  })
  return met.map(one => headed(one, met, lines))
}

/** What a thing of this name holds besides, however the name is written. */
function heldBy(entry: FormularyEntry, name: string): readonly string[] {
  const wanted = name.toLowerCase()
  return Object.entries(entry.holds).find(([one]) => one.toLowerCase() === wanted)?.[1] ?? []
}

/** What "it", "these drugs" or a recipe's next step speaks of. */
function carriedInto(
  text: string,
  dosed: boolean,
  here: readonly Mention[],
  before: readonly Mention[],
  recipe: readonly Mention[],
): readonly Mention[] {
  if (here.some(({ entry }) => isMadeOf(entry) && !entry.near)) return []
  const offered = before.filter(one => one.stance === 'recommended' && !one.within)
  if (carrying.test(text)) {
    if (offered.length > 0) return plural.test(text) || dosed ? offered : offered.slice(-1)
    return dosed || isStep(text) ? recipe : []
  }
  return isStep(text) ? recipe : []
}

/** What a recipe is made of and a reviewer must know of. */
function isMadeOf({ kind }: FormularyEntry): boolean {
  return kind === 'herb' || kind === 'topical' || kind === 'medicine' || kind === 'supplement'
}

/** A heading that names what its section then offers, offers it too. */
function headed(one: Mention, all: readonly Mention[], lines: readonly Line[]): Mention {
  if (lines[one.line]?.kind !== 'heading' || one.stance !== 'mention') return one
  const next = lines.findIndex(({ kind }, index) => index > one.line && kind === 'heading')
  const offers = all.some(
    ({ entry, line, stance }) =>
      entry === one.entry &&
      line > one.line &&
      (next < 0 || line < next) &&
      stance === 'recommended',
  )
  return offers ? { ...one, stance: 'recommended' } : one
}

/** An entry for herbs that the text does not name. */
export function isUnnamed(entry: FormularyEntry): boolean {
  return entry.unnamed === true
}

/** An ordinary word counts only near words of treatment, shortage or warning. */
function counts(
  entry: FormularyEntry,
  text: string,
  above: string,
  previous: string,
  start: number,
  end: number,
): boolean {
  if (entry.near) {
    const around = `${previous}\n${above}\n${text}`.toLowerCase()
    return entry.near.some(word => around.includes(word.toLowerCase()))
  }
  if (!entry.context) return true
  const [before, after] = [text.slice(0, start), text.slice(end)]
  return nearby.test(`${above} ${before} ${after}`) || isPraised(before, after, text)
}

/** "The herb" is named where the same line, or the heading of its first line, names one before. */
function hasAntecedent(
  before: string,
  lines: readonly Line[],
  index: number,
  { names, formulary }: Pharmacy,
): boolean {
  const herbIn = (text: string) =>
    names.in(text).some(({ entry }) => {
      const met = formulary.entries.get(entry)
      return met !== undefined && !isUnnamed(met) && /^(?:herb|food|topical)$/.test(met.kind)
    })
  // "3 spoons of herbs" is an ingredient of its own, whatever was named before.
  if (
    /(?:spoons?|grams?|g|pinch|handful|cups?|parts?)\.? (?:of )?(?:the |dried |dry )*$/i.test(
      before,
    )
  ) {
    return false
  }
  if (herbIn(before)) return true
  for (let back = index - 1; back >= 0 && back >= index - 6; back--) {
    const { text, kind, item } = lines[back]!
    if (kind === 'heading') return herbIn(text)
    if (item ? herbIn(text) : isRecipe(text)) return item
  }
  return false
}

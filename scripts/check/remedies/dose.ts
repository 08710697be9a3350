import { type Quantity, quantities } from '../quantity/quantity.ts'
import type { ChapterMentions } from './offers.ts'

/** What a remedy says of how something is taken; a part that the text leaves out is undefined. */
export interface Dose {
  /** Id of the formulary's entry; undefined where the text doses something it does not name. */
  readonly substance: string | undefined
  /** With its unit, as written. */
  readonly amount: string | undefined
  readonly frequency: string | undefined
  readonly duration: string | undefined
  /** From or until which week or month of pregnancy. */
  readonly stage: string | undefined
  /** The parts that are missing. */
  readonly missing: readonly ('amount' | 'frequency' | 'duration' | 'stage')[]
}

const stageWords =
  /\b(?:(?:first|second|third|last) trimester|(?:before|after|from|until|up to) (?:week )?\d+ weeks?|at (?:any|every|no) stage|throughout pregnancy|(?:any|each) stage of pregnancy|in early pregnancy|in late pregnancy|(?:first|last) \d+ weeks)\b/i

/**
 * The doses that one remedy of a chapter gives, one for each line that offers an amount or says how
 * often. How long and at what stage may be said anywhere in the remedy.
 */
export function doses({ lines, mentions }: ChapterMentions, remedy: string): readonly Dose[] {
  const own = lines.flatMap((line, index) =>
    line.remedy === remedy ? [{ index, text: line.text, found: quantities(line.text) }] : [],
  )
  const everywhere = own.flatMap(({ found }) => found)
  const stage =
    everywhere.find(({ kind }) => kind === 'gestation')?.text ??
    own.flatMap(({ text }) => stageWords.exec(text)?.[0] ?? [])[0]
  const duration =
    everywhere.find(({ kind }) => kind === 'duration') ??
    everywhere.find(({ forSeconds }) => forSeconds !== undefined)

  return own.flatMap(({ index, text, found }): Dose[] => {
    const amount = found.find(isDose)
    const frequency = found.find(({ kind }) => kind === 'frequency')
    const often = frequency?.text ?? frequencyIn(text)
    if (!(amount || often) || !taken.test(text)) return []
    const named = mentions.filter(one => one.stance === 'recommended' && !one.within)
    const here = named.find(one => one.line === index)
    const before = named.findLast(one => one.line < index && lines[one.line]?.remedy === remedy)
    const parts = {
      amount: amount?.text,
      frequency: often,
      duration: duration?.text,
      stage,
    }
    const missing = (Object.keys(parts) as (keyof typeof parts)[]).filter(
      part => parts[part] === undefined,
    )
    return [{ substance: (here ?? before)?.entry.id, ...parts, missing }]
  })
}

/** Amounts that somebody swallows or applies; a length or a temperature is none. */
function isDose({ kind, unit }: Quantity): boolean {
  return kind === 'amount' && !notDosed.has(unit.dimension)
}

const notDosed: ReadonlySet<string> = new Set([
  'length',
  'time',
  'temperature',
  'energy',
  'pressure',
  'proportion',
  'ratio',
  'rate',
  'times',
  'trimester',
  'frequency',
  'count',
])

function frequencyIn(text: string): string | undefined {
  return /\b(?:once|twice|(?:\d+|three|four) times) (?:a|per|each|every) (?:day|week|night)|\bdaily\b|\bin the morning and (?:in the )?evening\b/i.exec(
    text,
  )?.[0]
}

const taken = /\b(?:tak(?:e|en|ing)|drink|swallow|appl(?:y|ied)|rub|use[ds]?|give[n]?|inject\w*)\b/i

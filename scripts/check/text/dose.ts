/** Units of medicines and recipes, as a pattern without a group. */
export const unit =
  '(?:micrograms?|mcg|[µμ]g|ug|mg|milligrams?|g|gr|grams?|grammes?|kg|ml|mL|millilitres?|milliliters?|l|litres?|liters?|IU|units?|tablets?|capsules?|pills?|drops?|tbsp\\.?|tsp\\.?|tablespoons?(?:ful)?|teaspoons?(?:ful)?|dessertspoons?|spoons?(?:ful)?|spoonfuls?|glass(?:es)?|cups?|puffs?|sprays?|sachets?|suppositor(?:y|ies)|ampoules?|doses?|pinch(?:es)?|handfuls?)(?![\\p{L}\\p{N}])'

/** A number as medicines have it: digits, fractions, or a word. */
export const amount =
  '(?:(?:\\d+(?:[.,]\\d+)?|\\.\\d+)(?:\\s*(?:-|–|—|~|to|or|and)\\s*\\d+(?:[.,]\\d+)?)?|[½¼¾]|half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|a few|several)'

/** How often: "3 times a day", "every 6 hours", "in the morning and evening". */
export const frequency =
  /\b(?:(?:once|twice|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)(?:\s*(?:-|–|to|or)\s*\w+)? times) (?:a|per|each|every) (?:day|week|night|hour)|(?:once|twice) (?:daily|weekly)|daily|nightly|(?:a|per|each|every) (?:day|night|week|morning|evening|hour)|every (?:\d+|two|three|four|six|eight|twelve) hours|in the (?:morning|evening)|at (?:night|bedtime)|(?:before|after|with) (?:meals|food|each meal)|hourly)\b/i

/** For how long: "for 3 weeks", "up to 5 days", "until it heals". */
export const duration =
  /\b(?:for (?:up to |at most |no (?:more|longer) than |the next |about )?(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten)(?:\s*(?:-|–|to|or)\s*\w+)? (?:days?|weeks?|months?|hours?|nights?)|(?:duration|course)[^.]{0,40}?(?:days?|weeks?|months?)|no (?:more|longer) than \d+ (?:days?|weeks?|months?)|until\b)/i

/** "A glass of water" is a drink, whatever else is stirred into it. */
const drink =
  '\\s+of\\s+(?:(?:cold|cool|warm|hot|fresh|clean|plain|still|tap|boiled|drinking|sparkling)\\s+)*(?:water|fluids?|liquids?|milk|juice|squash|soup)\\b(?!\\s+(?:with|mixed|and)\\b)'
const measured = new RegExp(`(?<![\\p{L}\\p{N}.,])${amount}\\s*${unit}(?!${drink})`, 'iu')
const taking =
  /\b(?:take|takes|taken|taking|drink|drinks|drunk|swallow|swallowed|apply|applied|inject|give|given|use|used|consume|consumed|prescribe|dose|dosage|dissolve)\b/i

/** A stretch of a sentence that is a dose. */
export interface Dose {
  readonly text: string
  readonly start: number
  readonly end: number
  /** True where the sentence says how often. */
  readonly repeated: boolean
}

/** The dose of a sentence: an amount with a unit that is taken, or taken so often. */
export function doseIn(sentence: string): Dose | undefined {
  const met = measured.exec(sentence)
  if (!met) return undefined
  const repeated = frequency.test(sentence)
  // "An hour a day" and "a few drops of water on the iron" are no doses: something is taken.
  const counted = /\d|[½¼¾]/.test(met[0])
  const weighed = /(?:m?c?g|[µμ]g|grams?|IU|tablets?|capsules?|pills?)$/iu.test(met[0])
  if (!taking.test(sentence) && !(repeated && counted && weighed)) return undefined
  if (!repeated && !counted && !weighed) return undefined
  return { text: met[0], start: met.index, end: met.index + met[0].length, repeated }
}

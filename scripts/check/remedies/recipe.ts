/** Measures of a kitchen or a pharmacy, with the number before them; a long number is read once. */
const measured =
  /(?:(?<!\d)\d+(?!\d)|½|¼|¾|\b(?:one|two|three|four|five|six|half|a|couple of|few))\s*(?:[-–]\s*)?(?:\d+\s*)?(?:mg|mcg|µg|μg|g|kg|ml|l|iu|grams?|milligrams?|micrograms?|millilit(?:re|er)s?|lit(?:re|er)s?|tbsp|tsp|tablespoons?|teaspoons?|spoons?|drops?|tablets?|capsules?|pills?|cups?|glass(?:es)?|sachets?|ampoules?|puffs?|pinch(?:es)?|handfuls?)\b/i
const often =
  /\b(?:(?:once|twice|three times|four times|\d+\s*(?:[-–]\s*\d+\s*)?times|one time) (?:a|per|each|every) (?:day|week|night)|daily|every \d+ hours|every (?:day|morning|evening|night)|in the morning and (?:in the )?evening|(?:two|three|2|3) times daily|\d+\s*x\s*(?:daily|a day))\b/i
const prepared =
  /\b(?:boil(?:ing|ed)?|simmer\w*|brew\w*|steep\w*|infus(?:e|ed|ion)|decoction|pour|grind|crush|leave (?:for|until|to)|strain|mix|melt|dissolve|soak)\b/i
const swallowed =
  /\b(?:tak(?:e|en|ing)|drink|appl(?:y|ied)|rub|swallow|add|consume|administer|inject|give|used?|need)\b/i

/** True for a text that tells the reader how much, how often or how to prepare something. */
export function isRecipe(text: string): boolean {
  const amount = measured.test(text)
  if (amount && (prepared.test(text) || swallowed.test(text) || often.test(text))) return true
  return (
    often.test(text) && /\b(?:take|taken|drink|apply|applied|remedy|product|dose)\b/i.test(text)
  )
}

/** True for a step of a recipe: it prepares or uses what an earlier line named. */
export function isStep(text: string): boolean {
  return /\b(?:the|this|resulting|finished|prepared) (?:\w+ )?(?:herbs?|infusion|decoction|mixture|ointment|broth|paste|pulp|powder|lotions?|compress(?:es)?|product|remedy|tea)\b/i.test(
    text,
  )
}

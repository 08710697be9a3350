import { chapterRule } from '../rule.ts'

/**
 * A small word must not be missing: "a large amount vitamins", "it is necessary consult".
 *
 * It knows four patterns that machine translation leaves: a measure without "of", a noun of kind
 * right before an adjective and a noun, "prepare infusion" without an article, and "it is necessary"
 * without "to". It is grammar, not a
 * list of sentences, and it does not know them all.
 *
 * Source: practice section 5 (leftovers of machine translation).
 *
 * @example clean
 *   ```md
 *   A large amount of vitamins. It is necessary to rest. Symptoms typical of anaemia. It is possible
 *   that it helps. High blood sugar level is one sign.
 *   ```
 *
 * @example
 *   ```md
 *   She loses a large amount vitamins.
 *   ```
 *   1:13-1:34: Missing "of" in "large amount vitamins"
 *
 * @example
 *   ```md
 *   To prepare infusion you need a pot.
 *   ```
 *   1:4-1:20: Missing "a" or "the" in "prepare infusion"
 *
 * @example
 *   ```md
 *   It is necessary consult a doctor.
 *   ```
 *   1:1-1:24: Missing "to" in "It is necessary consult"
 */
export const noMissingWord = chapterRule('no-missing-word', (page, report) => {
  if (!page.language.startsWith('en')) return
  for (const block of page.blocks) {
    if (block.kind === 'cell') continue
    for (const { 0: met, index } of block.text.matchAll(withoutOf)) {
      report({
        at: block.at(index, index + met.length),
        reason: `Missing "of" in "${met}"`,
        note: 'A small word was lost. Read the sentence aloud and put it back.',
      })
    }
    for (const { 0: met, index } of block.text.matchAll(withoutArticle)) {
      report({
        at: block.at(index, index + met.length),
        reason: `Missing "a" or "the" in "${met}"`,
        note: 'A small word was lost. Read the sentence aloud and put it back.',
      })
    }
    for (const { 0: met, index } of block.text.matchAll(withoutTo)) {
      report({
        at: block.at(index, index + met.length),
        reason: `Missing "to" in "${met}"`,
        note: 'A small word was lost. Read the sentence aloud and put it back.',
      })
    }
  }
})

const substance =
  '(?:vitamins?|minerals?|nutrients?|trace elements|microelements|calcium|potassium|magnesium|iron|sodium|phosphates?|glucose|iodine|zinc|proteins?|carbohydrates?|fats|fluids?|oxygen|hormones?|h[ae]+moglobin|essential|useful|necessary|different|various)'
const postpositive =
  '(?!\\s+(?:of|to|for|in|at|on|and|or|than|with|from|by|as|enough|is|are|was|were|that|which|if|when)\\b)'

const withoutOf = new RegExp(
  `\\b(?:${[
    `(?:large|small|huge|certain|great|sufficient|vast|tiny|enormous|insufficient|excessive) (?:amounts?|quantit(?:y|ies)|numbers?) ${substance}\\b`,
    `(?:deficiency|lack|shortage|content|amounts?|absence|high levels?|low levels?) ${substance}\\b(?! (?:deficiency|levels?|content|intake))`,
    `(?:signs|symptoms|recipes|methods|kinds|types|stages|terms|features|properties|consequences|prevention|development|absence) (?:low|high|severe|early|\\p{Ll}+(?:onal|ical|tive|ious|inal|ogic))${postpositive} \\p{Ll}{4,}`,
    `the (?:causes?|risk|level|development|prevention|treatment|absence|presence|course) \\p{Ll}+(?:ogical|onal|ious|ative)${postpositive} \\p{Ll}{4,}(?= (?:and|or|in|you)\\b|[,.])`,
    `(?:different|early|late|later|all|various|certain) (?:stages|terms|periods|weeks|months) pregnancy`,
  ].join('|')})`,
  'giu',
)
/** What a recipe makes, named right behind its verb: "prepare infusion", "to cook remedy". */
const withoutArticle =
  /\b(?:cook|make|prepare|brew|take|drink|use|apply|attach) (?:remedy|infusion|decoction|tincture|compress|mixture|bath|poultice|product|recipe|bandage|bottle|plaster)\b(?!s|-)(?= (?:you|from|with|of|on|to|for|in|at|and|every|\d)\b|[,.;])/giu
const withoutTo =
  /\b(?:it is|it's|it may be|it will be) (?:necessary|advisable|important|essential|better|best|possible|recommended) (?!to\b|not\b|that\b|for\b|if\b|when\b|where\b|because\b|as\b|at\b|in\b|on\b|and\b|or\b|but\b|by\b|than\b|only\b|too\b|enough\b|with\b|from\b|here\b|now\b|then\b|while\b|during\b|before\b|after\b|we\b|you\b|they\b|he\b|she\b|i\b|practice\b|since\b|of\b|even\b|also\b|the\b|a\b|an\b|so\b)\p{Ll}{3,}(?<!ed|ly|ing)\b(?= (?:a|an|the|your|with|on|to|this|these|it|them|in)\b)/giu

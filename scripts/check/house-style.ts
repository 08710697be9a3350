import type { Severity } from '../read/finding.ts'
import type { Rule } from './rule.ts'
import { chapterHasText } from './rules/chapter-has-text.ts'
import { clinicFilledIn } from './rules/clinic-filled-in.ts'
import { dangerSignAnswered } from './rules/danger-sign-answered.ts'
import { doseComplete } from './rules/dose-complete.ts'
import { doseRangeWithTo } from './rules/dose-range-with-to.ts'
import { drawingInGrey } from './rules/drawing-in-grey.ts'
import { emergencyBoxComplete } from './rules/emergency-box-complete.ts'
import { emergencyBoxFirst } from './rules/emergency-box-first.ts'
import { emergencyNumber } from './rules/emergency-number.ts'
import { fewPassives } from './rules/few-passives.ts'
import { footnotesMatch } from './rules/footnotes-match.ts'
import { frontMatterComplete } from './rules/front-matter-complete.ts'
import { glossaryTerms } from './rules/glossary-terms.ts'
import { headingHasText } from './rules/heading-has-text.ts'
import { headingOrder } from './rules/heading-order.ts'
import { leadingZero } from './rules/leading-zero.ts'
import { medicineHasStage } from './rules/medicine-has-stage.ts'
import { noAbsolutePromise } from './rules/no-absolute-promise.ts'
import { noBlame } from './rules/no-blame.ts'
import { noBrokenItem } from './rules/no-broken-item.ts'
import { noBrokenLink } from './rules/no-broken-link.ts'
import { noConflictingAdvice } from './rules/no-conflicting-advice.ts'
import { noConflictingQuantity } from './rules/no-conflicting-quantity.ts'
import { noCutSentence } from './rules/no-cut-sentence.ts'
import { noDanglingReference } from './rules/no-dangling-reference.ts'
import { noDoseAbbreviation } from './rules/no-dose-abbreviation.ts'
import { noDoseOutsideRemedy } from './rules/no-dose-outside-remedy.ts'
import { noDoubledUnit } from './rules/no-doubled-unit.ts'
import { noDuplicatePassage } from './rules/no-duplicate-passage.ts'
import { noEmptySection } from './rules/no-empty-section.ts'
import { noHiddenCharacter } from './rules/no-hidden-character.ts'
import { noLongSentence } from './rules/no-long-sentence.ts'
import { noLostHeading } from './rules/no-lost-heading.ts'
import { noMisleadingWord } from './rules/no-misleading-word.ts'
import { noMissingSpace } from './rules/no-missing-space.ts'
import { noMissingWord } from './rules/no-missing-word.ts'
import { noMixedScript } from './rules/no-mixed-script.ts'
import { noPlainHeading } from './rules/no-plain-heading.ts'
import { noRemedyOutside } from './rules/no-remedy-outside.ts'
import { noRepeatedWord } from './rules/no-repeated-word.ts'
import { noRestartedList } from './rules/no-restarted-list.ts'
import { noScrapingLeftover } from './rules/no-scraping-leftover.ts'
import { noStrayCapital } from './rules/no-stray-capital.ts'
import { noStrayLetter } from './rules/no-stray-letter.ts'
import { noTrailingZero } from './rules/no-trailing-zero.ts'
import { noTranslationese } from './rules/no-translationese.ts'
import { noUnnamedHerb } from './rules/no-unnamed-herb.ts'
import { noVagueAuthority } from './rules/no-vague-authority.ts'
import { noVagueMeasure } from './rules/no-vague-measure.ts'
import { noVagueReference } from './rules/no-vague-reference.ts'
import { noVariableInRemedy } from './rules/no-variable-in-remedy.ts'
import { oneSpelling } from './rules/one-spelling.ts'
import { oneTerm } from './rules/one-term.ts'
import { oneUnitStyle } from './rules/one-unit-style.ts'
import { pictureHasAlt } from './rules/picture-has-alt.ts'
import { plainWords } from './rules/plain-words.ts'
import { publisherGiven } from './rules/publisher-given.ts'
import { readingLevel } from './rules/reading-level.ts'
import { remedyNamed } from './rules/remedy-named.ts'
import { reviewInDate } from './rules/review-in-date.ts'
import { scriptFitsLanguage } from './rules/script-fits-language.ts'
import { sourcesListed } from './rules/sources-listed.ts'
import { tableHasHead } from './rules/table-has-head.ts'
import { textLanguage } from './rules/text-language.ts'
import { titleGiven } from './rules/title-given.ts'
import { topicGiven } from './rules/topic-given.ts'

/** What kind of care a rule takes; reports count by it. */
export type Family = 'safety' | 'words' | 'structure' | 'references' | 'documents'

/** A rule as this house applies it, before the manuscript's own style sheet has its say. */
export interface HouseRule {
  readonly family: Family
  readonly rule: Rule
  readonly severity: Severity
}

const inFamily = (family: Family, rules: readonly (readonly [Rule, Severity])[]): HouseRule[] =>
  rules.map(([rule, severity]) => ({ family, rule, severity }))

/** Every rule and its severity. An error makes a publication come out as a marked proof. */
export const houseStyle: readonly HouseRule[] = [
  ...inFamily('safety', [
    [noRemedyOutside, 'error'],
    [noVariableInRemedy, 'error'],
    [remedyNamed, 'error'],
    [medicineHasStage, 'warning'],
    [emergencyBoxFirst, 'error'],
    [emergencyBoxComplete, 'error'],
    [emergencyNumber, 'error'],
    [topicGiven, 'warning'],
    [dangerSignAnswered, 'warning'],
    [noMisleadingWord, 'error'],
    [noUnnamedHerb, 'error'],
    [noDoseOutsideRemedy, 'warning'],
    [doseComplete, 'warning'],
    [noTrailingZero, 'error'],
    [leadingZero, 'error'],
    [noDoubledUnit, 'error'],
    [noDoseAbbreviation, 'warning'],
    [doseRangeWithTo, 'warning'],
    [oneUnitStyle, 'warning'],
    [noVagueMeasure, 'warning'],
    [noAbsolutePromise, 'warning'],
    [noConflictingQuantity, 'error'],
    [noConflictingAdvice, 'warning'],
  ]),
  ...inFamily('words', [
    [readingLevel, 'warning'],
    [noLongSentence, 'info'],
    [fewPassives, 'info'],
    [plainWords, 'warning'],
    [oneTerm, 'warning'],
    [oneSpelling, 'warning'],
    [noTranslationese, 'warning'],
    [noMissingWord, 'warning'],
    [noRepeatedWord, 'warning'],
    [noVagueAuthority, 'warning'],
    [noBlame, 'warning'],
  ]),
  ...inFamily('structure', [
    [noDuplicatePassage, 'warning'],
    [headingOrder, 'warning'],
    [headingHasText, 'warning'],
    [noEmptySection, 'warning'],
    [noPlainHeading, 'warning'],
    [noLostHeading, 'warning'],
    [noDanglingReference, 'warning'],
    [noVagueReference, 'warning'],
    [noCutSentence, 'warning'],
    [noRestartedList, 'warning'],
    [noBrokenItem, 'warning'],
    [noScrapingLeftover, 'warning'],
    [noStrayCapital, 'warning'],
    [noStrayLetter, 'warning'],
    [noMissingSpace, 'warning'],
    [noMixedScript, 'error'],
    [noHiddenCharacter, 'error'],
    [textLanguage, 'warning'],
  ]),
  ...inFamily('references', [
    [noBrokenLink, 'warning'],
    [pictureHasAlt, 'warning'],
    [drawingInGrey, 'info'],
    [tableHasHead, 'warning'],
    [footnotesMatch, 'warning'],
    [glossaryTerms, 'warning'],
  ]),
  ...inFamily('documents', [
    [chapterHasText, 'error'],
    [scriptFitsLanguage, 'error'],
    [titleGiven, 'warning'],
    [publisherGiven, 'warning'],
    [clinicFilledIn, 'error'],
    [frontMatterComplete, 'warning'],
    [reviewInDate, 'warning'],
    [sourcesListed, 'warning'],
  ]),
]

const severities = new Map(houseStyle.map(({ rule, severity }) => [rule.name, severity]))

/** Rules of the gate of remedies: no style sheet turns them off, and no waiver waives them. */
export const gateRules: ReadonlySet<string> = new Set(
  [noRemedyOutside, noVariableInRemedy, remedyNamed].map(({ name }) => name),
)

/** The severity of a rule in the house style. */
export function defaultSeverity(name: string): Severity | undefined {
  return severities.get(name)
}

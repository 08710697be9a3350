import { isPraised } from './praise.ts'

/** What a text does with a substance or procedure that it names. */
export type Stance = 'recommended' | 'discouraged' | 'cause' | 'mention'

/** A name in a passage, with what stands round the passage. */
export interface Setting {
  readonly text: string
  readonly start: number
  readonly end: number
  /** The line that opens the list which the passage is an item of. */
  readonly lead: string
  /** The heading that the passage stands under. */
  readonly heading: string
  readonly kind: 'heading' | 'paragraph' | 'cell'
  readonly item: boolean
  /** True where the passage carries a recipe or a dose. */
  readonly dosed: boolean
}

/*
 * The cues are English. They are looked for in the name's own clause first, then in its sentence,
 * then in the line or heading above: the nearest one decides, and a warning before an offer.
 */

const warnedBefore =
  /\b(?:do(?:es)? not|don['’]t|never|should not|shouldn['’]t|must not|mustn['’]t|cannot|can['’]t|may not|not to|no longer|(?<!(?<!\b(?:have|has|had|need|needs|best|better|important|try) )to )avoid(?:ing|s|ed)?|avoidance of|stop(?! the| a| an| your| (?:it|this))|give up|giv(?:e|ing) up|quit|refrain(?:ing)? from|abstain(?:ing)? from|keep away from|stay away from|cut(?:ting)? (?:down|out|back)(?: on)?|limit(?:ing)?|reduc(?:e|ing) (?:your |the )?(?:consumption|intake|amount|use)|exclud(?:e|ing)|eliminat(?:e|ing) from|leave out|skip|instead of|rather than|unsafe|warn(?:s|ed|ing)? against|(?:advis|decid)(?:e|es|ed|ing) against|steer(?:ing)? clear of|hold(?:ing)? off(?: on)?|keep your hands off|say no to|think twice about|without|no(?=\s)|not)\b/i

/** "Not only X", "do not forget X" and the like offer what they seem to forbid. */
const noWarning =
  /\b(?:(?:not|n['’]t|never) (?:\w+ ){0,5}without|not only|not just|do(?:es)? not forget|don['’]t forget|do not be|don['’]t be|not (?:hesitate|worry|stop|skip|miss|wait)|not (?:regret|disappoint)|no (?:harm|risks?|dangers?|side effects?|better|problem|reason|need|effect|more than|less than|later than|serious)|(?:not|never|don['’]t)(?: \w+)? (?:more|less|later|longer) than|without (?:a |any )?(?:doubt|fail|delay|problems?)|can(?:no|['’])t (?:cope|sit|walk|reach|move)|why not)\b/i

const warnedAfter =
  /^[^.;!?]{0,90}?\b(?:(?:is|are|was|were|be|being|best|should be|must be) (?:generally |usually |strictly |also |all |best |completely |categorically |absolutely )*(?:avoided|excluded|limited|contraindicated|forbidden|prohibited|dangerous|harmful|banned|ruled out|unsafe|discouraged|left out|given up|(?:not|never) (?:be )?(?:recommended|advised|safe|suitable|used|taken|allowed|eaten|drunk|for))|(?:should|must|can|may|do|does|could) ?(?:not|never) be|(?:is|are) not for|ha(?:s|ve) no place|(?:do(?:es)? not|ha(?:s|ve) (?:not|never) been (?:shown|proved|proven|found) to) (?:help|work|prevent|reliev\w+|ease|stop|cure)|(?:is|are) (?:strictly )?(?:off limits|off the table|out of the question|taboo|poison|a bad idea|best left alone|a danger to)|(?:can|could|may|might|will|does|do) (?:seriously |also |badly )?(?:harm|hurt|damage|poison)\b|puts? (?:you|your|the|a) (?:\w+ )?at risk|more harm than good)\b/i

const warnedLater =
  /\b(?:should|must) not (?:be |drink|eat|take|use)|\bdo(?:es)? not (?:use|take|drink|eat) (?:it|this|them|these|that)\b/i

const clauseEnd =
  /[.;:!?()–—]| - |, (?:but|and then|then|so|because|since|which|instead|(?:and |or )?(?:\w+ly )?(?:take|do|drink|use|eat|apply|try|wear|keep|rub|put|ask))\b|\b(?:but|however|instead,)\b/gi

const shortBefore =
  /\b(?:deficien\w+|lack(?:s|ing)?|shortages?|insufficien\w+|low (?=(?:\w+ ){0,3}$)|lower(?:ed)? (?=(?:\w+ )?(?:levels?|content|amounts?))|low (?:levels?|content|amounts?)|decreased?|reduced|loss(?:es)?|los(?:e|es|ing)|leaching|washed out|excess(?:ive)?|too (?:little|much|many)|abuse|overdose|uncontrolled use|deplet\w+|need for|signs of|normal level)\b[^.;:!?]*$/i
const shortAfter =
  /^[ -]?(?:\w+ )?(?:deficien\w+|shortage|levels?\b|content (?:is|in|of)|imbalance|is (?:rapidly )?(?:consumed|lost|low|washed)|are (?:rapidly )?(?:consumed|lost|low|washed))/i
const tooMuch = /\b(?:abuse|excess(?:ive)?|overdose|too much|uncontrolled)\b/i
const refill =
  /\b(?:compensat\w+|replenish\w*|make up for|mak(?:es?|ing) up|restor(?:e|es|ing) (?:the )?(?:balance|reserves|level)|fill(?:s|ing)? (?:up|the)|prevent(?:s|ing)? (?:a )?(?:deficien\w+|lack))\b/i

const causeSentence =
  /\b(?:cause[sd]?|causing|because of|due to|leads? to|leading to|results? (?:in|from)|provok\w+|trigger\w*|contribut\w+ to|bring(?:s)? on|brought on|is the reason|risk factors?|aggravat\w+|may cramp|indicat(?:e|es|ed|ing)(?! for)|as a result of)\b/i

const offered =
  /\b(?:recommend\w*|advis(?:e|es|ed|able)|suggest\w*|prescrib\w+|should|need(?:s)? to|necessary|must|ha(?:s|ve) to|can (?:also )?(?:be|use|take|do|try|help|relieve|warm|drink|put|replenish|select|recommend|apply|make|stretch|become)|may (?:also )?(?:help|use|take|try|prescribe|become|be (?:recommended|prescribed|used|given))|will (?:also )?(?:help|relieve|ease|need|replenish)|help(?:s|ed|ing)?|useful|suitable|effective(?:ly)?|reliev(?:e|es|ing)|eas(?:e|es|ing)|improv(?:e|es|ing)|sooth(?:e|es|ing)|relax(?:es|ing)|strengthen\w*|good for|good folk|remed(?:y|ies)|treatment (?:with|is)|treated with|selects?|select|appl(?:y|ied|ying)|use[ds]?|using|contain(?:s|ing)?|rich in|source of|include|includ(?:e|ing)|adding|add|introduc\w+|stick to|it is worth|try(?:ing)?|drink|take[ns]?|taking|eat|prepar(?:e|ed|ing)|to get rid|to cope|best|like|instructions|wear(?:ing)?|consider|opt for|go for|reach(?:ing)? for|turn to|swear(?:s)? by|fond of|how about|why not|worth (?:a try|trying|having)|work(?:s|ed)? (?:wonders|well|best)|does (?:you )?good|brings? relief|takes? away|soothes?|calms?|of choice|(?:is|are) (?:quite |very |perfectly |completely |generally |usually |also |just )*(?:safe|fine|allowed|permitted|harmless|beneficial|good|okay|indicated|popular|the thing)|nothing beats|nothing like|(?:woman|women|you|mother|mothers) needs?)\b/i

const imperative =
  /^(?:(?:for|at|in|on|after|before|during|to|if|when|while|once|with|as) [^,.;]{2,80}, )?(?:[^\p{L}]*(?:(?:and|or|then|also|after (?:that|this|the [a-z ]{3,20}),?|gently|slowly|carefully|lightly|firmly|first(?:ly)?|second(?:ly)?|finally|please|regularly|just|to do this)[, ]+)*)(?:you (?:need|should|can|must|may)|take|drink|apply|rub|use|put|try|do|eat|wear|warm|massage|stretch|walk|raise|lift|place|lie|sit|sleep|keep|attach|dip|make|add|pour|boil|brew|mix|melt|grind|crush|wash|soak|choose|pull|flex|bend|straighten|pinch|prick|restore|relieve|include|have|give|get|ask for|wrap|cover|spread|smear|bathe|gargle|inhale|breathe in|chew|swallow|sip|consume|start|increase|switch to|replace|press|tie|bind|swim|inject|insert|steep|drop|sprinkle|buy|order|squeeze|roll|hang|cook|prepare|treat|cure|perform|strain|rest|leave|dissolve|dilute|stir|heat|cool|rinse|dab|simmer|infuse|blend|combine|enjoy|consider|opt for|go for|reach for|turn to|carry|pick|select|treat yourself|help yourself|spoil yourself|pamper yourself|when (?:resting|sitting|lying))\b/iu

const leadWarns =
  /\b(?:(?<!(?<!\b(?:have|has|had|need|needs|best|better|important|try) )to )avoid(?!\s+(?:(?:this|these|such|new|more) )?(?:cramps?|attacks?|recurr\w+|problems?|spasms?|conditions?))|exclud\w+|do not|don['’]t|never|dangerous|harmful|bad habits|not recommended|forbidden|prohibited|give up|limit|what not|must not|should not|contraindicat\w+|unsafe|stop)\b/i
const leadCauses =
  /\b(?:causes?|caused|reasons?|factors?|why|due to|because|signs?|symptoms?|indicators?|triggers?|lead to|contribut\w+|provok\w+|aggravat\w+|risk|chance|likely|if you|when you|provoke|low)\b/i
const leadOffers =
  /\b(?:tips?|recommend\w*|help\w*|remed(?:y|ies)|treat\w*|prevent\w*|eliminate|reliev\w*|what to do|measures|follow(?:ing)?|first aid|rules|recipes?|ingredients?|how to|cope|rich in|contain\w*|useful|can|should|advice|use|try|include|need)\b/i

const testFor =
  /\b(?:tests?|tested|testing|screen(?:ed|ing)?|check(?:ed|ing)?) for\s+(?:the |your )?$/i

/** "Tell your doctor if you take X", "have you taken X", "if you take X, ask us": of what is taken already. */
const asked =
  /\b(?:ask|tell|call|speak (?:to|with)|talk (?:to|with)|check with|see|show|contact|let)\b[^.;:]{0,60}\b(?:if|whether|before|that|when) you(?:['’]re| are| have been| already| ever)? ?(?:tak(?:e|ing)|us(?:e|ing)|drink(?:ing)?|eat(?:ing)?|on|had|have|start(?:ing)?) (?:any |some |a |an |the )?$|^\W*have you (?:ever |already |recently )?(?:taken|used|had) (?:any |some )?$/i
const taken =
  /^\W*(?:if|when|while|as long as) you(?:['’]re| are| have been| already| also| ever)* ?(?:tak(?:e|ing)|us(?:e|ing)|on|had|have) (?:any |some |a |an |the )?$/i
const askFirst =
  /^[^.;:]{0,60}?, (?:please |always |first )?(?:ask|tell|call|speak|talk|check|see|show|contact|let)\b/i

const offeredInTitle =
  /\b(?:helps?|reliev\w+|eas(?:e|es|ing)|cures?|heals?|works?|against|for (?:leg )?(?:cramps?|pain|swelling)|good for|best|recommend\w*|should|drink|take)\b/i

/** The stance of a text to what it names at one place. */
export function stance(setting: Setting): Stance {
  const { text, start, end, lead, heading, kind } = setting
  const [from, to] = span(text, start, end, sentenceEnd)
  const sentence = text.slice(from, to)
  const at = start - from
  const stop = end - from
  const [clauseFrom, clauseTo] = span(sentence, at, stop, clauseEnd)
  const clause = sentence.slice(clauseFrom, clauseTo)
  const before = sentence.slice(clauseFrom, at)
  const after = sentence.slice(stop, clauseTo)

  if (isWarned(before, clause) || warnedAfter.test(sentence.slice(stop))) return 'discouraged'
  // "A blood test for iron" offers the test.
  if (testFor.test(before) || isInquiry(sentence.slice(0, at), sentence.slice(stop)))
    return 'mention'
  const refilled = refill.test(sentence)
  const short = shortBefore.test(sentence.slice(0, at)) || shortAfter.test(sentence.slice(stop))
  if (refilled && (short || !tooMuch.test(sentence))) return 'recommended'
  if (warnedLater.test(text.slice(to))) return 'discouraged'
  if (short) return leadWarns.test(lead) && tooMuch.test(sentence) ? 'discouraged' : 'cause'
  if (leadWarns.test(lead)) return 'discouraged'
  if (setting.dosed) return 'recommended'
  // "Liquorice | do not use": what a row says of its first cell stands in another one.
  if (kind === 'cell' && leadWarns.test(text.slice(end))) return 'discouraged'
  if (kind === 'heading') {
    return imperative.test(text) || offeredInTitle.test(text) ? 'recommended' : titled(heading)
  }
  if (lead && leadCauses.test(lead) && !leadOffers.test(lead)) return 'cause'
  if (imperative.test(clause) || imperative.test(sentence)) return 'recommended'
  if (causeSentence.test(sentence) && !refilled) {
    return offered.test(before) && !causeSentence.test(before + after) ? 'recommended' : 'cause'
  }
  if (offered.test(clause) || offered.test(sentence)) return 'recommended'
  if (isPraised(sentence.slice(0, at), sentence.slice(stop), sentence)) return 'recommended'
  if (lead && leadCauses.test(lead)) return 'cause'
  if (lead && leadOffers.test(lead)) return 'recommended'
  if (setting.item && leadOffers.test(heading)) return 'recommended'
  if (leadWarns.test(heading)) return 'discouraged'
  return /\b(?:deficien\w+|lack|shortage|causes?|reasons?|why)\b/i.test(heading)
    ? 'cause'
    : 'mention'
}

function isInquiry(before: string, after: string): boolean {
  return asked.test(before) || (taken.test(before) && askFirst.test(after))
}

/** A heading that is a name and nothing else offers it where the section above offers remedies. */
function titled(heading: string): Stance {
  if (leadWarns.test(heading)) return 'discouraged'
  if (leadCauses.test(heading)) return 'cause'
  return leadOffers.test(heading) ? 'recommended' : 'mention'
}

function isWarned(before: string, clause: string): boolean {
  if (noWarning.test(clause)) return false
  return warnedBefore.test(before.replace(condition, ''))
}

/** "If you cannot sleep, take X": what a condition denies is not X. */
const condition =
  /^\W*(?:if|when|whenever|while|once|as|since|because|though|although)\b[^,]{2,80},\s*/i

/** The sentence that stands at a place. */
export function sentenceAt(text: string, start: number, end: number): string {
  const [from, to] = span(text, start, end, sentenceEnd)
  return text.slice(from, to)
}

const sentenceEnd = /(?<!\b(?:tbsp|tsp|approx|e\.g|i\.e|etc|Dr|St))[.!?](?=\s|$)/g

/** The stretch between two marks round a place. */
function span(text: string, start: number, end: number, mark: RegExp): [number, number] {
  let from = 0
  let to = text.length
  for (const match of text.matchAll(mark)) {
    const stop = match.index + match[0].length
    if (stop <= start) from = stop
    else if (match.index >= end) {
      to = match.index
      break
    }
  }
  return [from, to]
}

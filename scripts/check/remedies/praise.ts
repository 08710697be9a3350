/*
 * Ways to offer a thing that no single verb tells: by what it does to a complaint, by what people
 * call it, by what it did for somebody, by where it is fetched, or by when and how much is taken.
 * The cues are English, and general: none names a remedy.
 */

const ill =
  '(?:cramps?|cramping|pains?|aches?|aching|spasms?|twitch(?:es|ing)|swelling|nausea|sickness|heartburn|insomnia|sleeplessness|headaches?|colds?|coughs?|itch(?:es|ing)?|stress|tension|tiredness|fatigue|constipation|piles|restlessness)'
const good =
  '(?:sleep|rest|circulation|blood flow|digestion|recovery|energy|strength|health|immunity|mood|labour)'
const body = '(?:legs?|cal(?:f|ves)|f(?:oo|ee)t|stomach|tummy|back|nerves|muscles?|veins?|skin)'

const phrases = (...all: readonly string[]) => new RegExp(String.raw`\b(?:${all.join('|')})\b`, 'i')

const praise = phrases(
  String.raw`(?:keep|ward|fend|fight|beat|banish|cure|heal|settle|stop|end|tackle|drive|chase|clear|prevent|lessen|reduce|lift|numb|quiet|quieten|tame|shorten|see|take care of|get rid of|put an end to)(?:s|es|ed|d|p?ping|p?ped|ing|ting)? (?:off )?(?:\w+ ){0,3}${ill}`,
  String.raw`(?:boost|speed|aid|support|promote|stimulate|restore|bring|invite|deepen|lift)(?:s|es|ed|d|ing)? (?:up )?(?:\w+ ){0,3}${good}`,
  String.raw`(?:settle|warm|loosen|comfort|steady|tone|strengthen|rest|refresh|revive|protect|quieten)(?:s|es|ed|d|ing)? (?:\w+ ){0,3}${body}`,
  String.raw`${ill}(?: \w+){0,3} (?:goes|went|vanish(?:es|ed)?|disappear(?:s|ed)?|melt(?:s|ed)? away|fade[sd]?|(?:is|are|was|were) (?:soon )?gone|never came back|go(?:es)? away)`,
  `(?:do|does|did|done|works?|worked) (?:wonders|the (?:trick|job)|(?:you |me |us |her )?(?:no end|a world|a power) of good)`,
  String.raw`goes a long way|mak(?:e|es|ing) (?:all the |a (?:\w+ )?)difference|never (?:fails?|lets? \w+ down)|worth (?:its|their) weight|to the rescue|full of goodness|put (?:you|things) right|thank you for|sleep (?:through|better|well|soundly|deeply|like)`,
  String.raw`(?:will not|won['’]t|cannot|can['’]t|can not) (?:hurt|go wrong)|nothing wrong with|no substitute for|(?:not|never) (?:\w+ ){1,5}without`,
  `has a place|deserves? a place|stood the test|tried and (?:tested|trusted)|time[- ]honou?red|(?:known|famous|praised|prized|valued|loved) for (?:its|their)|trusted|relied on|rel(?:y|ies|ying) on|(?:count|swear|bet)(?:s|ing)? on|a blessing|godsend|life-?saver|miracles?|a wonder|wonderful|marvel(?:lous)?|heaven-sent|treasure|favou?rite|at its best`,
  String.raw`(?:is|are|was|were|be|as) (?:(?!not\b|no\b|never\b)\w+ )?(?:a|an|the|your|my|our|one) (?:\w+ ){0,3}(?:idea|option|choice|alternative|way to|answer|solution|cure|comfort|secret|friend|helper|ally|staple|must|must-have|classic|tonic|boost|pick-me-up)`,
  '(?:answer|secret|solution|cure|trick|choice|option|what works|what helps|thing to try) (?:is|was|lies in)',
  String.raw`(?:gave|give|gives|brought|bring|brings) (?:\w+ ){1,3}(?:relief|comfort|rest|ease|sleep|peace)|(?:saved|cured|rescued) (?:me|us|my|her|them)`,
  'feel free to|alternative to (?:tablets|pills|painkillers|medicines?|drugs?|medication)',
)

const praisedBefore =
  /\b(?:(?:top|stock)(?:s|ped|ping|ed|ing)? up (?:with|on)|(?:start|finish|end|begin)(?:s|ed|ing)? (?:\w+ ){1,4}(?:with|on)|fall(?:s|ing)? back on|there(?:['’]s| is| are) always|always (?:have|had|gave|give|kept|keep)|could always|pharmacist for|gave (?:us|me|her|them)|hand(?:s|ed|ing)? out|prefer(?:s|red)?|choose[sn]?|chose|thanks to|perhaps|maybe|long live|underestimate|don['’]t forget)(?: \w+){0,2}\W*$/i

const praisedAfter = new RegExp(
  String.raw`^(?:,? \w+){0,2},? (?:(?:for|against) (?:the |your |tired |sore |aching |night |leg )*(?:${ill}|${body})\b|(?:once|twice|(?:two|three|four|\d) times) (?:a|per|each) (?:day|week)|(?:before|at) (?:bed|bedtime|night)|every (?:day|morning|evening|night|other day)|in (?:warm|hot|a glass of|a cup of) |(?:rubbed|massaged|worked|stirred|mixed|dissolved) (?:in|into|with|on)\b|after (?:meals|a meal|dinner|supper)|on an empty stomach|now and then)`,
  'i',
)

/** "A spoonful of X", of which nothing is told but that it is had. */
const amount =
  /\b(?:(?:tea|table|dessert)?spoon(?:ful)?s?|cup(?:ful)?s?|glass(?:es)?|mugs?|pinch|handfuls?|drops?|dash|capsules?|tablets?|sips?|slices?|dose|bit|little|touch|course) of (?:\w+ )?$|^\W*a (?:little|bit of|touch of|few) $/i
const statesAmount = /\b(?:contains?|holds?|has|have|costs?|weighs?|equals?|is|are|was|were) /i

/** Whoever tells of a trial, of a doubt or of harm praises nothing. */
const doubted =
  /\b(?:placebo|(?:not|never|hardly|little|no|without) (?:\w+ ){0,2}(?:proof|evidence|proven|tested|studied|known|shown|help\w*|work\w*|studies)|trials?|stud(?:y|ies)|research\w*|evidence|myth|keeps? \w+ (?:awake|up)|worse|side effects?|danger\w*|harm(?:s|ed|ful)|risk\w*|poison\w*|bleeding|miscarr\w+)\b|n['’]t (?:help|work|been)/i

/** True where a sentence offers, in other words than "take" or "helps", what stands in its middle. */
export function isPraised(before: string, after: string, sentence: string): boolean {
  if (doubted.test(sentence)) return false
  return (
    praise.test(sentence) ||
    praisedBefore.test(before) ||
    praisedAfter.test(after) ||
    (amount.test(before) && !statesAmount.test(after))
  )
}

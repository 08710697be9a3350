/** British and American spellings: stems and endings, so that a table of pairs stays short. */
const pairs =
  'colour color|favour favor|flavour flavor|behaviour behavior|labour labor|tumour tumor|neighbour neighbor|humour humor|odour odor|vapour vapor|rumour rumor|honour honor|harbour harbor|centre center|litre liter|metre meter|fibre fiber|theatre theater|calibre caliber|anaemia anemia|anaemic anemic|haemoglobin hemoglobin|haemorrhage hemorrhage|haemorrhoid hemorrhoid|haematoma hematoma|oedema edema|oesophagus esophagus|oestrogen estrogen|foetus fetus|foetal fetal|diarrhoea diarrhea|paediatric pediatric|paediatrician pediatrician|gynaecologist gynecologist|gynaecology gynecology|gynaecological gynecological|orthopaedic orthopedic|anaesthetic anesthetic|anaesthesia anesthesia|leukaemia leukemia|ischaemia ischemia|hypoglycaemia hypoglycemia|caesarean cesarean|faeces feces|coeliac celiac|dyspnoea dyspnea|practise practice!|licence license!|defence defense|offence offense|grey gray|mould mold|plough plow|tyre tire!|pyjamas pajamas|programme program!|catalogue catalog|dialogue dialog!|ageing aging|fulfil fulfill|enrol enroll|jewellery jewelry|aluminium aluminum|sulphur sulfur|sulphate sulfate|manoeuvre maneuver|sceptical skeptical|organise organize|organisation organization|recognise recognize|normalise normalize|specialise specialize|minimise minimize|maximise maximize|stabilise stabilize|immunise immunize|immunisation immunization|hospitalise hospitalize|apologise apologize|emphasise emphasize|realise realize|pasteurise pasteurize|pasteurisation pasteurization|sterilise sterilize|moisturise moisturize|moisturiser moisturizer|utilise utilize|analyse analyze|paralyse paralyze|catalyse catalyze|travelling traveling|travelled traveled|labelled labeled|labelling labeling|cancelled canceled|counselling counseling|counsellor counselor|modelling modeling|fuelled fueled|signalling signaling|swivelling swiveling|liquorice licorice|doughnut donut|yoghurt yogurt!|cosy cozy|storey story!|cheque check!'

/** A word of one spelling, and the same word in the other. */
export interface Spelling {
  readonly spelling: 'en-GB' | 'en-US'
  readonly other: string
}

/**
 * Words by spelling, with their regular endings. A word that the other spelling has too, in another
 * sense (`practice`, `tire`), is left out on that side.
 */
export const spellings: ReadonlyMap<string, Spelling> = table()

function table(): ReadonlyMap<string, Spelling> {
  const words = new Map<string, Spelling>()
  for (const pair of pairs.split('|')) {
    const [british = '', american = ''] = pair.split(' ')
    const shared = american.endsWith('!')
    const plain = american.replace('!', '')
    const ends =
      british.endsWith('e') && plain.endsWith('e')
        ? ['', 's', 'd']
        : ['', 's', 'ed', 'ing', 'less', 'ful']
    for (const end of ends) {
      words.set(british + end, { spelling: 'en-GB', other: plain + end })
      if (!shared) words.set(plain + end, { spelling: 'en-US', other: british + end })
    }
    if (british.endsWith('e') && plain.endsWith('e')) {
      const [from, to] = [british.slice(0, -1), plain.slice(0, -1)]
      words.set(`${from}ing`, { spelling: 'en-GB', other: `${to}ing` })
      if (!shared) words.set(`${to}ing`, { spelling: 'en-US', other: `${from}ing` })
    }
  }
  return words
}

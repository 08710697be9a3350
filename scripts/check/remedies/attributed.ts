/** "Your doctor may prescribe X": who decides on what stands at `start` is said in its sentence. */
export function isAttributed(text: string, start: number): boolean {
  const before = text.lastIndexOf('.', start) + 1
  const stop = text.indexOf('.', start)
  const sentence = text.slice(before, stop < 0 ? undefined : stop)
  return (
    /\b(?:doctors?|GP|specialists?|obstetricians?|gyna?ecologists?|therapists?|consultants?|prescribers?|midwi(?:fe|ves)|phlebologists?|endocrinologists?)\b[^.]{0,80}\b(?:prescrib\w+|recommend\w*|decide[sd]?|start[s]?|give[s]?|select\w*|order[s]?)\b/i.test(
      sentence,
    ) ||
    /\b(?:prescribed|decided|started|given|recommended|only) (?:only )?by (?:a|an|the|your) [\w -]{0,20}(?:doctor|GP|specialist|obstetrician|midwife|prescriber|consultant)\b/i.test(
      sentence,
    )
  )
}

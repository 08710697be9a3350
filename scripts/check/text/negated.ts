/** True where the words before `at`, in the same sentence, deny what follows: "does not cure". */
export function negated(text: string, at: number): boolean {
  const sentence = /(?:^|[.!?;:]\s)([^.!?;:]*)$/.exec(text.slice(0, at))?.[1] ?? ''
  return /\b(?:no|not|never|nobody|none|nothing|neither|nor|without|cannot|hardly|\p{L}+n['’]t)\b/iu.test(
    sentence,
  )
}

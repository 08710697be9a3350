/** True for the chapter that explains the words of the others. */
export function isGlossary({
  file,
  title,
}: {
  readonly file: string
  readonly title?: string | undefined
}): boolean {
  return /glossary|words (?:we use|explained)/i.test(`${file} ${title ?? ''}`)
}

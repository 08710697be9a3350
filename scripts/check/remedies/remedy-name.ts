/** True for a remedy's name that can also be the name of its review's file. */
export function isRemedyName(name: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(name)
}

/** The first variable in a text, such as `{{ dose }}`: its words would be signed before it is filled. */
export function variableIn(text: string): string | undefined {
  return /\{\{[^}]*\}\}|\$\{[^}]*\}|\{%[^%]*%\}|<%[^%]*%>|\[\[[^\]]+\]\]/.exec(text)?.[0]
}

/** Which way a language is written. */
export function direction(language: string): 'ltr' | 'rtl' {
  const script = new Intl.Locale(language).maximize().script ?? 'Latn'
  return ['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg'].includes(script) ? 'rtl' : 'ltr'
}

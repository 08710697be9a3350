import { manuscriptRule } from '../rule.ts'

/**
 * A leaflet must say who publishes it and how to reach them: `clinic.yaml`.
 *
 * A folder without a `clinic.yaml` is told so once, and gently.
 *
 * Source: NHS standard for creating health content (publisher shown); practice section 3.
 *
 * @example clean
 *   ```md
 *   # Cramps
 *   ```
 *   ```yaml clinic.yaml
 *   publisher: Hill Clinic
 *   country: GB
 *   contact:
 *     phone: 01234 567890
 *   ```
 *
 * @example
 *   ```md
 *   # Cramps
 *   ```
 *   ```yaml clinic.yaml
 *   publisher: Hill Clinic
 *   ```
 *   clinic.yaml: Missing `country` and `contact`, expected who publishes and how a reader reaches them
 *
 * @example
 *   ```md
 *   # Cramps
 *   ```
 *   clinic.yaml: Missing `clinic.yaml`, expected who publishes and how a reader reaches them
 */
export const publisherGiven = manuscriptRule('publisher-given', ({ clinic, chapters }, report) => {
  if (chapters.length === 0) return
  if (Object.keys(clinic).length === 0) {
    report({
      file: 'clinic.yaml',
      severity: 'info',
      reason: 'Missing `clinic.yaml`, expected who publishes and how a reader reaches them',
      note: 'Write `publisher:`, `country:` and `contact:` into it.',
    })
    return
  }
  const { contact = {} } = clinic
  const missing = [
    ...(clinic.publisher ? [] : ['`publisher`']),
    ...(clinic.country ? [] : ['`country`']),
    ...(contact.phone || contact.email || contact.web || contact.address ? [] : ['`contact`']),
  ]
  if (missing.length === 0) return
  report({
    file: 'clinic.yaml',
    reason: `Missing ${missing.join(' and ')}, expected who publishes and how a reader reaches them`,
    note: 'A reader must know whom to ask.',
  })
})

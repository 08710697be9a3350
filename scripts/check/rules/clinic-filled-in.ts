import { manuscriptRule } from '../rule.ts'

/**
 * `clinic.yaml` is printed in every publication: no field of it may hold words that stand in for
 * what somebody has yet to write.
 *
 * A line to write on, `__________`, is no such word: whoever hands out the leaflet fills it in.
 *
 * Source: NHS standard for creating health content (a reader can reach the publisher); practice
 * section 3.
 *
 * @example clean
 *   ```md
 *   # Cramps
 *   ```
 *   ```yaml clinic.yaml
 *   publisher: Hill Clinic
 *   country: GB
 *   contact:
 *     phone: "________________"
 *     hours: Open here on weekdays, 9 to 5
 *   ```
 *
 * @example
 *   ```md
 *   # Cramps
 *   ```
 *   ```yaml clinic.yaml
 *   publisher: "[Name of the clinic]"
 *   country: GB
 *   contact:
 *     phone: Write your number here
 *   ```
 *   clinic.yaml: Unexpected "Write your number here" in `contact: phone`, expected the clinic's own words
 *   clinic.yaml: Unexpected "[Name of the clinic]" in `publisher`, expected the clinic's own words
 */
export const clinicFilledIn = manuscriptRule('clinic-filled-in', ({ clinic }, report) => {
  const { contact = {}, ...fields } = clinic
  const all = [
    ...Object.entries(fields),
    ...Object.entries(contact).map(([field, value]) => [`contact: ${field}`, value] as const),
  ]
  for (const [field, value] of all) {
    if (typeof value !== 'string') continue
    const addressed = field !== 'feedback' && field !== 'disclaimer' && field !== 'rights'
    if (!placeholder.test(value) && !(addressed && asksToWrite.test(value))) continue
    report({
      file: 'clinic.yaml',
      reason: `Unexpected "${value}" in \`${field}\`, expected the clinic's own words`,
      note: `Every publication prints it. Write your own \`${field}\` there, a line to write on such as "________________", or take the field out.`,
    })
  }
})

/** What is there only until somebody writes. */
const placeholder =
  /\b(?:TODO|TBC|TBA|TBD|FIXME|XXX+|placeholder|lorem ipsum|to be (?:confirmed|added|decided|completed))\b|^\W*(?:[[<{(].*[\]>})]|\?+|x+|\.\.\.|…)\W*$|[[<{](?:your|insert|name|phone|telephone|number|address|email|clinic|hospital)\b/i
/** Told to whoever sets the clinic up: a reader is asked to write in other fields too. */
const asksToWrite =
  /\b(?:write|put|enter|insert|add|type|fill in|replace) (?:[^.!?]{0,60}\b(?:here|this)\b|(?:your|the|a) [^.!?]{0,40}$)|^your (?:own |local )?(?:clinic|hospital|unit|practice|ward|trust|maternity unit|organi[sz]ation|name|phone|telephone|number|address|email)(?:['’]s)?(?: \w+)?$/i

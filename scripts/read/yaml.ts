import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import { type ZodType, z } from 'zod'
import type { Finding, Point } from './finding.ts'

/** What a YAML text held: its value where it fits the schema, and what was found wrong. */
export interface Yaml<T> {
  readonly value?: T
  readonly findings: readonly Finding[]
}

/**
 * Reads YAML against a schema; every finding names file, line, field and what was expected.
 *
 * All scalars are texts (YAML's failsafe schema): a country `NO` stays Norway and a version `1.0`
 * keeps its zero. Empty fields count as absent. `firstLine` is where the text starts in its file.
 */
export function readYaml<T>(
  text: string,
  file: string,
  schema: ZodType<T>,
  rule: string,
  firstLine = 1,
): Yaml<T> {
  const lines = new LineCounter()
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, uniqueKeys: true })
  const at = (offset: number): Point => {
    const { line, col } = lines.linePos(offset)
    return { line: line + firstLine - 1, column: col }
  }
  if (document.errors.length > 0) {
    return {
      // What follows the first error is mostly its echo.
      findings: document.errors.slice(0, 1).map(error => ({
        rule,
        severity: 'error',
        file,
        start: at(error.pos[0]),
        end: at(error.pos[1]),
        reason: `Unexpected text that is not YAML (${firstSentence(error.message)}), expected \`field: value\` lines`,
        note: 'Put quotes round a value that holds a colon or a quote: `title: "Cramps: what helps"`.',
      })),
    }
  }
  const result = schema.safeParse(withoutEmpty(document.toJS({ maxAliasCount: 100 }) ?? {}))
  if (result.success) return { value: result.data, findings: [] }
  return {
    findings: result.error.issues.flatMap(issue => {
      const fields = issue.code === 'unrecognized_keys' ? issue.keys : ['']
      return fields.map((key): Finding => {
        const path = key ? [...issue.path, key] : issue.path
        const place = rangeOf(document.contents, path)
        return {
          rule,
          severity: 'error',
          file,
          ...(place ? { start: at(place[0]), end: at(place[1]) } : { start: at(0) }),
          reason: key
            ? `Unexpected field \`${path.join('.')}\`, expected one of ${knownFields(schema, issue.path)}`
            : `Unexpected value for \`${path.join('.') || 'the file'}\`: ${issue.message}`,
        }
      })
    }),
  }
}

function firstSentence(message: string): string {
  return (message.split(/ at line |:\n|\n/, 1)[0] ?? message).trim()
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== null && entry !== '')
      .map(([key, entry]) => [key, withoutEmpty(entry)]),
  )
}

/** Where a field stands: the nearest thing on its path that is really there. */
function rangeOf(root: Node | null, path: readonly PropertyKey[]): [number, number] | undefined {
  let node: Node | null | undefined = root
  let range: [number, number] | undefined
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(item => isScalar(item.key) && item.key.value === step)
      if (!pair) break
      const key = pair.key as Node
      node = pair.value as Node | null
      if (key.range) range = [key.range[0], node?.range?.[1] ?? key.range[1]]
    } else if (node && 'items' in node) {
      node = (node.items as Node[])[Number(step)]
      if (node?.range) range = [node.range[0], node.range[1]]
    } else break
  }
  return range
}

function unwrapped(schema: unknown): unknown {
  const wrapped =
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  return wrapped ? unwrapped(schema.unwrap()) : schema
}

function hasField(schema: unknown, field: PropertyKey): boolean {
  return schema instanceof z.ZodObject && String(field) in schema.shape
}

function knownFields(schema: ZodType, path: readonly PropertyKey[]): string {
  let at: unknown = schema
  for (const step of path) {
    at = unwrapped(at)
    if (at instanceof z.ZodDiscriminatedUnion) at = at.options.find(each => hasField(each, step))
    if (at instanceof z.ZodObject) at = at.shape[String(step)]
    else if (at instanceof z.ZodArray) at = at.element
    else if (at instanceof z.ZodRecord) at = at.valueType
  }
  at = unwrapped(at)
  const objects = at instanceof z.ZodDiscriminatedUnion ? at.options : [at]
  const fields = objects.flatMap(each =>
    each instanceof z.ZodObject ? Object.keys(each.shape) : [],
  )
  return fields.length > 0
    ? [...new Set(fields)].map(field => `\`${field}\``).join(', ')
    : 'the known fields'
}

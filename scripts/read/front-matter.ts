import type { Root, Yaml as YamlNode } from 'mdast'
import { z } from 'zod'
import { day, language, line, list } from './fields.ts'
import type { Finding } from './finding.ts'
import { readYaml } from './yaml.ts'

/** The fields that a chapter may carry before its first line. All are optional. */
export const frontMatterSchema = z.object({
  title: line.optional(),
  /** One sentence that says what the leaflet is for. */
  summary: line.optional(),
  /** `pregnancy` brings the safety rules for pregnancy into force. */
  topic: line.optional(),
  audience: line.optional(),
  language: language.optional(),
  /** The document code of the clinic's own register. */
  code: line.optional(),
  version: line.optional(),
  published: day.optional(),
  reviewed: day.optional(),
  'review-due': day.optional(),
  author: line.optional(),
  reviewer: line.optional(),
  /** Keys of `sources.yaml`, or sources in words. */
  sources: list(line).optional(),
})

/** A chapter's front matter. */
export type FrontMatter = z.output<typeof frontMatterSchema>

/** A chapter's front matter, or why there is none. */
export interface FrontMatterReading {
  readonly value?: FrontMatter
  readonly findings: readonly Finding[]
}

/**
 * The front matter of a parsed chapter.
 *
 * A field that we do not know is a warning, since other tools have fields of their own; a known
 * field with a wrong value, or text that is not YAML, is an error and gives no value.
 */
export function frontMatter(tree: Root, file: string): FrontMatterReading {
  const node = tree.children[0]
  if (node?.type !== 'yaml') return { value: {}, findings: [] }
  const { value: text, position } = node as YamlNode
  const firstLine = (position?.start.line ?? 1) + 1
  const strict = readYaml(text, file, frontMatterSchema.strict(), 'front-matter', firstLine)
  if (strict.value) return { value: strict.value, findings: [] }
  const { value } = readYaml(text, file, frontMatterSchema, 'front-matter', firstLine)
  return value
    ? { value, findings: strict.findings.map(finding => ({ ...finding, severity: 'warning' })) }
    : { findings: strict.findings }
}

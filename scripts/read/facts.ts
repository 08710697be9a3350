import { hash } from 'node:crypto'
import type { Chapter, Passage } from './manuscript.ts'
import { makeAnew, type Recall } from './recall.ts'

/** What facts about a text are kept by, from run to run. */
export interface Marks {
  readonly recall: Recall
  /** Stands for the file as it is written, and its language. */
  readonly written: string
  /** Stands for the text as it will be set, with the shared passages that it includes. */
  readonly set: string
}

type Text = Pick<Chapter | Passage, 'file'>

interface Known {
  readonly of: readonly object[]
  readonly made: unknown
}

const marked = new WeakMap<Text, Marks>()
const met = new WeakMap<Text, Map<string, Known>>()

/** Lets the facts about a text be kept beyond this run. */
export function keepFacts<T extends Text>(text: T, marks: Marks): T {
  marked.set(text, marks)
  return text
}

/**
 * Plain data that was made of one text as it is written, in this run or an earlier one.
 *
 * It must follow from the file, its language and the values of `of`, which are plain data and Maps
 * of it; what follows from shared passages is asked for by {@link factAsSet}.
 */
export function fact<T extends NonNullable<unknown>>(
  text: Text,
  name: string,
  of: readonly object[],
  make: () => T,
): T {
  return known(text, 'written', name, of, make)
}

/** Plain data that was made of one text as it will be set; it comes back as JSON has it. */
export function factAsSet<T extends NonNullable<unknown>>(
  text: Text,
  name: string,
  of: readonly object[],
  make: () => T,
): T {
  return known(text, 'set', name, of, make)
}

function known<T>(
  text: Text,
  form: 'written' | 'set',
  name: string,
  of: readonly object[],
  make: () => T,
): T {
  const facts = met.get(text) ?? new Map<string, Known>()
  met.set(text, facts)
  const key = `${form} ${name}`
  const before = facts.get(key)
  if (before?.of.every((value, index) => isSame(value, of[index]!))) return before.made as T
  const { recall = makeAnew, [form]: mark = '' } = marked.get(text) ?? {}
  const made = recall === makeAnew ? make() : recall([key, mark, ...of.map(hashOf)], make)
  facts.set(key, { of, made })
  return made
}

function isSame(one: object, other: object): boolean {
  return one === other || hashOf(one) === hashOf(other)
}

const hashes = new WeakMap<object, string>()

/** The hash of what many texts are read by; worked out once. */
function hashOf(value: object): string {
  const known = hashes.get(value)
  if (known !== undefined) return known
  const listed = (_: string, part: unknown) => (part instanceof Map ? [...part] : part)
  const made = hash('sha256', JSON.stringify(value, listed))
  hashes.set(value, made)
  return made
}

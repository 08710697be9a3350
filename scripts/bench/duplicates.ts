/**
 * The join and the library at size: `node scripts/bench/duplicates.ts [quick]`.
 *
 * Made-up passages of about 58 stems on a vocabulary of 20,000 (Zipf), one in ten a copy of another
 * with some stems changed. Times are one run after a warm-up.
 */
import { join, type Sets } from '../check/duplicates/join.ts'
import { ask, library } from '../check/duplicates/library.ts'
import { random } from './random.ts'

function passages(count: number, vocabulary = 20_000, mean = 58): number[][] {
  const next = random(1)
  const sums = new Float64Array(vocabulary)
  let total = 0
  for (let rank = 0; rank < vocabulary; rank++) {
    total += 1 / (rank + 10)
    sums[rank] = total
  }
  const draw = () => {
    const value = next() * total
    let [low, high] = [0, vocabulary - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! < value) low = middle + 1
      else high = middle
    }
    return vocabulary - 1 - low
  }
  const all: number[][] = []
  const originals: number[][] = []
  for (let index = 0; index < count; index++) {
    const stems = new Set<number>()
    if (index > 10 && next() < 0.1) {
      const changed = 0.05 + 0.5 * next()
      for (const stem of originals.at(-1 - Math.floor(next() * 5))!) {
        stems.add(next() < changed ? draw() : stem)
      }
    } else {
      const length = Math.round(mean * (0.4 + 1.2 * next()))
      while (stems.size < length) stems.add(draw())
      originals.push([...stems])
    }
    all.push([...stems].sort((x, y) => x - y))
  }
  return all
}

function sets(all: readonly (readonly number[])[]): Sets {
  const offsets = new Int32Array(all.length + 1)
  for (const [index, set] of all.entries()) offsets[index + 1] = offsets[index]! + set.length
  const tokens = new Int32Array(offsets.at(-1)!)
  for (const [index, set] of all.entries()) tokens.set(set, offsets[index]!)
  return { tokens, offsets }
}

/** Every pair compared token by token. */
function naive({ tokens, offsets }: Sets, threshold: number): readonly string[] {
  const found: string[] = []
  const count = offsets.length - 1
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      let [x, y, overlap] = [offsets[a]!, offsets[b]!, 0]
      const [xEnd, yEnd] = [offsets[a + 1]!, offsets[b + 1]!]
      while (x < xEnd && y < yEnd) {
        const difference = tokens[x]! - tokens[y]!
        if (difference === 0) {
          overlap++
          x++
          y++
        } else if (difference < 0) x++
        else y++
      }
      const union = xEnd - offsets[a]! + (yEnd - offsets[b]!) - overlap
      if (overlap / union >= threshold - 1e-9) found.push(`${a} ${b}`)
    }
  }
  return found
}

/** A prefix join without the other filters, as a second opinion where every pair is too many. */
function plainJoin({ tokens, offsets }: Sets, threshold: number): readonly string[] {
  const lists = new Map<number, number[]>()
  const found: string[] = []
  for (let b = 0; b < offsets.length - 1; b++) {
    const set = tokens.subarray(offsets[b], offsets[b + 1])
    const own = new Set(set)
    const prefix = set.length - Math.ceil(threshold * set.length - 1e-9) + 1
    const seen = new Set<number>()
    for (const token of set.subarray(0, prefix)) {
      const list = lists.get(token) ?? []
      for (const a of list) seen.add(a)
      list.push(b)
      lists.set(token, list)
    }
    for (const a of seen) {
      const from = offsets[a]!
      const to = offsets[a + 1]!
      const [least, most] = [Math.min(to - from, set.length), Math.max(to - from, set.length)]
      if (least < threshold * most - 1e-9) continue
      let overlap = 0
      for (let at = from; at < to; at++) if (own.has(tokens[at]!)) overlap++
      if (overlap / (to - from + set.length - overlap) >= threshold - 1e-9) found.push(`${a} ${b}`)
    }
  }
  return found.sort()
}

function timed<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const start = performance.now()
  const value = work()
  return { value, ms: performance.now() - start }
}

const pairsOf = ({ a, b }: { readonly a: Int32Array; readonly b: Int32Array }) =>
  Array.from(a, (one, index) => `${one} ${b[index]}`)
const quick = process.argv[2] === 'quick'

join(sets(passages(2000)), 0.5)
const small = quick ? 3000 : 10_000
const ten = sets(passages(small))
const plain = timed(() => naive(ten, 0.5))
const fast = timed(() => join(ten, 0.5))
const same = pairsOf(fast.value).join() === plain.value.join()
console.log(
  `${small} passages, 0.5: every pair ${plain.ms.toFixed(0)} ms, join ${fast.ms.toFixed(0)} ms, ` +
    `${(plain.ms / fast.ms).toFixed(0)} times faster, ${plain.value.length} pairs, ${same ? 'the same list' : 'DIFFERENT'}`,
)
const large = quick ? 30_000 : 100_000
const texts = passages(large)
const hundred = sets(texts)
for (const threshold of [0.7, 0.5]) {
  const little = timed(() => join(ten, threshold))
  const much = timed(() => join(hundred, threshold))
  const growth = Math.log(much.ms / little.ms) / Math.log(large / small)
  const {
    a,
    work: { verified },
  } = much.value
  console.log(
    `${large} passages, ${threshold}: ${much.ms.toFixed(0)} ms (${small}: ${little.ms.toFixed(0)} ms), growth N^${growth.toFixed(2)}, ` +
      `${a.length} pairs, ${(verified / a.length).toFixed(2)} verified a pair`,
  )
  if (threshold === 0.7) {
    const check = timed(() => plainJoin(hundred, threshold))
    const agree = check.value.join() === pairsOf(much.value).sort().join()
    console.log(
      `  the plain join: ${check.ms.toFixed(0)} ms, ${agree ? 'the same list' : 'DIFFERENT'}`,
    )
  }
}
const words = texts.map(text => text.map(String))
const kept = timed(() => library(0.6, [{ key: 'all', hash: '1', passages: words }]))
const chapter = words
  .slice(0, 30)
  .map(text => text.map((stem, at) => (at % 9 === 0 ? `${stem}x` : stem)))
chapter.slice(0, 5).map(stems => ask(kept.value, stems))
const asked = timed(() => chapter.map(stems => ask(kept.value, stems)))
console.log(
  `one chapter of 30 passages against ${large}: ${asked.ms.toFixed(1)} ms (library made in ${kept.ms.toFixed(0)} ms), ` +
    `${asked.value.flat().length} answers`,
)
if (!quick) {
  const huge = sets(passages(300_000))
  const last = timed(() => join(huge, 0.7))
  const { rss } = process.memoryUsage()
  console.log(
    `300000 passages, 0.7: ${last.ms.toFixed(0)} ms, ${last.value.a.length} pairs, memory ${(rss / 2 ** 20).toFixed(0)} MB`,
  )
}

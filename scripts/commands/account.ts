import type { Fold } from '../compose/fold-duplicates.ts'
import type { Outcome, Pressing } from '../press.ts'
import type { Finding } from '../read/finding.ts'
import type { Publication } from '../read/publication.ts'
import type { ManifestEntry } from '../write/manifest.ts'

/** What a build tells of itself: plain data, the same whether anything had to be made or not. */
export interface Account {
  readonly findings: readonly Finding[]
  /** Ids that were asked for and that no publication has. */
  readonly unknown: readonly string[]
  /** Ids of all publications of the manuscript. */
  readonly publications: readonly string[]
  readonly chapters: number
  readonly unread: number
  readonly outcomes: readonly Told[]
  /** True where the output folder is as this run would have it. */
  readonly written: boolean
  /** Files that nothing makes any more. */
  readonly removed: readonly string[]
}

/** How one publication fared, as it is told. */
export interface Told {
  readonly id: string
  readonly kind: Publication['kind']
  readonly standing: Outcome['standing']
  readonly reasons: readonly string[]
  /** How many remedies it holds. */
  readonly remedies: number
  /** Remedies that lack leave to print. */
  readonly waiting: readonly string[]
  /** How many reasons the gate gave against it. */
  readonly refusals: number
  /** Remedies that it leaves out. */
  readonly withheld: readonly string[]
  readonly files: readonly ManifestEntry[]
  readonly refused: readonly string[]
  readonly folds: readonly Fold[]
}

/** The account of a run. */
export function accountOf({ manuscript, findings, unknown, outcomes, written }: Pressing): Account {
  return {
    findings,
    unknown,
    publications: manuscript.publications.map(({ id }) => id),
    chapters: manuscript.chapters.length,
    unread: manuscript.unread.length,
    outcomes: outcomes.map(told),
    written: written !== undefined,
    removed: written?.removed ?? [],
  }
}

function told({ publication, decision, standing, ...rest }: Outcome): Told {
  const { reasons, files, refused, folds } = rest
  const waiting = decision.standings.filter(({ refusals }) => refusals.length > 0)
  return {
    id: publication.id,
    kind: publication.kind,
    standing,
    reasons,
    remedies: decision.standings.length,
    waiting: waiting.map(({ remedy }) => remedy.id),
    refusals: decision.refusals?.length ?? 0,
    withheld: standing === 'final' ? [...(decision.leave?.withheld ?? [])] : [],
    files,
    refused,
    folds,
  }
}

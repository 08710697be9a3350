import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'

/** `org.verapdf.apps:greenfield-apps` of Maven Central, which holds all that it needs. */
const jar = process.env.VERAPDF_JAR

/** Whether veraPDF can be asked; where not, it says so and why. */
export function hasVeraPdf(): boolean {
  const missing =
    jar === undefined || jar === ''
      ? 'VERAPDF_JAR does not say where it is (`.ci/run` fetches it)'
      : !existsSync(jar)
        ? `there is no \`${jar}\``
        : spawnSync('java', ['-version']).status !== 0
          ? 'there is no `java` on this machine'
          : undefined
  if (missing) process.stderr.write(`Skipped: veraPDF was not asked, since ${missing}.\n`)
  return missing === undefined
}

/** A file to judge, by a name that faults are reported under. */
export interface Judged {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What veraPDF says of many files. */
export interface Verdict {
  /** Names of the files that it found to be PDF/UA-1. */
  readonly conforming: readonly string[]
  /** A line for each rule that a file breaks, and for each file that could not be read. */
  readonly faults: readonly string[]
}

/** Judges files by veraPDF's PDF/UA-1 profile, all in one run of Java. */
export async function verapdf(files: readonly Judged[]): Promise<Verdict> {
  const folder = await mkdtemp(join(tmpdir(), 'verapdf-'))
  try {
    await mkdir(join(folder, 'pdf'))
    await Promise.all(
      files.map(({ bytes }, index) => writeFile(join(folder, 'pdf', `${index}.pdf`), bytes)),
    )
    const options = ['-Xshare:auto', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']
    const main = ['-cp', jar ?? '', 'org.verapdf.apps.GreenfieldCliWrapper']
    const asked = ['--flavour', 'ua1', '--format', 'json', '--recurse', join(folder, 'pdf')]
    const { stdout } = await promisify(execFile)('java', [...options, ...main, ...asked], {
      maxBuffer: 1 << 29,
    }).catch((error: { stdout?: string }) => {
      // It ends with 1 where a file does not conform.
      if (!error.stdout) throw error
      return { stdout: error.stdout }
    })
    return verdict(JSON.parse(stdout) as Report, files)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function verdict({ report }: Report, files: readonly Judged[]): Verdict {
  const met = new Map<string, readonly string[]>()
  for (const { itemDetails, validationResult, taskException } of report.jobs) {
    const name = files[Number.parseInt(basename(itemDetails.name), 10)]?.name ?? itemDetails.name
    const broken = (validationResult ?? []).flatMap(({ compliant, details }) =>
      compliant
        ? []
        : details.ruleSummaries
            .filter(({ ruleStatus }) => ruleStatus === 'FAILED')
            .map(
              ({ clause, testNumber, failedChecks, description, checks }) =>
                `${name}: ${clause}-${testNumber}, ${failedChecks} times: ${description} (${checks[0]?.context ?? ''})`,
            ),
    )
    const unread = validationResult?.length
      ? []
      : [`${name}: not read: ${taskException?.exceptionMessage ?? 'no result'}`]
    met.set(name, [...broken, ...unread])
  }
  const missing = files
    .filter(({ name }) => !met.has(name))
    .map(({ name }) => `${name}: not judged`)
  return {
    conforming: [...met].filter(([, faults]) => faults.length === 0).map(([name]) => name),
    faults: [...[...met.values()].flat(), ...missing],
  }
}

interface Report {
  readonly report: {
    readonly jobs: readonly {
      readonly itemDetails: { readonly name: string }
      readonly taskException?: { readonly exceptionMessage?: string }
      readonly validationResult?: readonly {
        readonly compliant: boolean
        readonly details: { readonly ruleSummaries: readonly Rule[] }
      }[]
    }[]
  }
}

interface Rule {
  readonly ruleStatus: string
  readonly clause: string
  readonly testNumber: number
  readonly failedChecks: number
  readonly description: string
  readonly checks: readonly { readonly context: string }[]
}

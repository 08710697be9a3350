import { spawn } from 'node:child_process'
import { processTree } from './process-tree.ts'

/** How one run of a program went. */
export interface Run {
  readonly milliseconds: number
  readonly code: number | null
  /** The most that it and its children held in memory at once, in bytes, where that is known. */
  readonly peak: number | undefined
  readonly out: string
  readonly err: string
}

/** Milliseconds between two looks at the memory; what is held for less may be missed. */
const glance = 250

/** Runs a program to its end, and measures it from outside. */
export function timedRun(
  program: string,
  words: readonly string[],
  options: {
    readonly env?: NodeJS.ProcessEnv
    readonly cwd?: string
    readonly memory?: boolean
  } = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const child = spawn(program, words, {
      env: options.env ?? process.env,
      ...(options.cwd ? { cwd: options.cwd } : {}),
      stdio: ['ignore', 'pipe', 'pipe'],
      // On Windows a program of npm's is a script.
      shell: process.platform === 'win32' && program !== process.execPath,
    })
    const [out, err]: [Buffer[], Buffer[]] = [[], []]
    child.stdout.on('data', chunk => out.push(chunk))
    child.stderr.on('data', chunk => err.push(chunk))
    let peak: number | undefined
    const look = () => {
      const held = processTree(child.pid ?? 0).reduce((sum, { memory }) => sum + memory, 0)
      peak = Math.max(peak ?? 0, held)
    }
    const looking = options.memory && process.platform === 'linux' && setInterval(look, glance)
    child.once('error', reject)
    child.once('close', code => {
      if (looking) clearInterval(looking)
      const milliseconds = performance.now() - began
      const text = (chunks: readonly Buffer[]) => Buffer.concat(chunks).toString()
      resolve({ milliseconds, code, peak, out: text(out), err: text(err) })
    })
  })
}

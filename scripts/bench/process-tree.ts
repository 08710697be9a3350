import { readdirSync, readFileSync } from 'node:fs'

/** A process and what it holds in memory. */
export interface Process {
  readonly pid: number
  readonly parent: number
  /** How it was called. */
  readonly command: string
  /** Bytes in memory; what it shares with others counts in part only, where the system tells. */
  readonly memory: number
}

/** A process and all that it started, as Linux's `/proc` tells; elsewhere nothing. */
export function processTree(root: number): readonly Process[] {
  const all = readdirSync('/proc').flatMap(name => (/^\d+$/.test(name) ? known(Number(name)) : []))
  const below = (pid: number): readonly Process[] =>
    all.flatMap(each => (each.parent === pid ? [each, ...below(each.pid)] : []))
  return [...all.filter(({ pid }) => pid === root), ...below(root)]
}

function known(pid: number): readonly Process[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1])
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    return [{ pid, parent, command, memory: memoryOf(pid, status) }]
  } catch {
    // It ended meanwhile.
    return []
  }
}

function memoryOf(pid: number, status: string): number {
  try {
    const share = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]
    if (share) return Number(share) * 1024
  } catch {
    // Not for us to read.
  }
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { processTree } from '../../scripts/bench/process-tree.ts'
import { watch } from '../../scripts/commands/watch.ts'
import { worldOn } from '../world.ts'
import { calm, folderOf, freePort } from './opened.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

/** A manuscript, and the program watching it. */
async function watching() {
  const { folder, put } = await folderOf(calm)
  folders.push(folder)
  const port = await freePort()
  const program = spawn(
    process.execPath,
    ['scripts/imprimatur.ts', 'watch', folder, '--port', String(port)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  for (const stream of [program.stdout, program.stderr]) {
    stream.on('data', piece => {
      said += piece
    })
  }
  const url = `http://127.0.0.1:${port}/`
  await vi.waitFor(() => expect(said).toContain(url), 20_000)
  return { program, url, put, said: () => said }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

// What a program started is told by Linux only.
test.skipIf(process.platform !== 'linux')(
  'Ctrl-C ends it with 0, and no browser is left',
  async () => {
    const { program, url, put, said } = await watching()
    const events = await fetch(`${url}events?publication=01-water`)
    let told = ''
    const hearing = (async () => {
      for await (const piece of events.body!.pipeThrough(new TextDecoderStream())) told += piece
    })().catch(() => {})
    // It follows what is saved, and it has a browser.
    await vi.waitFor(() => expect(told).toContain('"standing":"final"'), 30_000)
    await put('01-water.md', '# Water\n\n## How much\n\nTake .5 mg.\n')
    await vi.waitFor(() => expect(told).toContain('01-water.md:5'), 30_000)
    const started = processTree(program.pid!)
      .slice(1)
      .map(({ pid }) => pid)
    expect(started.length).toBeGreaterThan(0)
    program.kill('SIGINT')
    expect(await once(program, 'exit')).toEqual([0, null])
    await hearing
    await vi.waitFor(() => expect(started.filter(lives)).toEqual([]), 10_000)
    expect(said()).not.toMatch(/error|fault/i)
    await expect(fetch(url)).rejects.toThrow('fetch failed')
  },
)

test('a folder that is not there, and a port that is none, are said', async () => {
  const world = worldOn('2026-11-22')
  expect(await watch('no-such-folder', {}, world)).toBe(1)
  expect(world.said()).toContain('There is no folder `no-such-folder`')
  expect(await watch('manuscript', { port: '4848x' }, world)).toBe(1)
  expect(world.said()).toContain('Unexpected port `4848x`')
})

#!/usr/bin/env node
// The program itself. It knows nothing but where to begin, so that an old Node can still say why not.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Imprimatur needs Node 22.18 or later, and this is Node ${process.versions.node}.\n` +
      'Install a newer one from nodejs.org, or run `npm install node@24` beside the press and start it by `npx imprimatur`.\n',
  )
  process.exitCode = 1
} else {
  // What was compiled in the last run need not be again; it is kept where nobody else writes.
  const { enableCompileCache } = await import('node:module')
  const { cacheFolder } = await import('./render/browser.ts')
  enableCompileCache(`${cacheFolder(process)}/compiled`)
  const { cli } = await import('./cli.ts')
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => stop.abort())
  }
  process.exitCode = await cli(process.argv.slice(2), {
    env: process.env,
    out: text => process.stdout.write(text),
    err: text => process.stderr.write(text),
    terminal: process.stderr.isTTY === true && !process.env.CI,
    colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
    signal: stop.signal,
    now: Date.now,
  })
}

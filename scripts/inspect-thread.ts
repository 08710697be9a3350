import { once } from 'node:events'
import { enableCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { Found, Inspection } from './inspect-beside.ts'
import type { Finding } from './read/finding.ts'
import type { ThreadStart } from './thread.ts'

// The thread of the checks; see `inspectBeside`. It holds the manuscript as it was told it.
const compiled = workerData as ThreadStart
if (compiled) enableCompileCache(compiled)
const [{ inspected }, { keptFrom }, { openFonts }, { read }] = await Promise.all([
  import('./inspect.ts'),
  import('./kept.ts'),
  import('./read/fonts.ts'),
  import('./read/read.ts'),
])
const port = parentPort!
const fonts = openFonts()
const [{ path, folder, contents, understood, day }] = (await once(port, 'message')) as [Inspection]
const { recall, asked } = keptFrom(understood)
const bytes = async (file: string) => contents.get(file)
const manuscript = await read(path, { folder: { ...folder, bytes }, recall })
const { findings, report, left } = await inspected(manuscript, { day, fonts })
port.postMessage({ findings, understood: asked(), left } satisfies Found)
const [all] = (await once(port, 'message')) as [readonly Finding[]]
port.postMessage(await report(all))

import { enableCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { Kept } from '../check/duplicates/comparison.ts'
import type { ThreadStart } from '../thread.ts'
import type { Asked, Checked } from './checks.ts'

// The thread of the checks: it holds the manuscript as it was told it, and reads no file itself.
const compiled = workerData as ThreadStart
if (compiled) enableCompileCache(compiled)
const [{ comparison }, { inspect }, { planned }, { openFonts }, { openMemory }, { read }] =
  await Promise.all([
    import('../check/duplicates/comparison.ts'),
    import('../inspect.ts'),
    import('../plan.ts'),
    import('../read/fonts.ts'),
    import('../read/memory.ts'),
    import('../read/read.ts'),
  ])
const fonts = openFonts()
const memory = openMemory()
const contents = new Map<string, Uint8Array | undefined>()
let compared: Kept | undefined

parentPort?.on('message', async ({ path, folder, day, bytes: told }: Asked) => {
  for (const [file, bytes] of told) contents.set(file, bytes)
  const bytes = async (file: string) => contents.get(file)
  const manuscript = await read(path, { folder: { ...folder, bytes }, memory })
  // Only passages that changed are compared anew.
  const { kept } = comparison(manuscript, compared)
  const findings = inspect(manuscript, { day, fonts })
  compared = kept() ?? compared
  const standings = manuscript.publications.map(publication => {
    const { standing, reasons } = planned(publication, manuscript, findings, day)
    return { id: publication.id, standing, reasons }
  })
  parentPort?.postMessage({ findings, standings } satisfies Checked)
})

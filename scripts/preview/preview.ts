import { watchChanges } from './changes.ts'
import { openChecks } from './checks.ts'
import { type Galley, openGalley, type PreviewRoom } from './galley.ts'
import { ownFiles } from './own-files.ts'
import { serve } from './server.ts'
import { openWarmFolder } from './warm-folder.ts'

/** What to preview, and where. */
export interface PreviewOrder {
  readonly folder: string
  /** The port on this machine; a free one, where none is named. */
  readonly port?: number
  /** What a rule is about, as plain text. */
  readonly explain: (rule: string) => Promise<string | undefined>
}

/** A preview that stands open. */
export interface Preview {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Opens a preview of a folder: it follows each change, and shows it in a page on this machine. */
export async function openPreview(order: PreviewOrder, room: PreviewRoom): Promise<Preview> {
  const { folder, port, explain } = order
  const own = await ownFiles(room.stock.templates)
  const warm = await openWarmFolder(folder, () => performance.now())
  const changes = watchChanges(folder, files => galley.changed(files))
  const galley: Galley = openGalley(folder, warm, openChecks(), room, changes.follow)
  const close = async () => {
    changes.close()
    await galley.close()
  }
  try {
    const server = await serve(galley, { ...galley, own, explain }, port)
    galley.changed()
    return {
      url: server.url,
      close: async () => {
        await Promise.all([server.close(), close()])
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** What keeps the preview from its work, and what to do. */
export interface Trouble {
  readonly reason: string
  readonly note: string
  /** Whether what is seen is the last good version, and not the newest. */
  readonly isBehind: boolean
}

/** The folder cannot be read. */
export function folderTrouble(path: string, error: unknown): Trouble {
  const { code, message } = error as NodeJS.ErrnoException
  const gone = code === 'ENOENT' || code === 'ENOTDIR'
  return {
    reason: gone ? `The folder \`${path}\` is gone.` : `The folder \`${path}\` cannot be read.`,
    note: gone ? 'Put it back where it was; this page goes on by itself.' : message,
    isBehind: true,
  }
}

/** Some files cannot be read just now. */
export function lockedTrouble(files: readonly string[]): Trouble {
  const names = files.map(file => `\`${file}\``).join(', ')
  return {
    reason: `${names} cannot be read.`,
    note: 'Another program may hold it, or you may not read it.',
    isBehind: true,
  }
}

/** No browser starts; its message says what to do. */
export function browserTrouble(note: string): Trouble {
  return { reason: 'The browser does not start.', note, isBehind: true }
}

/** The checks ended with a fault of the press. */
export function checksTrouble(error: unknown): Trouble {
  const said = error instanceof Error ? error.message : String(error)
  return {
    reason: 'The checks failed, and it is our fault.',
    note: `${said} They are tried again at the next change; until then nothing is final.`,
    isBehind: false,
  }
}

/** The press itself failed at these words. */
export function pressTrouble(error: unknown): Trouble {
  const said = error instanceof Error ? error.message : String(error)
  return {
    reason: 'The press failed at these words, and it is our fault.',
    note: `${said} It is tried again at the next change.`,
    isBehind: true,
  }
}

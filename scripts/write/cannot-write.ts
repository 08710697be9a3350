/** Thrown where the output folder cannot be written; the message is for the user. */
export class CannotWrite extends Error {}

/** A failure of the file system in words; any other error as it is. */
export function asCannotWrite(error: unknown, folder: string): unknown {
  const { code, path } = error as NodeJS.ErrnoException
  if (!code) return error
  return new CannotWrite(`Cannot write \`${path ?? folder}\`: ${explained(code)}`)
}

function explained(code: string): string {
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'it may not be written here. Choose another folder with `--out`.',
    EPERM: 'it may not be written here. Is it open in another program?',
    EBUSY: 'it is in use. Is it open in another program?',
    EROFS: 'this disk can only be read. Choose another folder with `--out`.',
    ENOSPC: 'the disk is full. Nothing old was changed.',
    ENOTDIR: 'a file stands where a folder is needed. Choose another folder with `--out`.',
    EEXIST: 'a file stands where a folder is needed. Choose another folder with `--out`.',
    EISDIR: 'a folder stands where the file should go. Move it away first.',
  }
  return reasons[code] ?? `the system says ${code}.`
}

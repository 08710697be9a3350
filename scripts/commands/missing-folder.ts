import { stat } from 'node:fs/promises'

/** What to tell the user where a folder is not one; undefined where it is. */
export async function missingFolder(folder: string): Promise<string | undefined> {
  try {
    if ((await stat(folder)).isDirectory()) return undefined
    return `\`${folder}\` is a file, expected a folder of Markdown chapters.`
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') {
      return `There is no folder \`${folder}\`. Name the folder that holds your Markdown files: \`imprimatur build my-folder\`.`
    }
    if (code === 'EACCES') return `The folder \`${folder}\` may not be read.`
    throw error
  }
}

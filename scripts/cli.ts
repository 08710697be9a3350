import { readFileSync } from 'node:fs'
import { Command, CommanderError, Option } from 'commander'
import { severities } from './commands/failed.ts'
import type { World } from './commands/world.ts'
import { NoBrowser } from './render/browser.ts'
import { PrinterFailed } from './render/printing-room.ts'
import { CannotWrite } from './write/cannot-write.ts'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

/** Runs the press with the words of a command line, and gives its exit code. */
export async function cli(words: readonly string[], world: World): Promise<number> {
  let code = 0
  const program = new Command('imprimatur')
    .description('A press for patient information: Markdown in; leaflets, a book and an EPUB out.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: world.out, writeErr: world.err })
    .showHelpAfterError('Run `imprimatur --help` to see what there is.')
    .addHelpText(
      'after',
      '\nExit codes: 0 all is well; 1 errors were found or something was refused; 2 a fault of the press.',
    )
  const severity = () =>
    new Option('--fail-on <severity>', 'the least severity that fails').choices(severities)
  program
    .command('build')
    .description('check a manuscript and press its publications')
    .argument('[folder]', 'the folder of Markdown chapters', 'manuscript')
    .argument('[publication...]', 'ids of publications; all where none is named')
    .option('--out <folder>', 'where the files go', 'dist')
    .addOption(
      new Option('--release', 'write nothing unless all of them are final').conflicts('proof'),
    )
    .option('--proof', 'make marked proofs of all that is not final')
    .option('--no-cache', 'make everything anew')
    .option('--explain', 'say of each file why it was made again or not')
    .addOption(severity())
    .option('--json', 'print the outcome as JSON')
    .option('--quiet', 'print errors and refusals only')
    .action(async (folder, publications, options) => {
      const { build } = await import('./commands/build.ts')
      code = await build(folder, publications, options, world)
    })
  program
    .command('check')
    .description('say what is wrong with a manuscript; write nothing')
    .argument('[folder]', 'the folder of Markdown chapters', 'manuscript')
    .addOption(
      new Option('--format <format>', 'the form of the report')
        .choices(['text', 'json', 'sarif', 'junit', 'github', 'html'])
        .default('text'),
    )
    .addOption(severity())
    .option('--json', 'the same as --format json')
    .option('--quiet', 'print errors only')
    .action(async (folder, options) => {
      const { check } = await import('./commands/check.ts')
      code = await check(folder, { ...options, version }, world)
    })
  program
    .command('watch')
    .description('show a manuscript in the browser, and every change to it; write nothing')
    .argument('[folder]', 'the folder of Markdown chapters', 'manuscript')
    .option('--port <number>', 'the port on this machine; else a free one')
    .action(async (folder, options) => {
      const { watch } = await import('./commands/watch.ts')
      code = await watch(folder, options, world)
    })
  program
    .command('explain')
    .description('say what a rule is about, with its examples; list all rules')
    .argument('[rule]', 'the name of a rule, as a report gives it')
    .option('--manual', 'print the whole manual of the rules as Markdown')
    .action(async (rule, options) => {
      const { explain } = await import('./commands/explain.ts')
      code = await explain(rule, options, world)
    })
  program
    .command('duplicates')
    .description('show passages that say the same, side by side')
    .argument('[folder...]', 'folders of Markdown chapters')
    .option('--from <score>', 'show reworded passages from this score on, 0 to 1')
    .option('--most <number>', 'most groups to show; the surest come first')
    .option('--index <file>', 'keep a library in this file: only what changed is compared with it')
    .option('--json', 'print the groups as JSON')
    .action(async (folders, options) => {
      const { duplicates } = await import('./commands/duplicates.ts')
      code = await duplicates(folders.length > 0 ? folders : ['manuscript'], options, world)
    })
  program
    .command('review')
    .description('list the remedies that await review; print forms for reviewers')
    .argument('[remedy...]', 'print the form of these remedies')
    .option('--folder <folder>', 'the folder of Markdown chapters', 'manuscript')
    .option('--out <folder>', 'where the forms go', 'dist')
    .option('--packet', 'print one PDF with everything that waits')
    .option('--check [file]', 'say whether what is signed holds')
    .option('--json', 'print the list as JSON')
    .action(async (names, options) => {
      const { review } = await import('./commands/review.ts')
      code = await review(names, options, world)
    })
  program
    .command('verify')
    .description('say what a PDF or an EPUB was made from, and whether it still holds')
    .argument('<file>', 'a file that the press made')
    .option('--folder <folder>', 'the folder of Markdown chapters', 'manuscript')
    .option('--json', 'print the answer as JSON')
    .action(async (file, options) => {
      const { verify } = await import('./commands/verify.ts')
      code = await verify(file, options, world)
    })
  program
    .command('cache')
    .description('say what is kept for the next build')
    .option('--clear', 'take it all away')
    .action(async options => {
      const { cache } = await import('./commands/cache.ts')
      code = await cache(options, world)
    })
  program
    .command('doctor')
    .description('say what the press found on this machine, and what is missing')
    .argument('[folder]', 'the folder of Markdown chapters', 'manuscript')
    .option('--out <folder>', 'where the files would go', 'dist')
    .action(async (folder, { out }) => {
      const { doctor } = await import('./commands/doctor.ts')
      code = await doctor(folder, out, world)
    })
  try {
    await program.parseAsync([...words], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1
    if (world.signal.aborted) {
      world.err('\nStopped. Files of the last run are as they were.\n')
      return 130
    }
    if (
      error instanceof CannotWrite ||
      error instanceof NoBrowser ||
      error instanceof PrinterFailed
    ) {
      world.err(`${error.message}\n`)
      return 1
    }
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error)
    world.err(
      `\nThe press failed, and it is our fault. Files of the last run are as they were.\n` +
        `Please report this with imprimatur ${version}, Node ${process.version} on ${process.platform}:\n\n${said}\n`,
    )
    return 2
  }
}

import type { Order, Pressroom } from '../press.ts'
import { type Account, accountOf } from './account.ts'
import { explained, unchanged } from './explained.ts'
import type { LastRun } from './last-run.ts'

/** How much is likely to be printed: a browser that is wanted is started before anything else. */
export type Expected = 'all' | 'some' | 'unknown'

/** What a build did, and by publication why. */
export interface Pressed {
  readonly account: Account
  readonly why: ReadonlyMap<string, string>
}

/**
 * Presses what changed since the last run: nothing at all is loaded, set or printed where the
 * output still holds what this order makes on this day. A release asks the gate anew each time.
 */
export async function pressed(
  order: Order,
  before: LastRun | undefined,
  openRoom: (expected: Expected) => Promise<Pressroom>,
): Promise<Pressed> {
  const told = order.mode === 'release' ? undefined : await before?.account()
  if (told) {
    return { account: told, why: new Map(told.outcomes.map(({ id }) => [id, unchanged])) }
  }
  const room = await openRoom(await expected(order, before))
  const pressing = await import('../press.ts')
    .then(({ press }) =>
      before
        ? press({ ...order, files: before.files }, { ...room, shelf: before.shelf })
        : press(order, room),
    )
    .finally(() => room.close?.())
  const why = explained(pressing.outcomes, (await before?.of()) ?? new Map())
  const account = accountOf(pressing)
  await before?.keep(pressing, account)
  return { account, why }
}

/** Where nothing was made before all is about to be, and an edit is rarely for nothing. */
async function expected({ mode }: Order, before: LastRun | undefined): Promise<Expected> {
  if (mode === 'release') return 'unknown'
  if (!before || before.shelf.seen.size === 0) return 'all'
  return (await before.edited()) ? 'some' : 'unknown'
}

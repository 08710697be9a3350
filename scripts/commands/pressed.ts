import type { Order, Pressroom } from '../press.ts'
import { type Account, accountOf } from './account.ts'
import { explained, unchanged } from './explained.ts'
import type { LastRun } from './last-run.ts'

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
  openRoom: (cold: boolean) => Promise<Pressroom>,
): Promise<Pressed> {
  const told = order.mode === 'release' ? undefined : await before?.account()
  if (told) {
    return { account: told, why: new Map(told.outcomes.map(({ id }) => [id, unchanged])) }
  }
  // Where nothing was made before, nearly everything is about to be.
  const room = await openRoom(order.mode !== 'release' && (before?.shelf.seen.size ?? 0) === 0)
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

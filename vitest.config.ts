import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Programs that a test starts make everything anew, as on a new machine.
    env: { IMPRIMATUR_CACHE: 'off' },
    include: ['test/**/*.test.ts'],
    // A browser starts, a Java program runs: none of that is a matter of milliseconds.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})

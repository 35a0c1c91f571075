import { setTimeout as pause } from 'node:timers/promises';

/** Ends what the run started; `globalSetup` also does so when the run is interrupted. */
export default async function globalTeardown(): Promise<void> {
  (globalThis as { stopTestRun?: () => void }).stopTestRun?.();
  // Lets Node take note of the processes that ended, so that they do not linger as zombies where no init collects them.
  await pause(50);
}

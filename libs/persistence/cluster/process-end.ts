const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/** What to do when the process ends while it still looks after a cluster. */
export interface EndOfProcess {
  readonly stop: () => Promise<void>;
  /** The same without waiting, for a process that is already going. */
  readonly stopAtOnce: () => void;
  /** Whether a signal is the normal way to end, answered with exit code 0 instead of 128 plus its number. */
  readonly signalIsNormal: boolean;
}

/**
 * Stops the cluster however this process ends, but only after the application: as long as anyone else listens to a signal (Nest does until its pool has
 * closed, and then raises the signal again), the signal is left to them. Answers how to take the listeners away.
 */
export function stopWithProcess({ stop, stopAtOnce, signalIsNormal }: EndOfProcess): () => void {
  const names = Object.keys(SIGNALS) as (keyof typeof SIGNALS)[];
  const onSignal = (name: NodeJS.Signals) => {
    if (process.listenerCount(name) > 1) return;
    const code = signalIsNormal ? 0 : 128 + SIGNALS[name as keyof typeof SIGNALS];
    void stop().then(
      () => process.exit(code),
      () => process.exit(1),
    );
  };
  for (const name of names) process.on(name, onSignal);
  process.on('exit', stopAtOnce);
  return () => {
    for (const name of names) process.off(name, onSignal);
    process.off('exit', stopAtOnce);
  };
}

/** The promise's outcome, or an error when it takes longer than so many milliseconds or is called off. The work itself is not stopped. */
export async function within<T>(ms: number, what: string, work: Promise<T>, calledOff?: AbortSignal): Promise<T> {
  let end: ((error: Error) => void) | undefined;
  const late = new Promise<never>((_, reject) => (end = reject));
  const callOff = () => end?.(calledOff?.reason as Error);
  const timer = setTimeout(() => end?.(new Error(`${what} took longer than ${ms} ms`)), ms);
  calledOff?.addEventListener('abort', callOff);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    calledOff?.removeEventListener('abort', callOff);
  }
}

/** A sleep that can be cut short: a ring while nobody sleeps ends the next sleep at once. */
export class Bell {
  private rung = false;
  private wake?: () => void;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  async sleep(ms: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.rung = false;
    this.wake = undefined;
  }
}

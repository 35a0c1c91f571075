/** The embedded PostgreSQL cannot be had; the message is one line for the person who started the command and says what to do. */
export class ClusterProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ClusterProblem';
  }
}

/** Whether an error of the operating system carries one of the codes, such as `ENOENT`. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return codes.includes((error as NodeJS.ErrnoException).code ?? '');
}

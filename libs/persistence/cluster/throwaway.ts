import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localSecrets } from '#libs/config';
import type { Cluster } from './cluster.js';
import { operatingUser, reachablePrograms } from './operating-user.js';
import { installedPrograms } from './programs.js';
import { addresses, makeRolesAndDatabase } from './roles.js';
import { initialise, start, stop } from './server.js';

/**
 * Opens a cluster for tests in a new folder (of its own in the temporary folder, or as given): nothing is durable, it outlives this process, and `stop()`
 * ends it at once and removes the folder. The owner may switch foreign keys off there.
 */
export async function openThrowawayCluster(dataDir = mkdtempSync(join(tmpdir(), 'crs-throwaway-'))): Promise<Cluster> {
  mkdirSync(dataDir, { recursive: true });
  chmodSync(dataDir, 0o711);
  const secrets = localSecrets(dataDir);
  const folder = join(dataDir, 'postgres');
  const user = operatingUser(folder);
  const installation = { folder, user, programs: reachablePrograms(await installedPrograms(), user), throwaway: true };
  await initialise(installation, secrets.databaseAdministrator);
  const { pid, port } = await start(installation);
  const found = addresses(port, secrets);
  await makeRolesAndDatabase(found.administratorUrl, secrets, true);
  const end = async () => {
    await stop(pid, 'at-once');
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...found, pid, attached: false, stop: end };
}

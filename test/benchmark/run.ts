// `npm run benchmark [name …]`: measures the service on a database of its own and prints each figure beside its limit; ends with 1 when one is over.
import globalSetup from '../support/global-setup.js';
import type { Figure } from './measure.js';

const all: Readonly<Record<string, () => Promise<{ figures: () => Promise<Figure[]> }>>> = {
  onboarding: () => import('./onboarding.js'),
  caseload: () => import('./caseload.js'),
};

await globalSetup();
const chosen = process.argv.slice(2);
for (const [name, load] of Object.entries(all)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const { figures } = await load();
  for (const { what, measured, limit, isWithin } of await figures()) {
    process.stdout.write(`${isWithin ? 'within' : 'OVER  '} ${name}: ${what}: ${measured} (limit: ${limit})\n`);
    if (!isWithin) process.exitCode = 1;
  }
}
process.exit();

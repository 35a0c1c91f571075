import { expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const kept = fileURLToPath(new URL('openapi.json', import.meta.url));
const cli = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));

// A change here is a change for other systems: look at it, then `npm run -s cli -- openapi > test/architecture/openapi.json`.
it('the API is what its kept description says', () => {
  const now: unknown = JSON.parse(execFileSync(process.execPath, [cli, 'openapi'], { encoding: 'utf8' }));
  expect(now).toEqual(JSON.parse(readFileSync(kept, 'utf8')));
});

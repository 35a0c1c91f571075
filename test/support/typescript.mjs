// `node --import ./test/support/typescript.mjs file.ts`: lets a test start one of our TypeScript files as a process of its own.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);

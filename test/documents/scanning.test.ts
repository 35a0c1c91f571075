import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ClamdScanner, NoScanner, ScannerProblem } from '#libs/documents';
import { FakeClamd } from './fake-clamd.js';
import { eicar } from './files.js';

let clamd: FakeClamd;
let scanner: ClamdScanner;
let address: string;

beforeEach(async () => {
  clamd = new FakeClamd();
  address = await clamd.start();
  scanner = new ClamdScanner(address, 10_000);
});
afterEach(() => clamd.stop());

const scan = (content: Buffer | string) => scanner.scan(Readable.from([Buffer.from(content)]));

describe('clamd', () => {
  it('gets the whole content in chunks and finds nothing in a clean one', async () => {
    const content = randomBytes(3_000_000);
    const chunks = Array.from({ length: 47 }, (_, n) => content.subarray(n * 65_536, (n + 1) * 65_536));
    await expect(scanner.scan(Readable.from(chunks))).resolves.toEqual({ threat: null });
    expect(clamd.scanned[0]?.equals(content)).toBe(true);
  });

  it('names what it finds', async () => {
    await expect(scan(`%PDF-1.7 ${eicar}`)).resolves.toEqual({ threat: 'Eicar-Test-Signature' });
  });

  it.each([
    ['failing', /gave no verdict: stream: Can't allocate memory ERROR/],
    ['limited', /gave no verdict: INSTREAM size limit exceeded/],
    ['cut-off', /gave no verdict|cannot be reached/],
    ['silent', /took too long/],
  ] as const)('is never taken to have found nothing when it is %s', async (mood, message) => {
    clamd.mood = mood;
    if (mood === 'silent') scanner = new ClamdScanner(address, 300);
    const asked = scan(randomBytes(2_000_000));
    await expect(asked).rejects.toBeInstanceOf(ScannerProblem);
    await expect(asked).rejects.toThrow(message);
  });

  it('is never taken to have found nothing when it is down', async () => {
    await clamd.stop();
    await expect(scan('x')).rejects.toThrow('The virus scanner cannot be reached');
  });

  it('is never asked about half a content: a store that fails midway fails the scan', async () => {
    async function* half() {
      yield Buffer.from('half');
      await Promise.resolve();
      throw new Error('The disk is gone');
    }
    await expect(scanner.scan(Readable.from(half()))).rejects.toThrow('The disk is gone');
    expect(clamd.scanned).toEqual([]);
  });
});

it('an installation without a scanner says so', () => {
  expect(new NoScanner().isOn).toBe(false);
  expect(scanner.isOn).toBe(true);
});

import { basename } from 'node:path/win32';

/** Most bytes a document may have: 20 MB. */
export const LARGEST_BYTES = 20 * 1024 * 1024;
const LONGEST_NAME = 200;
// Control characters, and the marks that turn text round so that "fdp.exe" reads as "exe.pdf".
const UNSEEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

/** A file someone sent with a form, in a temporary folder until the answer has gone out. */
export interface ReceivedFile {
  /** As the sender named it, without its path. */
  readonly name: string;
  readonly path: string;
  /** Bytes received; what came beyond the limit is not in the file at `path`. */
  readonly sizeBytes: number;
  /** Hex digest of the file at `path`. */
  readonly sha256: string;
  readonly isTooLarge: boolean;
}

/** The last part of a file's name, whichever system's path came before it, without control characters; at most 200 characters, the ending kept. */
export function cleanFileName(sent: string): string {
  const name = basename(sent.replaceAll(UNSEEN, '')).trim().replace(/^\.+$/, '') || 'document';
  const characters = [...name];
  if (characters.length <= LONGEST_NAME) return name;
  const ending = /\.[^.]{1,10}$/u.exec(name)?.[0] ?? '';
  return characters.slice(0, LONGEST_NAME - [...ending].length).join('') + ending;
}

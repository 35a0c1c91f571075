import { ensure, RuleBroken } from '#libs/kernel';
import { documentKinds, inspect, type DocumentKind, type Inspection } from './inspection.js';
import { LARGEST_BYTES, type ReceivedFile } from './received-file.js';
import { FILE_FIELD } from './uploads.js';

/** A file of a kind that is taken, under a name that ends as its content says. */
export interface AcceptedFile {
  readonly name: string;
  readonly kind: DocumentKind;
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

const WANTED = 'Use a PDF, Word (DOCX), OpenDocument (ODT), PNG or JPEG file.';

/** Checks a file from its content; throws RuleBroken at the field `file` with what to do instead. */
export async function acceptFile(file: ReceivedFile | null): Promise<AcceptedFile> {
  ensure(file, 'file-missing', 'Select a file', FILE_FIELD);
  ensure(!file.isTooLarge, 'file-too-large', `The file must be smaller than ${LARGEST_BYTES / 1024 / 1024} MB`, FILE_FIELD);
  ensure(file.sizeBytes > 0, 'file-empty', 'The file is empty', FILE_FIELD);
  const inspection = await inspect(file.path, file.sizeBytes);
  if (inspection.kind === null) throw refusal(inspection);
  return { name: nameFor(file.name, inspection.kind), kind: inspection.kind, path: file.path, sizeBytes: file.sizeBytes, sha256: file.sha256 };
}

function refusal({ because, looksLike }: Extract<Inspection, { kind: null }>): RuleBroken {
  const like = looksLike ? `It looks like ${looksLike}. ` : '';
  switch (because) {
    case 'bomb':
      return new RuleBroken('file-unsafe', 'The file holds other archives, or unpacks to far more than its size, so it cannot be taken. Save it as a PDF.', FILE_FIELD);
    case 'macros':
      return new RuleBroken('file-has-macros', `${like}Save it without macros, or as a PDF.`, FILE_FIELD);
    case 'encrypted':
      return new RuleBroken('file-locked', 'The file is locked with a password. Save it without one.', FILE_FIELD);
    case 'damaged':
      return new RuleBroken('file-damaged', 'The file is damaged. Save it again, or as a PDF.', FILE_FIELD);
    case 'other-kind':
      return new RuleBroken('file-kind', `This kind of file cannot be taken. ${like}${WANTED}`, FILE_FIELD);
  }
}

/** The name, with the ending of its kind where it has none; throws when it ends as another kind does. */
function nameFor(name: string, kind: DocumentKind): string {
  const { name: kindName, endings } = documentKinds[kind];
  const ending = /\.([^.\s]{1,10})$/u.exec(name)?.[1]?.toLowerCase();
  if (ending === undefined) return `${name.slice(0, 190)}.${endings[0]}`;
  const fits = (endings as readonly string[]).includes(ending);
  ensure(fits, 'file-name', `The name of the file ends in .${ending}, but it looks like a ${kindName}. Check that it is the right file, and save it with a name that ends in .${endings[0]}.`, FILE_FIELD);
  return name;
}

import { dayOf, formatDay } from '#libs/kernel';
import type { DocumentRow } from '../application/documents.queries.js';

/** Colours of a document's states. */
export const documentTags = {
  pending: { text: 'Being checked', colour: 'yellow' },
  clean: { text: 'Ready', colour: 'green' },
  quarantined: { text: 'May contain a virus', colour: 'red' },
} as const;

const kindNames: Readonly<Record<string, string>> = { pdf: 'PDF', docx: 'Word', odt: 'OpenDocument', png: 'PNG', jpeg: 'JPEG' };

/** One document as a list shows it. */
export interface DocumentItem {
  readonly id: string;
  readonly name: string;
  /** Kind, size and day, and what stands in the way of opening it. */
  readonly about: string;
  readonly from: string;
  readonly href: string | null;
  readonly state: DocumentRow['state'];
  readonly note: string;
  readonly canRemove: boolean;
}

/** Documents with what a page says of them; `mayRemove` is whether the reader manages them. */
export function documentItems(rows: readonly DocumentRow[], { mayRemove }: { readonly mayRemove: boolean }): DocumentItem[] {
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    about: `${kindNames[row.kind] ?? row.kind}, ${sizeInWords(row.sizeBytes)}, added ${formatDay(dayOf(row.uploadedAt))}`,
    from: row.providerName,
    href: row.state === 'clean' ? `/documents/${row.id}` : null,
    state: row.state,
    note: noteOn(row),
    canRemove: mayRemove && !row.shared,
  }));
}

/** What a question page offers to choose from: every document but the quarantined. For the macro `documentChoices`. */
export function documentChoices(rows: readonly DocumentRow[]): { id: string; name: string; about: string }[] {
  return documentItems(rows.filter(({ state }) => state !== 'quarantined'), { mayRemove: false })
    .map(({ id, name, about, state }) => ({ id, name, about: state === 'pending' ? `${about}. Being checked for viruses.` : about }));
}

/** Bytes as people say them: 830 KB, 2.4 MB. */
export function sizeInWords(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  return kilobytes < 1024 ? `${kilobytes} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function noteOn({ state, scannedAt, shared }: DocumentRow): string {
  const scan = { pending: 'You can open it when the check for viruses is done.', clean: scannedAt ? 'No virus found.' : 'Not checked for viruses.', quarantined: 'Nobody can open it. Remove it and upload another.' }[state];
  return shared ? `${scan} Sent to the commissioners.` : scan;
}

import { v7 } from 'uuid';

/** A fresh id: UUID version 7, so that rows made later sort later. */
export function newId(): string {
  return v7();
}

/** Whether text is a UUID of any version. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}

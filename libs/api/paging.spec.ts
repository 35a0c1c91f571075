import { describe, expect, it } from '@jest/globals';
import { BadRequestException } from '@nestjs/common';
import { cleanJson } from './clean-text.js';
import { decodeCursor, encodeCursor, pageOf } from './index.js';

describe('a page of a list', () => {
  const rows = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];

  it('ends with the cursor of its last row while there is more', () => {
    const { items, next } = pageOf(rows, 2, (row) => [row.id]);
    expect(items).toEqual([{ id: 'a' }, { id: 'b' }]);
    expect(decodeCursor(next, 1)).toEqual(['b']);
    expect(pageOf(rows, 3, (row) => [row.id]).next).toBeNull();
  });

  it.each(['nonsense', encodeCursor(['a', 'b']), encodeCursor(['\0']), Buffer.from('{"a":1}').toString('base64url'), ['x']])('refuses a malformed cursor: %j', (cursor) => {
    expect(() => decodeCursor(cursor, 1)).toThrow(BadRequestException);
  });
});

describe('text sent as JSON', () => {
  it('keeps Welsh, emoji and markup verbatim and turns CRLF into LF', () => {
    expect(cleanJson({ a: ['Llŷn 🎉 <b>\r\nnext'] })).toEqual({ value: { a: ['Llŷn 🎉 <b>\nnext'] }, errors: [] });
  });

  it('is refused when it holds a NUL or half a surrogate pair, naming the field', () => {
    expect(cleanJson({ a: { b: 'x\0' }, c: '\ud800' }).errors.map((error) => error.field)).toEqual(['a.b', 'c']);
  });
});

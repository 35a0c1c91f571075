import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Environment } from '#libs/config';
import type { LetterKind } from '../identity.public.js';

const ID_BYTES = 16;
const TOKEN = /^[\w-]{64}$/;

/** The secrets in the links of letters: an id with its HMAC under a key of their own, so that nothing secret is stored. */
@Injectable()
export class LinkTokens {
  private readonly key: Buffer;

  constructor({ sessionSecret }: Environment) {
    this.key = createHmac('sha256', sessionSecret).update('identity.links-in-letters').digest();
  }

  /** The token of a link about one thing. */
  of(kind: LetterKind, id: string): string {
    const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
    return Buffer.concat([bytes, this.mac(kind, id)]).toString('base64url');
  }

  /** The id a token of that kind names, or null for one we never made. */
  idIn(kind: LetterKind, token: string): string | null {
    if (!TOKEN.test(token)) return null;
    const bytes = Buffer.from(token, 'base64url');
    const hex = bytes.subarray(0, ID_BYTES).toString('hex');
    const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const expected = this.mac(kind, id);
    const given = bytes.subarray(ID_BYTES);
    return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
  }

  private mac(kind: LetterKind, id: string): Buffer {
    return createHmac('sha256', this.key).update(`${kind} ${id}`).digest();
  }
}

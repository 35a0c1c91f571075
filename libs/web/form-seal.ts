import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** The tag a form carries that says who its page was made for: the id, and what only we can make of it. */
export function ownerTag(secret: string, id: string): string {
  return `${id}.${macOf(secret, id)}`;
}

/** Whose form it is by its tag; null for none, or one we did not make. */
export function ownerIn(secret: string, tag: unknown): string | null {
  if (typeof tag !== 'string') return null;
  const [id = '', mac = ''] = tag.split('.');
  const [given, ours] = [Buffer.from(mac), Buffer.from(macOf(secret, id))];
  return given.length === ours.length && timingSafeEqual(given, ours) ? id : null;
}

/** A value encrypted with a token, as text. */
export function sealed(token: string, value: unknown): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(token), iv);
  const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return [iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url')).join('.');
}

/** The value again; null when the token or the text is another. */
export function unsealed(token: string, text: string): unknown {
  try {
    const [iv = '', tag = '', body = ''] = text.split('.');
    const decipher = createDecipheriv('aes-256-gcm', keyOf(token), Buffer.from(iv, 'base64url'));
    decipher.setAuthTag(Buffer.from(tag, 'base64url'));
    return JSON.parse(Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8'));
  } catch {
    return null;
  }
}

/** A text by which a record is found, and from which it cannot be read. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function keyOf(token: string): Buffer {
  return Buffer.from(hkdfSync('sha256', token, '', 'kept-form', 32));
}

function macOf(secret: string, id: string): string {
  return createHmac('sha256', secret).update(`form-owner:${id}`).digest('base64url');
}

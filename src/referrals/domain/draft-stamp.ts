import { canonical } from '#libs/kernel';
import type { DraftAnswers } from './draft-content.js';

/** What one page's answer is known by: the same answer has the same stamp, another has another. A page carries it, so that a second tab is told when this page's answer changed, and only then. */
export function stampOf(answers: DraftAnswers, page: string): string {
  const answer = answers[page];
  return answer ? `${hash(canonical(answer), 0x811c9dc5)}${hash(canonical(answer), 0x01000193)}` : 'none';
}

/** FNV-1a, 32 bits: to tell answers apart, not to keep anything secret. */
function hash(text: string, start: number): string {
  let value = start;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value.toString(16).padStart(8, '0');
}

import { RuleBroken } from '#libs/kernel';
import type { EachResult } from '#libs/persistence';

/** What became of one referral or draft; `rule` and `detail` say why it stayed as it was. */
export class HandedOverResponse {
  id!: string;
  ok!: boolean;
  rule!: string | null;
  detail!: string | null;
}

/** A result as the API shows it. */
export function handedOverResponse(result: EachResult): HandedOverResponse {
  if (result.ok) return { id: result.id, ok: true, rule: null, detail: null };
  return { id: result.id, ok: false, rule: result.error instanceof RuleBroken ? result.error.rule : null, detail: result.error.message };
}

import { createHmac } from 'node:crypto';
import type { Clock } from '#libs/kernel';
import { MailFailed, MailService, type Mail } from './mail.service.js';

/** How to reach GOV.UK Notify. The key reads `name-serviceid-secretkey`, both ids UUIDs; the template shows ((subject)) and ((body)). Time in milliseconds. */
export interface NotifySettings {
  readonly apiKey: string;
  readonly templateId: string;
  readonly address?: string;
  readonly answerWithinMs?: number;
}

const UUID_LENGTH = 36;
const LIVE = 'https://api.notifications.service.gov.uk';

/** Mail through GOV.UK Notify: at least once, its reference looked up before anything is sent again. */
export class GovukNotify extends MailService {
  private readonly address: string;
  private readonly answerWithinMs: number;

  constructor(
    private readonly settings: NotifySettings,
    private readonly clock: Clock,
  ) {
    super();
    this.address = settings.address ?? LIVE;
    this.answerWithinMs = settings.answerWithinMs ?? 10_000;
  }

  async send({ reference, address, subject, body, again }: Mail): Promise<void> {
    if (again && (await this.hasGone(reference))) return;
    await this.ask('/v2/notifications/email', { template_id: this.settings.templateId, email_address: address, reference, personalisation: { subject, body } });
  }

  /** Whether Notify took it earlier. It asks us to send again what failed for technical reasons of its own. */
  private async hasGone(reference: string): Promise<boolean> {
    const found = (await this.ask(`/v2/notifications?reference=${encodeURIComponent(reference)}`)) as { notifications?: { status?: string }[] } | null;
    return found?.notifications?.some(({ status }) => status !== 'technical-failure') ?? false;
  }

  private async ask(path: string, body?: object): Promise<unknown> {
    const headers = { authorization: `Bearer ${this.token()}`, 'content-type': 'application/json' };
    const response = await this.fetched(path, { method: body ? 'POST' : 'GET', headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!response.ok) throw new MailFailed(`GOV.UK Notify answered ${response.status}${await reasonIn(response)}`);
    return response.json().catch(() => null) as Promise<unknown>;
  }

  private async fetched(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(`${this.address}${path}`, { ...init, redirect: 'error', signal: AbortSignal.timeout(this.answerWithinMs) });
    } catch (cause) {
      const late = cause instanceof DOMException && cause.name === 'TimeoutError';
      throw new MailFailed(late ? `GOV.UK Notify did not answer within ${this.answerWithinMs} ms` : 'GOV.UK Notify could not be reached', { cause });
    }
  }

  /** A JSON Web Token, HS256, which Notify takes for 30 seconds. */
  private token(): string {
    const { apiKey } = this.settings;
    const secret = apiKey.slice(-UUID_LENGTH);
    const serviceId = apiKey.slice(-2 * UUID_LENGTH - 1, -UUID_LENGTH - 1);
    const signed = `${encoded({ typ: 'JWT', alg: 'HS256' })}.${encoded({ iss: serviceId, iat: Math.floor(this.clock.now().getTime() / 1000) })}`;
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  }
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** What Notify objects to, such as ": ValidationError, template_id is not a valid UUID". */
async function reasonIn(response: Response): Promise<string> {
  const said = (await response.json().catch(() => null)) as { errors?: { error?: string; message?: string }[] } | null;
  const [first] = said?.errors ?? [];
  return first ? `: ${first.error ?? 'error'}, ${(first.message ?? '').slice(0, 200)}` : '';
}

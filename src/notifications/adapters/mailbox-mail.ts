import { MailService } from './mail.service.js';

/** Sends nothing: every message is kept by the product, and the mailbox page shows it. For development and the demo world. */
export class MailboxMail extends MailService {
  send(): Promise<void> {
    return Promise.resolve();
  }
}

/** One message on its way to one person. */
export interface Mail {
  /** Ours, the same on every attempt. */
  readonly reference: string;
  readonly address: string;
  readonly subject: string;
  readonly body: string;
  /** Whether it was tried before, so that it may have gone already. */
  readonly again: boolean;
}

/** Sends mail to the outside; resolves once it is taken, throws MailFailed when it is not. */
export abstract class MailService {
  abstract send(mail: Mail): Promise<void>;
}

/** The mail was not taken. The message says why, without address or content. */
export class MailFailed extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MailFailed';
  }
}

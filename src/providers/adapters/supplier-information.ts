import type { SharedInformation } from '../domain/supplier-information.js';

/** Why shared information could not be had: the code is unknown, we are not let in, it cannot be reached, it is too slow, or it cannot be read. */
export type SupplierInformationProblem = 'not-found' | 'not-let-in' | 'unavailable' | 'too-slow' | 'unreadable';

/** Shared information could not be had. The message is for people; it names neither key nor address. */
export class SupplierInformationFailed extends Error {
  constructor(
    readonly problem: SupplierInformationProblem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'SupplierInformationFailed';
  }
}

/** What suppliers share with a code on the central digital platform, Find a Tender. Calls another service: never in a transaction. */
export abstract class SupplierInformation {
  /** Whether the platform is configured here; nothing else may be called without. */
  abstract readonly isOffered: boolean;
  /** What was shared under a code. Throws SupplierInformationFailed. */
  abstract shared(shareCode: string): Promise<SharedInformation>;
  /** Whether it is still the newest its supplier has shared. Throws SupplierInformationFailed. */
  abstract isLatest(shareCode: string, formVersionId: string): Promise<boolean>;
}

/** Where the platform is not configured. */
export class NoSupplierInformation extends SupplierInformation {
  readonly isOffered = false;

  shared(): Promise<SharedInformation> {
    return Promise.reject(new SupplierInformationFailed('unavailable', 'Importing from Find a Tender is not set up here'));
  }

  isLatest(): Promise<boolean> {
    return Promise.reject(new SupplierInformationFailed('unavailable', 'Importing from Find a Tender is not set up here'));
  }
}

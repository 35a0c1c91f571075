import { CaseData, type CaseLookup } from './case-data.js';

/** No case management system is connected: nobody is in it, and practitioners type. */
export class NoCaseData extends CaseData {
  person(): Promise<CaseLookup> {
    return Promise.resolve({ outcome: 'not-connected' });
  }
}

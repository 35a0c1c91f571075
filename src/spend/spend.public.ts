/** What a rebuild of spend made, and how many months of figures it changed (none, when nothing was ever lost). */
export interface RebuiltSpend {
  readonly lines: number;
  readonly cases: number;
  readonly monthsChanged: number;
}

/** Making spend again from payments, for the command line. */
export abstract class SpendRebuild {
  abstract rebuild(): Promise<RebuiltSpend>;
}

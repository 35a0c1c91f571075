import { Injectable } from '@nestjs/common';
import { Projects } from '#libs/messaging';
import type { EventEnvelope } from '#libs/persistence';
import type { StaffFacts } from '../../providers/providers.public.js';
import { Reassignments, type Worker } from '../application/reassignments.js';
import type { CaseAllocated, CaseEnded, CaseReassigned, ReportSubmitted } from '../delivery.public.js';

type Stopped = (worker: Worker) => Promise<void>;

/** Cases follow the staff register at once, in the transaction that changes it. */
@Injectable()
export class ReassignmentProjections {
  constructor(private readonly reassignments: Reassignments) {}

  @Projects('providers.staff-suspended')
  suspended({ data }: EventEnvelope<StaffFacts>): Promise<void> {
    return withAccount(data, (worker) => this.reassignments.stopped(worker, 'suspended'));
  }

  @Projects('providers.staff-withdrawn')
  withdrawn({ data }: EventEnvelope<StaffFacts>): Promise<void> {
    return withAccount(data, (worker) => this.reassignments.stopped(worker, 'withdrawn'));
  }

  @Projects('providers.staff-left')
  left({ data }: EventEnvelope<StaffFacts>): Promise<void> {
    return withAccount(data, (worker) => this.reassignments.stopped(worker, 'left'));
  }

  @Projects('providers.staff-authorised')
  authorised({ data }: EventEnvelope<StaffFacts>): Promise<void> {
    return withAccount(data, (worker) => this.reassignments.resumed(worker));
  }

  /** Runs after the caseload has the new caseworker. */
  @Projects('delivery.case-reassigned')
  @Projects('delivery.case-allocated')
  reassigned({ data }: EventEnvelope<CaseReassigned['data'] | CaseAllocated['data']>): Promise<void> {
    return this.reassignments.settle(data.fromCaseworkerId);
  }

  /** A case that is over waits for nobody. */
  @Projects('delivery.case-ended')
  @Projects('delivery.report-submitted')
  over({ data }: EventEnvelope<CaseEnded['data'] | ReportSubmitted['data']>): Promise<void> {
    return this.reassignments.settle(data.caseworkerId);
  }
}

/** Someone without an account has no cases. */
async function withAccount({ userId, organisationId }: StaffFacts, then: Stopped): Promise<void> {
  if (userId) await then({ userId, organisationId });
}

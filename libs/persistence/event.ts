/** An event as it travels: the fact, when it happened and who made it happen. */
export interface EventEnvelope<Data = Readonly<Record<string, unknown>>> {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: Date;
  readonly actorId: string;
  readonly actorName: string;
  readonly data: Data;
}

/** What runs inside the publishing transaction; messaging provides it, persistence only calls it. */
export abstract class Projections {
  abstract run(event: EventEnvelope): Promise<void>;
}

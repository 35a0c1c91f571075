import { must, type Actor, type Day } from '#libs/kernel';
import { AppointmentsService } from '../../delivery/application/appointments.service.js';
import { CasesService } from '../../delivery/application/cases.service.js';
import { PlansService } from '../../delivery/application/plans.service.js';
import { IdentityDirectory } from '../../identity/identity.public.js';
import { ConversationsService } from '../../referrals/application/conversations.service.js';
import { ReferralsService } from '../../referrals/application/referrals.service.js';
import type { LetContract } from './market.js';
import { inventReferral } from './people.js';
import type { Stage } from './stage.js';

const PRACTITIONER = 'practitioner@demo.example';
const MANAGER = 'provider-manager@demo.example';
const CASEWORKER = 'caseworker@demo.example';

/** Two referrals that only those named see: one has waited since yesterday, on the other work has begun and been paid for. */
export function planLimited(stage: Stage, contract: LetContract, to: Day): void {
  const [opened, waits] = [stage.before(to, 45), stage.before(to, 1)];
  stage.timeline.plan(stage.at(waits, 12), async () => void (await send(stage, contract, { on: waits, readers: [MANAGER] })));
  stage.timeline.plan(stage.at(opened, 12), async () => begin(stage, await send(stage, contract, { on: opened, readers: [MANAGER, CASEWORKER] }), opened));
}

async function send(stage: Stage, contract: LetContract, { on, readers }: { readonly on: Day; readonly readers: readonly string[] }): Promise<string> {
  const practitioner = await now(stage, PRACTITIONER);
  const people = await Promise.all(readers.map((email) => now(stage, email)));
  const limiting = { readerIds: people.map(({ id }) => id), reason: 'The person is known to people who work for the provider.' };
  const { id } = await stage.get(ReferralsService).send(practitioner, contract.id, await inventReferral(stage, contract, on), { sources: {}, restricted: true, limiting });
  const conversations = stage.get(ConversationsService);
  await conversations.write(await now(stage, PRACTITIONER), id, { words: 'Please speak to me alone about this referral.' });
  await conversations.write(await now(stage, MANAGER), id, { words: 'Understood. I am the only one here who can see it, besides whoever you named.' });
  await conversations.read(await now(stage, PRACTITIONER), id);
  return id;
}

/** Accepted by the manager, given to the caseworker, assessed and planned. */
async function begin(stage: Stage, referralId: string, on: Day): Promise<void> {
  const caseworker = await now(stage, CASEWORKER);
  const { id, needs } = await stage.get(CasesService).accept(await now(stage, MANAGER), referralId, caseworker.id);
  const meetOn = stage.later(on, 3);
  const details = { startsAt: stage.at(meetOn, 10), durationMinutes: 60, method: 'probation-office' as const, address: null, isGroup: false };
  const appointmentId = await stage.get(AppointmentsService).book(await now(stage, CASEWORKER), id, details);
  stage.timeline.plan(stage.at(meetOn, 15), async () => {
    const feedback = { attended: 'yes' as const, absenceReason: null, summary: 'We talked through what matters most and agreed next steps.', concerns: null, notifyPractitioner: false };
    await stage.get(AppointmentsService).record(await now(stage, CASEWORKER), appointmentId, feedback);
    const activities = needs.flatMap(({ categoryCode, outcomeCodes }) => outcomeCodes.map((outcomeCode) => ({ categoryCode, outcomeCode, description: 'Weekly sessions at a place the person chooses.' })));
    await stage.get(PlansService).submit(await now(stage, CASEWORKER), id, { sessions: 4, activities });
  });
}

/** Someone with what they were named for until now: the stage remembers people as they were when they first came on. */
async function now(stage: Stage, email: string): Promise<Actor> {
  return must(await stage.get(IdentityDirectory).actorByEmail(email), email);
}

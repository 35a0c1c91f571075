import { day, systemActor } from '#libs/kernel';
import { StaffService } from '../../src/providers/application/staff.service.js';

/** The service, or something that answers its services. */
interface Services {
  get<T>(token: abstract new (...args: never[]) => T): T;
}

/** Someone with an account, on a staff register. */
export interface Registered {
  readonly userId: string;
  readonly organisationId: string;
  readonly name: string;
  readonly email: string;
}

/** Adds a caseworker to their organisation's staff register and authorises them. Answers the id on the register. */
export async function authorised(app: Services, { userId, organisationId, name, email }: Registered): Promise<string> {
  const staff = app.get(StaffService);
  const vetting = { vettingLevel: 'enhanced', vettingExpiresOn: day('2029-06-09') };
  const { id } = await staff.add(systemActor, organisationId, { name, dateOfBirth: day('1988-02-03'), email, roleTitle: 'Caseworker', userId, ...vetting });
  await staff.authorise(systemActor, id);
  return id;
}

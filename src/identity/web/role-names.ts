import { sentence } from '#libs/web';
import type { Role } from '../identity.public.js';

const tasks: Readonly<Record<Role, string>> = {
  practitioner: 'Finds services and refers',
  commissioner: 'Makes lots, assesses providers, awards and manages contracts',
  approver: 'Approves awards, rate cards and statements they did not draft',
  evaluator: 'Scores bids',
  'provider-manager': 'Applies, accepts referrals and manages people',
  caseworker: 'Delivers the work on cases',
  'provider-finance': 'Agrees statements and sees the money',
  administrator: 'Manages people and settings, and sees no case',
};

/** "Provider manager". */
export function roleName(role: string): string {
  return sentence(role.replace('-', ' '));
}

/** Roles as the choices of a form, with what each is for. */
export function roleItems(roles: readonly Role[]): { value: Role; text: string; hint: string }[] {
  return roles.map((role) => ({ value: role, text: roleName(role), hint: tasks[role] }));
}

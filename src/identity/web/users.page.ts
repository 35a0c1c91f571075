import { formatDay, type Day } from '#libs/kernel';
import type { UserRow } from '../application/identity.queries.js';
import type { InvitationRow, JoinRequestRow } from '../application/joining.queries.js';
import { isExpired } from '../domain/invitation.js';
import { roleName } from './role-names.js';

interface People {
  readonly users: readonly UserRow[];
  readonly invitations: readonly InvitationRow[];
  readonly requests: readonly JoinRequestRow[];
  readonly ownId: string;
  readonly today: Day;
}

/** Who is in the organisation, who is invited and who asks to join, as the page shows them. */
export function peopleShown({ users, invitations, requests, ownId, today }: People): object {
  const shown = users.map(({ roles, ...user }) => ({ ...user, isSelf: user.id === ownId, roles: namesOf(roles.split(', ').filter(Boolean)) }));
  return {
    active: shown.filter(({ status }) => status === 'active'),
    closed: shown.filter(({ status }) => status === 'closed'),
    invited: invitations.map(({ id, email, roles, expiresOn }) => ({
      ...{ id, email, roles: namesOf(roles) },
      state: isExpired({ expiresOn }, today) ? `Expired on ${formatDay(expiresOn)}` : `Open until ${formatDay(expiresOn)}`,
    })),
    requests,
  };
}

function namesOf(roles: readonly string[]): string {
  return roles.map(roleName).join(', ');
}

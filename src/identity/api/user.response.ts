import type { UserRow } from '../application/identity.queries.js';

/** An account as colleagues see it. */
export class UserResponse {
  id!: string;
  name!: string;
  email!: string;
  status!: string;
  roles!: string[];
}

/** The accounts the caller may see. */
export class UserListResponse {
  items!: UserResponse[];
}

/** An account as the API shows it. */
export function userResponse({ id, name, email, status, roles }: UserRow): UserResponse {
  return { id, name, email, status, roles: roles.split(', ').filter(Boolean) };
}

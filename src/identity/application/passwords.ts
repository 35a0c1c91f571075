import { Inject, Injectable } from '@nestjs/common';
import { hash, verify, type Options } from '@node-rs/argon2';

/** argon2's cost: memory in KiB, passes and lanes. */
export type PasswordCost = Pick<Options, 'memoryCost' | 'timeCost' | 'parallelism'>;

/** Fewest characters of a password. */
export const SHORTEST_PASSWORD = 10;

/** DI token for argon2's cost. Tests use the cheapest it allows. */
export const PASSWORD_COST = Symbol('PASSWORD_COST');

/** OWASP's recommended argon2id settings: 19 MiB, two passes. */
export const recommendedCost: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes and checks passwords; checking an unknown account costs as much as a known one. */
@Injectable()
export class Passwords {
  private decoy: Promise<string> | undefined;

  constructor(@Inject(PASSWORD_COST) private readonly cost: PasswordCost) {}

  hash(password: string): Promise<string> {
    return hash(password, this.cost);
  }

  /** Whether the password is the one hashed; null is an unknown account and never matches. */
  async matches(passwordHash: string | null, password: string): Promise<boolean> {
    const against = passwordHash ?? (await (this.decoy ??= this.hash('nobody has this password')));
    return (await verify(against, password)) && passwordHash !== null;
  }
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '#libs/kernel';
import { GrantSources, type GrantSource } from '../identity.public.js';

/** What modules downstream say people were granted by name. */
@Injectable()
export class LocalGrantSources extends GrantSources {
  private readonly sources: GrantSource[] = [];

  add(source: GrantSource): void {
    this.sources.push(source);
  }

  /** Ids of every restricted record granted to someone. */
  async of(person: Omit<Actor, 'granted'>): Promise<string[]> {
    return (await Promise.all(this.sources.map((source) => source(person)))).flat();
  }
}

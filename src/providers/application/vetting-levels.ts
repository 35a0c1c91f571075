import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import type { VettingLevel } from '../domain/vetting.js';

/** The levels of vetting the service knows, read once from the product's data. */
@Injectable()
export class VettingLevels {
  readonly all: readonly VettingLevel[] = JSON.parse(readFileSync(new URL('../data/vetting-levels.json', import.meta.url), 'utf8')) as VettingLevel[];

  /** How a level reads. */
  nameOf(code: string): string {
    return this.all.find((level) => level.code === code)?.name ?? code;
  }
}

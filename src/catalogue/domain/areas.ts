/** What an area is: each kind nests in the one before it. */
export type AreaKind = 'region' | 'police-area' | 'local-authority' | 'delivery-unit';

/** A place services are bought for. Regions are coded A–L, police areas and below by slug; a region has no parent. */
export interface Area {
  readonly code: string;
  readonly kind: AreaKind;
  readonly name: string;
  readonly parentCode: string | null;
}

/** One of the twelve probation regions, coded A–L. */
export type Region = Area & { readonly kind: 'region'; readonly parentCode: null };

/** A point on the map, in degrees. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** How areas contain one another: pure, in memory, for rules to ask. An unknown code throws a plain Error (codes are checked where they enter). */
export class Geography {
  private readonly byCode: ReadonlyMap<string, Area>;

  constructor(readonly areas: readonly Area[]) {
    this.byCode = new Map(areas.map((area) => [area.code, area]));
  }

  /** The area with this code, or null. */
  find(code: string): Area | null {
    return this.byCode.get(code) ?? null;
  }

  /** The area itself, then its parent, up to its region. */
  lineage(code: string): readonly Area[] {
    const found: Area[] = [];
    for (let area: Area | null = this.known(code); area; area = area.parentCode === null ? null : this.known(area.parentCode)) found.push(area);
    return found;
  }

  /** Whether an area set covers an area: the area or one of its ancestors is in the set. */
  covers(set: readonly string[], code: string): boolean {
    return this.lineage(code).some((area) => set.includes(area.code));
  }

  /** The smallest area of a set that covers an area, or null when none does. */
  narrowest(set: readonly string[], code: string): string | null {
    return this.lineage(code).find((area) => set.includes(area.code))?.code ?? null;
  }

  /** Whether an area set covers every area of another. */
  coversAll(set: readonly string[], codes: readonly string[]): boolean {
    return codes.every((code) => this.covers(set, code));
  }

  /** Whether two area sets share any ground: some area of one is covered by the other. */
  overlaps(left: readonly string[], right: readonly string[]): boolean {
    return left.some((code) => this.covers(right, code)) || right.some((code) => this.covers(left, code));
  }

  /** The region an area is in; a region is in itself. */
  regionOf(code: string): Region {
    const region = this.lineage(code).find(isRegion);
    if (!region) throw new Error(`Area ${code} is in no region`);
    return region;
  }

  /** The area and everything inside it, in the order of the catalogue. */
  within(code: string): readonly Area[] {
    return this.areas.filter((area) => this.covers([code], area.code));
  }

  /** Every region, in order A–L. */
  regions(): readonly Region[] {
    return this.areas.filter(isRegion);
  }

  private known(code: string): Area {
    const area = this.byCode.get(code);
    if (!area) throw new Error(`No area is coded ${code}`);
    return area;
  }
}

function isRegion(area: Area): area is Region {
  return area.kind === 'region';
}

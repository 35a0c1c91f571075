/** The environment cannot be used: one problem a line, each naming its variable and never its value. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigurationError';
  }
}

type Raw = Readonly<Record<string, string | undefined>>;

/** Reads variables from a record and remembers everything wrong with them; an empty variable counts as unset. */
export class Variables {
  readonly problems: string[] = [];

  constructor(private readonly raw: Raw) {}

  text(name: string): string | null {
    return this.raw[name]?.trim() || null;
  }

  wholeNumber(name: string, { min, max, standard }: { min: number; max: number; standard: number }): number {
    const text = this.text(name);
    if (text === null) return standard;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    return this.problem(`${name} must be a whole number from ${min} to ${max}`, standard);
  }

  yesOrNo(name: string, standard: boolean): boolean {
    const text = this.text(name);
    if (text === null) return standard;
    if (text === 'true' || text === 'false') return text === 'true';
    return this.problem(`${name} must be true or false`, standard);
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], standard: T): T {
    const text = this.text(name);
    const found = allowed.find((each) => each === text);
    if (text === null || found) return found ?? standard;
    return this.problem(`${name} must be one of ${allowed.join(', ')}`, standard);
  }

  /** An address of one of the given schemes, as written; null when unset. */
  address(name: string, schemes: readonly string[], example: string): string | null {
    const text = this.text(name);
    if (text === null) return null;
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url?.hostname && schemes.includes(url.protocol)) return text;
    return this.problem(`${name} must be an address such as ${example}`, null);
  }

  /** A secret of at least 32 characters; null when unset. */
  secret(name: string): string | null {
    const text = this.text(name);
    if (text === null || text.length >= 32) return text;
    return this.problem(`${name} must be at least 32 characters, chosen at random`, null);
  }

  problem<T>(message: string, standIn: T): T {
    this.problems.push(message);
    return standIn;
  }
}

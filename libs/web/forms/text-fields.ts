import { formatPounds, parsePounds, type Pence } from '#libs/kernel';
import { field, lengthOf, manyTexts, oneText, storable, Unreadable, type AskedWhen } from './field.js';

/** What every field can say: its name in messages, what to say when it is empty (optional without), and when it is asked. */
export interface FieldOptions {
  readonly label?: string;
  readonly required?: string;
  readonly when?: AskedWhen;
}

export interface TextOptions extends FieldOptions {
  /** Most characters; 10,000 unless said. */
  readonly max?: number;
  readonly min?: number;
  /** For short identifiers: blanks around are dropped. */
  readonly trim?: boolean;
  /** Changes the text before it is matched, such as to upper case. */
  readonly as?: (text: string) => string;
  readonly pattern?: { readonly matches: RegExp; readonly message: string };
}

const DEFAULT_MAX = 10_000;
const count = new Intl.NumberFormat('en-GB');

/** Text: `string`, or null when optional and empty. Verbatim but for CRLF, unless `trim`. */
export function Text(options: TextOptions = {}): PropertyDecorator {
  const { label = 'This answer', required, when, trim = false, as } = options;
  return field((sent) => {
    if (when && !when(sent.body)) return null;
    const stored = storable(oneText(sent), label);
    if (stored instanceof Unreadable) return stored;
    const kept = trim ? stored.trim() : stored;
    if (kept.trim() === '') return required ? new Unreadable(required) : null;
    const text = as ? as(kept) : kept;
    return faultOf(text, label, options) ?? text;
  });
}

/** An e-mail address, trimmed: `string`, or null when optional and empty. */
export function Email({ label = 'Email address', required = 'Enter an email address', when }: FieldOptions = {}): PropertyDecorator {
  const message = 'Enter an email address in the correct format, like name@example.com';
  return Text({ label, required, when, trim: true, max: 254, pattern: { matches: /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/, message } });
}

/** One of the options, or any value when they are left to the rules: `string`, or null when optional and empty. */
export function Choice({ options, required, when, label = 'This answer' }: FieldOptions & { readonly options?: readonly string[] } = {}): PropertyDecorator {
  const message = required ?? `Select an option for ${label.toLowerCase()}`;
  return field((sent) => {
    if (when && !when(sent.body)) return null;
    const chosen = storable(oneText(sent), label);
    if (chosen instanceof Unreadable) return chosen;
    if (chosen === '') return required ? new Unreadable(required) : null;
    return options && !options.includes(chosen) ? new Unreadable(message) : chosen;
  });
}

/** Any number of the options, without repeats: `string[]`, empty when none. */
export function Choices({ options, required, when, label = 'This answer' }: FieldOptions & { readonly options?: readonly string[] } = {}): PropertyDecorator {
  const message = required ?? `Select only options shown for ${label.toLowerCase()}`;
  return field((sent) => {
    if (when && !when(sent.body)) return [];
    const chosen = [...new Set(manyTexts(sent))];
    if (chosen.length === 0) return required ? new Unreadable(required) : [];
    const known = chosen.every((each) => (options ? options.includes(each) : !(storable(each, label) instanceof Unreadable)));
    return known ? chosen : new Unreadable(message);
  });
}

/** Yes or no: `boolean`, or null when optional and empty. */
export function YesNo({ required, when }: FieldOptions = {}): PropertyDecorator {
  return field((sent) => {
    if (when && !when(sent.body)) return null;
    const chosen = oneText(sent);
    if (chosen === 'yes' || chosen === 'true') return true;
    if (chosen === 'no' || chosen === 'false') return false;
    return required ? new Unreadable(required) : chosen === '' ? null : new Unreadable('Select yes or no');
  });
}

/** A whole number: `number`, or null when optional and empty. */
export function Whole({ label = 'This answer', required, when, min = 0, max = 1_000_000 }: FieldOptions & { readonly min?: number; readonly max?: number } = {}): PropertyDecorator {
  return field((sent) => {
    if (when && !when(sent.body)) return null;
    const text = oneText(sent).trim().replaceAll(',', '');
    if (text === '') return required ? new Unreadable(required) : null;
    if (!/^-?\d{1,12}$/.test(text)) return new Unreadable(`${label} must be a whole number`);
    const number = Number(text);
    return number < min || number > max ? new Unreadable(`${label} must be between ${count.format(min)} and ${count.format(max)}`) : number;
  });
}

/** Pounds as people type them: pence as `number`, or null when optional and empty. `min` and `max` are pence. */
export function PoundsField({ label = 'The amount', required, when, min = 0, max }: FieldOptions & { readonly min?: Pence; readonly max?: Pence } = {}): PropertyDecorator {
  return field((sent) => {
    if (when && !when(sent.body)) return null;
    const text = oneText(sent).trim();
    if (text === '') return required ? new Unreadable(required) : null;
    const pence = parsePounds(text);
    if (pence === null) return new Unreadable(`${label} must be an amount of money, like 600 or 193.54`);
    if (pence < min) return new Unreadable(`${label} must be ${formatPounds(min)} or more`);
    return max !== undefined && pence > max ? new Unreadable(`${label} must be ${formatPounds(max)} or less`) : pence;
  });
}

function faultOf(text: string, label: string, { max = DEFAULT_MAX, min = 0, pattern }: TextOptions): Unreadable | undefined {
  if (lengthOf(text) > max) return new Unreadable(`${label} must be ${count.format(max)} characters or fewer`);
  if (lengthOf(text) < min) return new Unreadable(`${label} must be ${count.format(min)} characters or more`);
  return pattern && !pattern.matches.test(text) ? new Unreadable(pattern.message) : undefined;
}

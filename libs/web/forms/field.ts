import { Expose, Transform } from 'class-transformer';
import { ValidateBy, type ValidationArguments } from 'class-validator';
import { isStorable, UNSTORABLE, withLineFeeds } from '#libs/api';
import type { Day } from '#libs/kernel';

/** Key under which `readForm` passes today to fields that ask for a past or future day. */
export const TODAY = Symbol('today');

/** A form as it was sent: names to text or lists of text. */
export type Body = Readonly<Record<string, unknown>> & { readonly [TODAY]?: Day };

/** What a field reads from: the whole form and its own name. */
export interface Sent {
  readonly body: Body;
  readonly name: string;
}

/** An answer that could not be read; the message is what the person sees beside the field. */
export class Unreadable {
  constructor(readonly message: string) {}
}

/** When a field is asked at all, decided from the rest of the form; a field not asked reads as null (or an empty list). */
export type AskedWhen = (body: Body) => boolean;

/** A property decorator from a reading function: its value lands on the form, or its message in the error summary. */
export function field<T>(read: (sent: Sent) => T | Unreadable): PropertyDecorator {
  const transform = Transform(({ obj, key }: { obj: unknown; key: string }) => read({ body: obj as Body, name: key }));
  const validate = ValidateBy({
    name: 'readable',
    validator: {
      validate: (value: unknown) => !(value instanceof Unreadable),
      defaultMessage: (args?: ValidationArguments) => (args?.value as Unreadable).message,
    },
  });
  return (target, name) => {
    Expose()(target, name);
    transform(target, name);
    validate(target, String(name));
  };
}

/** One text of a form; the last when several were sent under the name. */
export function oneText({ body, name }: Sent): string {
  const sent = body[name];
  const last: unknown = Array.isArray(sent) ? sent.at(-1) : sent;
  return typeof last === 'string' || typeof last === 'number' || typeof last === 'boolean' ? String(last) : '';
}

/** All texts of a form under one name, empty ones left out: ticked boxes. */
export function manyTexts({ body, name }: Sent): string[] {
  const sent = body[name];
  const list: unknown[] = Array.isArray(sent) ? sent : [sent];
  return list.filter((each): each is string => typeof each === 'string' && each !== '');
}

/** Free text as it is stored, or why it cannot be. */
export function storable(text: string, label: string): string | Unreadable {
  return isStorable(text) ? withLineFeeds(text) : new Unreadable(`${label} ${UNSTORABLE}`);
}

/** Length as people count it: an emoji is one character. */
export function lengthOf(text: string): number {
  return [...text].length;
}

import { describe, expect, it } from '@jest/globals';
import { anyOf, nobody, type Actor } from '#libs/kernel';
import { Actions, localPath } from './index.js';

const editor: Actor = { id: 'e', name: 'Ed', granted: [], roles: [{ role: 'editor', organisationId: 'o1', teamId: null, areas: 'all' }] };
const reader: Actor = { ...editor, roles: [] };
const policy = { 'note.edit': (actor: Actor) => anyOf({ organisationId: actor.roles.map((held) => held.organisationId) }), 'note.burn': () => nobody };

describe('actions', () => {
  it('reach the rows their policy line says, and nothing for someone without the role', () => {
    const actions = new Actions([policy]);
    expect(actions.scopeOf(editor, 'note.edit')).toEqual({ anyOf: [{ organisationId: ['o1'] }] });
    expect(actions.reachesAnything(reader, 'note.edit')).toBe(false);
    expect(actions.reachesAnything(editor, 'note.burn')).toBe(false);
  });

  it('that nobody declared, or that two policies declare, are bugs', () => {
    expect(() => new Actions([policy]).scopeOf(editor, 'note.sing')).toThrow('No policy declares the action note.sing');
    expect(() => new Actions([policy, policy])).toThrow('Two policies declare the action note.edit');
  });
});

describe('the way back after sign-in', () => {
  it.each(['/cases/1?tab=plan', '/'])('keeps %s', (path) => expect(localPath(path)).toBe(path));
  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/a\nb', undefined, ['/x']])('never leads to another site: %j', (path) => {
    expect(localPath(path)).toBe('/');
  });
});

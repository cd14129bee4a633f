import { describe, expect, it } from 'vitest';
import { type Action, decide, type Role } from './decide';

const account = '111122223333';
const ROLES: Role[] = ['administrator', 'editor', 'viewer', 'console'];
const ACTIONS: Action[] = ['read', 'write', 'administer', 'sign-in'];

describe('decide', () => {
  it('allows each role exactly its actions', () => {
    const allowed = ROLES.flatMap((role) =>
      ACTIONS.filter((action) => decide({ role, account }, action, { account }).allowed).map((a) => `${role} ${a}`),
    );
    expect(allowed).toEqual([
      'administrator read',
      'administrator write',
      'administrator administer',
      'editor read',
      'editor write',
      'viewer read',
      'console read',
      'console sign-in',
    ]);
  });

  it('refuses the things of another account, even to an administrator, and says why', () => {
    const decision = decide({ role: 'administrator', account }, 'read', { account: '999999999999' });
    expect(decision).toEqual({
      allowed: false,
      reason: `account ${account} has no access to resources of account 999999999999`,
    });
  });

  it('tells the console that a person is missing', () => {
    expect(decide({ role: 'console', account }, 'write', { account })).toMatchObject({
      reason: "the console's own key may not write without a signed-in person",
    });
  });
});

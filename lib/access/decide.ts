/** What keys and people may have. `console` is the console's own key: alone it may only check passwords and read. */
export type Role = 'administrator' | 'editor' | 'viewer' | 'console';

/**
 * The kinds of things one can do. `read` and `write` concern the mesh and the instance registry, `administer` people,
 * keys and settings, `sign-in` checking somebody's password.
 */
export type Action = 'read' | 'write' | 'administer' | 'sign-in';

export interface Who {
  role: Role;
  /** Account that the key belongs to. */
  account: string;
}

/** What it concerns; `account` is the owner's. */
export interface Target {
  account: string;
}

export type Decision = { allowed: true } | { allowed: false; reason: string };

const ALLOWED: Record<Role, readonly Action[]> = {
  administrator: ['read', 'write', 'administer'],
  editor: ['read', 'write'],
  viewer: ['read'],
  console: ['read', 'sign-in'],
};

/** Whether somebody may do something, and if not, why. Sharing between accounts does not exist: other accounts' things are refused. */
export function decide(who: Who, action: Action, target: Target): Decision {
  if (who.account !== target.account) {
    return { allowed: false, reason: `account ${who.account} has no access to resources of account ${target.account}` };
  }
  if (ALLOWED[who.role].includes(action)) return { allowed: true };
  if (who.role === 'console' && action !== 'administer') {
    return { allowed: false, reason: `the console's own key may not ${action} without a signed-in person` };
  }
  return { allowed: false, reason: `role ${who.role} may not ${action}` };
}

/**
 * access: roles, and the one decision (who, action, target) → allow or deny with a reason. PURE.
 * Never here: finding out who calls (lib/identity), texts for people in two languages (lib/i18n).
 */
export { type Action, type Decision, decide, type Role, type Target, type Who } from './decide';

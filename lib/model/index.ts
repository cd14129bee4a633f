/**
 * model: App Mesh's words and rules. The API table is the only source of shapes and limits; files per kind add
 * semantic rules, effective defaults and problems. PURE: no Node, no packages but zod; time and ids come in as arguments.
 * Never here: wire quirks (lib/api), storage, Envoy.
 */
export { API_TABLE, type ApiOperation, operationOf, type Shape, shapeOf } from './api-table';
export { arnOf, type ParsedArn, parseArn } from './arn';
export * from './body-limit';
export * from './bootstrap-api';
export * from './certificate-end';
export { namedCertificates } from './certificate-uses';
export * from './certificates';
export * from './certificates-api';
export * from './connections';
export type { DefaultSource, EffectiveDefault } from './defaults/default';
export { effectiveDefaults } from './defaults/effective-defaults';
export * from './draft-api';
export * from './drafts/draft';
export { applyFields, diffFields, type FieldChange, type FieldStep } from './drafts/field-diff';
export { isJsonObject, type JsonObject, sameJson } from './drafts/json';
export { meetLive, type Stale } from './drafts/meet-live';
export {
  baseOf,
  type DraftStamp,
  type MergedDraft,
  mergeDraft,
  rebaseDraft,
} from './drafts/merge-draft';
export { type Clash, type MergedValue, mergeValues, type Side, type Sides } from './drafts/merge-values';
export { type DraftMark, type DraftOverlay, overlayDraft } from './drafts/overlay-draft';
export * from './endpoints';
export * from './envoy-names';
export * from './envoy-versions';
export * from './error-codes';
export * from './event-api';
export { callProblems, type SeenCall } from './find-problems/call-problems';
export { endProblems } from './find-problems/end-problems';
export { problemsOf } from './find-problems/problems-of';
export { type HeldUpTurn, turnProblems } from './find-problems/turn-problems';
export { FIX_CODES, type Fix, type FixCode, type FixResource } from './fixes/fix';
export { fixesOf } from './fixes/fixes-of';
export type * from './generated/shapes';
export * from './import-api';
export { KIND_INFO, type KindInfo, nameMembers, parentMember } from './kind-info';
export * from './kinds';
export * from './layout-api';
export { logFormatProblem } from './log-format';
export * from './meshkeep-api';
export * from './problems';
export * from './proxy-credentials/credential';
export { type ClaimContext, type ClaimVerdict, decideClaim } from './proxy-credentials/decide-claim';
export {
  type ClaimedResource,
  coversResource,
  matches,
  resourcePatternProblem,
} from './proxy-credentials/resource-pattern';
export { re2Problem, re2ProgramBound } from './re2';
export * from './receipt-api';
export {
  REFERENCE_RULES,
  type Reference,
  type ReferenceRule,
  type Relation,
  referencesOf,
  relationTo,
} from './references';
export * from './route-order';
export { type Candidate, contextViolations, type MeshLookup } from './rules/context-rules';
export { nameProblem } from './rules/names';
export * from './settings-api';
export * from './snapshot';
export { sameTags, tagChanges } from './tags';
export * from './tls-turn';
export * from './traffic-api';
export { cleanShape } from './validate/clean';
export { validateInput, validateSpec } from './validate/validate';
export { pathText, VIOLATION_CODES, type Violation, type ViolationCode } from './validate/violation';
export {
  type GatewayRouteType,
  gatewayRouteTypeOf,
  gatewayTargetOf,
  matchPortOf,
  type RouteType,
  routeTypeOf,
  weightedTargetsOf,
} from './weighted-targets';

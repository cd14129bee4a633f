/**
 * client: the browser's side of the console. Every address is made here, every answer is checked against the schemas of
 * lib/model, and one stream of events keeps what is on screen fresh. React Query holds the data.
 * Never here: words (lib/i18n), looks (components), secrets.
 */
export {
  type AppMeshCall,
  appMeshCall,
  deleteCall,
  type ResourceTarget,
  saveCall,
  tagCalls,
  type WriteResult,
} from './app-mesh';
export { applyEvent } from './apply-event';
export { bootstrapQuery } from './bootstrap';
export { addCertificate, removeCertificate } from './certificates';
export { createConnection, deleteConnection, replaceConnection, testConnection } from './connections';
export { addClientAuthority, createCredential, retireClientAuthority, revokeCredential } from './credentials';
export {
  applyDraft,
  commentDraft,
  createDraft,
  deleteDraft,
  draftConflictOf,
  editDraft,
  rebaseDraft,
  redoDraft,
  renameDraft,
  type SeenDraft,
  undoDraft,
} from './drafts';
export { ClientError, type ClientErrorBody, type ClientErrorCode, getJson } from './fetch';
export {
  type GraphLayer,
  type GraphOptions,
  graphOptionsOf,
  graphParams,
  showsLayer,
  withGraphOptions,
  withLayer,
} from './graph-options';
export { importQuery } from './import';
export { changeLayout } from './layout';
export { type LiveState, LiveStream } from './live-stream';
export {
  type ChangesPageState,
  hasView,
  type PageState,
  type ProxiesState,
  parseRef,
  paths,
  type View,
  viewOf,
} from './paths';
export {
  certificatesQuery,
  clientAuthoritiesQuery,
  connectionsQuery,
  credentialsQuery,
  draftPlanQuery,
  draftQuery,
  draftsQuery,
  draftVerdictQuery,
  keys,
  layoutQuery,
  meshesQuery,
  pastQuery,
  proxiesQuery,
  proxyConfigQuery,
  receiptQuery,
  refusedConnectionsQuery,
  revisionsQuery,
  settingsQuery,
  snapshotQuery,
  trafficHistoryQuery,
  trafficQuery,
} from './queries';
export { refusedField } from './refused-field';
export { changeSettings } from './settings';
export { signIn } from './sign-in';

/**
 * certificates: what is held for TLS between proxies in place of ACM's: the list with what uses each, how to have one
 * held, renewed or given up. Never here: certificates that proxies show us (components/credentials).
 */
export { CertificatesPage } from './certificates-page';
export { EndsIn } from './ends-in';

/**
 * credentials: what proxies prove who they are with: the list, a new one (its token is shown once), and the end of one.
 * Never here: how a proxy is told to show it (components/connect).
 */
export { CredentialsPage } from './credentials-page';

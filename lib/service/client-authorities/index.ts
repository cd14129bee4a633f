/** Use cases of authorities whose client certificates proxies may show. */
export { type ClientAuthorities, type ClientAuthorityTools, createClientAuthorities } from './client-authorities';

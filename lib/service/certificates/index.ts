/** Use cases of certificates for TLS between proxies. */
export { type Certificates, type CertificateTools, createCertificates } from './certificates';

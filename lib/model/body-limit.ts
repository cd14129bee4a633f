/** Largest request body that the control plane's doors read, bytes (appmesh-api.md: bodies over 1 MiB are refused). */
export const MAX_BODY_BYTES = 1024 * 1024;

export interface AccessKey {
  accessKeyId: string;
  secretAccessKey: string;
}

/** Where to call, and as whom. `headers` are sent with each request and signed. */
export interface Endpoint {
  url: string;
  region: string;
  key: AccessKey;
  headers?: Readonly<Record<string, string>>;
}

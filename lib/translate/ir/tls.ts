/** Something that Envoy asks us for by its name: files of the proxy's own machine, or what we hold ourselves. */
export type SecretIr =
  | { is: 'certificate-file'; name: string; chain: string; key: string }
  | { is: 'trust-file'; name: string; chain: string }
  | { is: 'certificate'; name: string; arn: string }
  | { is: 'authorities'; name: string; arns: readonly string[] }
  /** The authority behind a certificate that we hold. */
  | { is: 'authority-of'; name: string; arn: string };

/** Where a secret comes from: us, over the stream that everything comes by, or a socket beside the proxy. */
export type SecretRefIr = { from: 'us'; secret: SecretIr } | { from: 'socket'; name: string };

/** What the other side's certificate must be. No names: any certificate of a trusted authority will do. */
export interface ValidationIr {
  trust: SecretRefIr;
  /** One of these must be among its DNS names or URIs. */
  names: readonly string[];
}

/** TLS of a listener. */
export interface ServerTlsIr {
  certificate: SecretRefIr;
  /** Whether clients must show a certificate, and which. */
  clients: ValidationIr | undefined;
  /** PERMISSIVE: plain connections are served too. */
  plainToo: boolean;
}

/** TLS of a caller towards one target. */
export interface ClientTlsIr {
  sni: string | undefined;
  certificate: SecretRefIr | undefined;
  /** undefined = the server's certificate is not looked at. */
  server: ValidationIr | undefined;
}

/** What a client policy asks for. */
export interface ClientPolicyIr {
  enforce: boolean;
  /** Ports of targets that it is for; empty = every port. */
  ports: readonly number[];
  trust: SecretRefIr;
  /** undefined = the name by which the target is discovered. */
  names: readonly string[] | undefined;
  certificate: SecretRefIr | undefined;
}

/** The policies that act when one caller calls one of its backends. */
export interface CallerPolicyIr {
  /** Equal keys mean equal policies. */
  key: string;
  /** Of this backend; undefined = callers do as the server does. */
  own: ClientPolicyIr | undefined;
  /** What holds for most backends of this caller: clusters that follow it have plain names. */
  main: ClientPolicyIr | undefined;
}

import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { CredentialDirectory } from '@/lib/control';
import {
  type AskSts,
  createEcsProver,
  createKubernetesProver,
  createProxyAuthenticator,
  type ProxyAuthenticator,
  type ReportTokens,
  type ReviewToken,
} from '@/lib/identity';
import type { CredentialMethod } from '@/lib/model';
import type { ClientAuthorities } from '@/lib/service';
import type { Clock } from '@/lib/util';
import type { Config } from './config';

/** Where to ask about Kubernetes service-account tokens. */
export interface KubernetesSettings {
  api: string;
  /** Authority of the API server, PEM file. */
  caFile?: string;
  /** File with the token by which we may create TokenReviews; read with each question, since it rotates. */
  tokenFile?: string;
  audience: string;
}

/** How ECS task roles are checked. */
export interface StsSettings {
  serverId: string;
  standIns: readonly string[];
}

/** An answer that takes longer than this counts as none, ms; and the longest that is read, bytes. */
const ASK_MS = 5000;
const LONGEST_ANSWER = 64 * 1024;

/** Methods that this control plane can check. */
export function checkableMethods({ kubernetes, sts, tls }: Pick<Config, 'kubernetes' | 'sts' | 'tls'>) {
  const methods: CredentialMethod[] = ['token'];
  if (tls) methods.push('certificate');
  if (kubernetes) methods.push('kubernetes');
  if (sts) methods.push('ecs');
  return methods;
}

/** Puts together how proxies are known: credentials of the store, Kubernetes and AWS where they are set up. */
export function proxyAuthenticator(
  { kubernetes, sts }: Pick<Config, 'kubernetes' | 'sts'>,
  {
    credentials,
    authorities,
    reportTokens,
    clock,
  }: {
    credentials: CredentialDirectory;
    authorities: Pick<ClientAuthorities, 'trusted'>;
    reportTokens: ReportTokens;
    clock: Clock;
  },
): ProxyAuthenticator {
  const now = () => clock.now();
  return createProxyAuthenticator({
    tokenRecord: (id) => credentials.get(id),
    ownAuthorities: () => authorities.trusted().own,
    reportTokens,
    kubernetes:
      kubernetes && createKubernetesProver({ audience: kubernetes.audience, review: reviewer(kubernetes), now }),
    ecs: sts && createEcsProver({ ...sts, ask: askSts, now }),
    now,
  });
}

interface Question {
  url: URL;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  ca?: string;
}

/** One question, no redirects, bounded in time and size. */
function ask({ url, method, headers, body, ca }: Question): Promise<{ status: number; body: string }> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(ASK_MS);
    const sent = request(url, { method, headers, signal, ...(ca && { ca }) }, (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > LONGEST_ANSWER) sent.destroy(new Error('the answer is too long'));
        chunks.push(chunk);
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
      response.on('error', reject);
    });
    sent.on('error', (error) => reject(signal.aborted ? new Error(`no answer within ${ASK_MS / 1000} s`) : error));
    sent.end(body);
  });
}

const askSts: AskSts = (url, headers) => ask({ url, method: 'GET', headers });

function reviewer({ api, caFile, tokenFile }: KubernetesSettings): ReviewToken {
  return async (token, audience) => {
    const url = new URL('/apis/authentication.k8s.io/v1/tokenreviews', api);
    const spec = { token, audiences: [audience] };
    const body = JSON.stringify({ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec });
    const headers: Record<string, string> = { 'content-type': 'application/json', accept: 'application/json' };
    if (tokenFile) headers.authorization = `Bearer ${readFileSync(tokenFile, 'utf8').trim()}`;
    const ca = caFile ? { ca: readFileSync(caFile, 'utf8') } : {};
    const answer = await ask({ url, method: 'POST', headers, body, ...ca });
    if (answer.status !== 200 && answer.status !== 201) throw new Error(`it answered HTTP ${answer.status}`);
    return JSON.parse(answer.body);
  };
}

import { shapeOf } from '@/lib/model';
import { plainShape } from '../words';

const PORT = { portMapping: { port: 8080, protocol: 'http' } };
const TWO_SECONDS = { unit: 'ms', value: 2000 };

/** What a part starts with when a person switches it on or adds a line: values that most meshes use. */
const INITIAL: Readonly<Record<string, unknown>> = {
  Listener: PORT,
  VirtualRouterListener: PORT,
  HealthCheckPolicy: {
    protocol: 'http',
    path: '/',
    intervalMillis: 5000,
    timeoutMillis: 2000,
    healthyThreshold: 2,
    unhealthyThreshold: 2,
  },
  OutlierDetection: {
    maxServerErrors: 5,
    interval: { unit: 's', value: 10 },
    baseEjectionDuration: { unit: 's', value: 30 },
    maxEjectionPercent: 50,
  },
  ListenerTls: { mode: 'STRICT', certificate: {} },
  ListenerTlsValidationContext: { trust: {} },
  ClientPolicyTls: { validation: { trust: {} } },
  TlsValidationContextAcmTrust: { certificateAuthorityArns: [] },
  HttpRetryPolicy: { maxRetries: 2, perRetryTimeout: TWO_SECONDS, httpRetryEvents: ['server-error'] },
  GrpcRetryPolicy: { maxRetries: 2, perRetryTimeout: TWO_SECONDS, grpcRetryEvents: ['unavailable'] },
  WeightedTarget: { weight: 1 },
};

/** A fresh value of a shape. */
export function initialOf(shapeName: string): unknown {
  const known = INITIAL[plainShape(shapeName)];
  if (known !== undefined) return structuredClone(known);
  const { type, enum: values } = shapeOf(shapeName);
  if (type === 'structure') return {};
  if (type === 'list') return [];
  if (type === 'boolean') return true;
  return type === 'string' ? (values?.[0] ?? '') : undefined;
}

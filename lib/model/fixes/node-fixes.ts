import { editFix, indexIn } from './edit-spec';
import type { Fix } from './fix';
import type { FixContext } from './fixes-of';

/** A backend that nobody has made: make it, or do without. */
export function backendFixes({ problem, resource }: FixContext): Fix[] {
  const service = String(problem.params.service ?? '');
  const ref = { kind: 'virtualService' as const, name: service };
  const params = { service };
  const drop = editFix<'virtualNode'>(resource, { code: 'drop-backend', params }, ({ backends = [] }) => {
    const index = backends.findIndex((backend) => backend.virtualService?.virtualServiceName === service);
    if (index < 0) return false;
    backends.splice(index, 1);
    return true;
  });
  return [{ code: 'create-service', params, puts: [{ ref, spec: {} }] }, ...drop];
}

/** A service that is called: it becomes a backend, so that its routes count. */
export function callFixes({ problem, resource }: FixContext): Fix[] {
  const service = String(problem.params.service ?? '');
  return editFix<'virtualNode'>(resource, { code: 'add-backend', params: { service } }, (spec) => {
    const backends = spec.backends ?? [];
    if (backends.some((backend) => backend.virtualService?.virtualServiceName === service)) return false;
    spec.backends = [...backends, { virtualService: { virtualServiceName: service } }];
    return true;
  });
}

/** The first listener on the port is used, so the other one only misleads. */
export function listenerFixes({ problem, resource }: FixContext): Fix[] {
  const params = { port: problem.params.port ?? 0 };
  return editFix<'virtualNode'>(resource, { code: 'drop-listener', params }, ({ listeners = [] }) => {
    const index = indexIn(problem.path, 'listeners');
    if (!listeners[index] || listeners.length < 2) return false;
    listeners.splice(index, 1);
    return true;
  });
}

export function outlierFixes({ problem, resource }: FixContext): Fix[] {
  return editFix<'virtualNode'>(resource, { code: 'drop-outlier-detection' }, ({ listeners = [] }) => {
    const listener = listeners[indexIn(problem.path, 'listeners')];
    if (!listener?.outlierDetection) return false;
    delete listener.outlierDetection;
    return true;
  });
}

/** Without a format the log is written in App Mesh's own. */
export function logFixes({ resource }: FixContext): Fix[] {
  return editFix<'virtualNode'>(resource, { code: 'drop-log-format' }, ({ logging }) => {
    if (!logging?.accessLog?.file?.format) return false;
    delete logging.accessLog.file.format;
    return true;
  });
}

import { say } from '../say';
import { emptyReading } from '../text/readable';
import type { Reading, SourceFile } from '../types';
import { Cluster } from './cluster';
import { readObjects } from './objects';
import { readV1beta1 } from './v1beta1';
import { readV1beta2 } from './v1beta2';

/**
 * Files of Kubernetes objects, all of one cluster: App Mesh's v1beta2 and v1beta1, Namespaces for their labels.
 * References resolve across files, so that names and selectors are known before the first object is read.
 */
export function readCrdFiles(files: readonly SourceFile[], values: Readonly<Record<string, string>>): Reading {
  const reading = emptyReading();
  const cluster = new Cluster(readObjects(files, values, reading), values);
  for (const object of cluster.objects) {
    if (object.kind === 'Namespace') continue;
    if (object.version === 'v1beta1') readV1beta1(object, cluster, reading, values);
    else if (object.version === 'v1beta2') readV1beta2(object, cluster, reading);
    else {
      const says = say('noSuchVersion', { version: object.version });
      reading.findings.push({ file: object.file, where: object.where, kind: 'unknown-field', ...says });
    }
  }
  return reading;
}

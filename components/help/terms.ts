import { KINDS } from '@/lib/model';

/** The terms of the glossary in the order in which one understands the other; each is an anchor of the page. */
export const TERM_GROUPS = [
  { group: 'model', terms: KINDS },
  { group: 'parts', terms: ['listener', 'backend', 'provider', 'weightedTarget', 'endpoint', 'serviceDiscovery'] },
  {
    group: 'proxies',
    terms: ['proxy', 'standsFor', 'acknowledged', 'refused', 'interception', 'observed', 'heldCertificate'],
  },
  { group: 'changes', terms: ['revision', 'receipt', 'draft', 'conflict', 'owner', 'version'] },
] as const;

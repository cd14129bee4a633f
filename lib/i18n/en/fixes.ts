import type { FixCode } from '@/lib/model';

/** Ways to mend a problem: each is an edit that goes into a draft. */
export const fixes = {
  label: 'Ways to mend this',
  code: {
    'equal-weights': 'Give all targets the same weight',
    'drop-target': 'Take out the target {target}',
    'set-target-port': 'Use port {port} of {target}',
    'drop-backend': 'Take out the backend {service}',
    'add-backend': 'Add the backend {service}',
    'create-service': 'Create {service}',
    'set-provider': 'Let {router} provide {service}',
    'set-match-port': 'Match port {port}',
    'set-listener-protocol': 'Let {router} speak {protocol}',
    'raise-timeout': 'Give requests {seconds} s',
    'drop-listener': 'Take out the second listener on port {port}',
    'drop-outlier-detection': 'Take out the outlier detection',
    'drop-log-format': 'Use the usual log format',
  } satisfies Record<FixCode, string>,
} as const;

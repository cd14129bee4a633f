/** The rules as the kernel takes them, in a network namespace of their own. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { whyNoNamespaces } from '@/demo/namespaces';
import { bundledSidecar } from './testing/sidecar';

const reason = await whyNoNamespaces();
if (reason) console.warn(`interception not tested: ${reason}`);

describe.skipIf(reason)('meshkeep-sidecar intercept', () => {
  it('sets the rules for both kinds of addresses', () => {
    const namespace = `mksc-${process.pid}`;
    const ip = (...args: string[]) => execFileSync('ip', ['netns', ...args], { encoding: 'utf8', env });
    const env = {
      PATH: `${process.env.PATH}:/usr/sbin:/sbin`,
      NODE_ENV: 'production' as const,
      ...{
        APPMESH_START_ENABLED: '1',
        APPMESH_IGNORE_UID: '1337',
        APPMESH_APP_PORTS: '8080',
        APPMESH_ENABLE_IPV6: '1',
      },
      ...{ APPMESH_EGRESS_IGNORED_IP: '169.254.169.254', APPMESH_EGRESS_IGNORED_PORTS: '22,25' },
    };
    ip('add', namespace);
    try {
      ip('exec', namespace, process.execPath, bundledSidecar(), 'intercept');
      const rules = ip('exec', namespace, 'iptables', '-t', 'nat', '-S');
      expect(rules).toContain('--dports 8080 -j REDIRECT --to-ports 15000');
      expect(rules).toContain('--dports 22,25 -j RETURN');
      expect(rules).toContain('-d 169.254.169.254/32');
      expect(ip('exec', namespace, 'ip6tables', '-t', 'nat', '-S')).toContain('--to-ports 15001');
    } finally {
      ip('del', namespace);
    }
  });
});

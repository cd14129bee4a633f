import { describe, expect, it } from 'vitest';
import { interceptionRules } from './intercept';

const text = (env: Record<string, string>, family: 4 | 6 = 4) =>
  interceptionRules(env, family).map((rule) => rule.join(' '));

describe('interception', () => {
  it("is App Mesh's rule set", () => {
    expect(
      text({
        APPMESH_IGNORE_UID: '1337',
        APPMESH_APP_PORTS: '8080,9090',
        APPMESH_EGRESS_IGNORED_IP: '169.254.169.254,fd00::1',
      }),
    ).toEqual([
      '-N APPMESH_EGRESS',
      '-A APPMESH_EGRESS -m owner --uid-owner 1337 -j RETURN',
      '-A APPMESH_EGRESS -p tcp -m multiport --dports 22 -j RETURN',
      '-A APPMESH_EGRESS -p tcp -d 169.254.169.254 -j RETURN',
      '-A APPMESH_EGRESS -p tcp -j REDIRECT --to-ports 15001',
      '-A OUTPUT -p tcp -m addrtype ! --dst-type LOCAL -j APPMESH_EGRESS',
      '-N APPMESH_INGRESS',
      '-A APPMESH_INGRESS -p tcp -m multiport --dports 8080,9090 -j REDIRECT --to-ports 15000',
      '-A PREROUTING -p tcp -m addrtype ! --src-type LOCAL -j APPMESH_INGRESS',
    ]);
  });

  it('takes addresses of its own kind only, and more than 15 ports', () => {
    const ports = Array.from({ length: 17 }, (_, index) => String(8000 + index)).join(',');
    const rules = text(
      { APPMESH_IGNORE_GID: '5', APPMESH_APP_PORTS: ports, APPMESH_EGRESS_IGNORED_IP: '1.1.1.1,fd00::1' },
      6,
    );
    expect(rules).toContain('-A APPMESH_EGRESS -m owner --gid-owner 5 -j RETURN');
    expect(rules).toContain('-A APPMESH_EGRESS -p tcp -d fd00::1 -j RETURN');
    expect(rules.join()).not.toContain('1.1.1.1');
    expect(rules.filter((rule) => rule.startsWith('-A APPMESH_INGRESS'))).toHaveLength(2);
  });

  it('refuses to send Envoy to itself', () => {
    expect(() => interceptionRules({ APPMESH_APP_PORTS: '80' }, 4)).toThrow('APPMESH_IGNORE_UID');
  });
});

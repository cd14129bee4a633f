import type { ProblemCode } from '@/lib/model';

/** One sentence for each problem: what is the matter and what it does to traffic. */
export const problems = {
  'weights-sum-zero': 'All weights of {name} are 0: its requests are answered with 503.',
  'backend-service-missing': '{name} lists the backend {service}, which does not exist in this mesh.',
  'backend-service-without-provider': '{name} lists the backend {service}, which has no provider: calls get no answer.',
  'service-without-provider': '{name} has no provider yet, so calls to it are answered with 503.',
  'call-without-backend':
    '{name} called {service} within the last minute, but does not list it as a backend: no route of {service} applies to such calls.',
  'route-protocol-mismatch':
    '{name} is a {routeProtocol} route, but its router listens with {listenerProtocol}: the route is not used.',
  'match-port-unknown': '{name} asks for port {port}, which its router does not listen on: the route is not used.',
  'target-protocol-mismatch':
    '{name} is a {routeProtocol} route, but {target} has no {routeProtocol} listener that it could mean: its share is answered with 503.',
  'target-port-missing': '{name} must say which port of {target} it means: the node has several listeners.',
  'target-port-unknown':
    '{name} sends to port {port} of {target}, which does not listen there: its share is answered with 503.',
  'target-without-discovery': '{target} has no service discovery, so {name} cannot send requests to it.',
  'target-without-endpoints': '{target} has no healthy endpoint at the moment.',
  'target-one-endpoint': '{target} has one healthy endpoint. One endpoint means no spare.',
  'router-without-routes': '{name} has no route, so its requests are answered with 404.',
  'port-protocol-clash':
    'Port {port} is used with {first} and {second}. One of the two can be served; {loser} is left out.',
  'permissive-client-certificates':
    '{name} asks clients for a certificate, but is permissive: plain requests pass without one.',
  'policy-target-without-tls':
    '{name} must speak TLS to {service}, but {target} has no TLS there: these calls are answered with 503.',
  'target-wants-certificate':
    '{target} asks for a certificate that {name} does not show: calls to {service} are answered with 503.',
  'certificate-not-held': 'The certificate {arn} of {name} is not held here: this listener stays closed for TLS.',
  'authority-not-held': 'The authority {arn} that {name} trusts is not held here: these calls are answered with 503.',
  'certificate-ends-soon':
    '{name} uses {arn}, which ends on {end, date, medium}. TLS with it fails from then on: renew it in time.',
  'certificate-ended': '{name} uses {arn}, which ended on {end, date, medium}: TLS with it fails.',
  'tls-turn-waits':
    'The TLS of {name} is being changed and waits for proxies that have not acknowledged it ({proxies}). Until they have, connections are taken as before the change, too.',
  'tls-turn-without-certificate':
    'The TLS of {name} is being changed, but its proxies do not get the certificate {arn}: either it is not held here, or they connect without TLS and a credential, and get no private keys. Connections are taken as before the change.',
  'gateway-without-routes': '{name} has no gateway route, so its requests are answered with 404.',
  'gateway-route-protocol-mismatch':
    '{name} is a {routeProtocol} gateway route, but its gateway listens with {listenerProtocol}: its requests are answered with 503.',
  'gateway-match-port-unknown':
    '{name} asks for port {port}, which its gateway does not listen on: the gateway route is not used.',
  'gateway-hostname-never-matches':
    'No host is ever called {hostname}, so {name} is not used. A suffix may begin with one star; nothing else may hold one.',
  'gateway-target-without-provider':
    '{name} leads to {service}, which has no provider: its requests are answered with 503.',
  'gateway-target-without-listener':
    '{name} leads to {service}, whose provider has no such HTTP listener: its requests are answered with 503.',
  'gateway-target-port-missing':
    '{name} must say which port of {service} it means: its requests are answered with 503 until then.',
  'gateway-port-taken': 'Port {port} of {name} is used by the proxy itself: that listener is left out.',
  'gateway-health-check-unused':
    'The health check of {name} is stored but not used: nothing in the mesh calls a gateway, so nothing checks it.',
  'outlier-detection-without-times':
    'The outlier detection of {name} needs an interval and an ejection time above 0, so it is not used.',
  'outlier-detection-of-one-host':
    'The outlier detection of {name} has nothing to choose from: DNS with the response type LOADBALANCER is one host.',
  'duplicate-domain': 'Two services share the name {domain} on one port; {name} is left out.',
  'regex-not-supported': 'The regular expression {regex} of {name} uses something that Envoy does not know.',
  'retries-exceed-timeout': '{name}: the retries can take longer than its request timeout, which ends them early.',
  'log-format-not-supported': 'The log format of {name} has something that Envoy does not know: {format}',
  'listener-port-clash': '{name} has more than one listener on port {port}; the first one is used.',
} as const satisfies Record<ProblemCode, string>;

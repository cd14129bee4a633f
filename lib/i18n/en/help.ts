/** The glossary, and the words of its picture. */
export const help = {
  title: 'Glossary',
  onThisPage: 'On this page',
  lead: 'The words of the mesh, and how the things that they name hang together.',
  about: 'What does {term} mean?',
  group: { model: 'The seven kinds', parts: 'Their parts', proxies: 'Proxies', changes: 'Changes' },
  picture: {
    label:
      'A virtual gateway by a gateway route, and a virtual node that has it as a backend, call a virtual service. Its provider is a virtual router, whose route sends 90 percent of the requests to one virtual node and 10 percent to another.',
    caption:
      'A call, from left to right: callers know only the name of the virtual service. What stands behind it, and in which shares, is decided by its router, and can change while it runs.',
    arrow: {
      gatewayRoute: 'gateway route',
      backend: 'backend',
      provider: 'provider',
      share90: '90 %',
      share10: '10 %',
    },
    box: {
      gateway: 'requests from outside',
      caller: 'a service that calls',
      service: 'the name: backend.local',
      router: 'its route splits',
      first: 'backend, version 1',
      second: 'backend, version 2',
    },
  },
  term: {
    mesh: {
      name: 'Mesh',
      text: 'The boundary. Services inside one mesh can call each other; nothing outside takes part.',
    },
    virtualNode: {
      name: 'Virtual node',
      text: 'A running service and its proxies: on which ports it listens, how its instances are found, and which services it may call.',
    },
    virtualService: {
      name: 'Virtual service',
      text: 'The name that callers use, such as backend.apps.local. What answers behind it can change without them.',
    },
    virtualRouter: { name: 'Virtual router', text: 'Stands behind a virtual service and splits its calls by routes.' },
    route: {
      name: 'Route',
      text: 'A condition (path, header, method …) and the virtual nodes that get the matching requests, each with a weight. Routes are tried by priority: lower numbers first.',
    },
    virtualGateway: { name: 'Virtual gateway', text: 'An entrance: it takes requests from outside the mesh.' },
    gatewayRoute: { name: 'Gateway route', text: 'Which requests at a gateway go to which virtual service.' },
    listener: {
      name: 'Listener',
      text: 'A port and its protocol on which a node, a router or a gateway takes requests.',
    },
    backend: {
      name: 'Backend',
      text: 'A virtual service that a node may call. What is not listed cannot be reached, unless the mesh lets everything out.',
    },
    provider: {
      name: 'Provider',
      text: 'What stands behind a virtual service: a virtual router or one virtual node. Without one, calls are answered with 503.',
    },
    weightedTarget: {
      name: 'Weight',
      text: 'The share of a target within its route. Weights are whole numbers from 0 to 100 and need not add up to 100: 1 and 1 are half each.',
    },
    endpoint: { name: 'Endpoint', text: 'One running instance of a service: an address and a port.' },
    serviceDiscovery: {
      name: 'Service discovery',
      text: 'How the endpoints of a node are found: by Cloud Map, by DNS, or not at all for nodes that only call others.',
    },
    proxy: {
      name: 'Proxy',
      text: 'An Envoy. It stands beside a service, takes its requests in and out, and gets its configuration from here.',
    },
    standsFor: {
      name: 'Stands for',
      text: 'The virtual node or gateway that a proxy named when it connected. A node has as many proxies as it has instances.',
    },
    acknowledged: {
      name: 'Acknowledged',
      text: 'The proxy said that it accepted this configuration. What it acknowledged last is what it runs.',
    },
    refused: {
      name: 'Refused',
      text: 'Envoy did not take a part of its configuration and says why. That part stays as it was; everything else goes on.',
    },
    interception: {
      name: 'Interception',
      text: 'iptables rules that lead the traffic of a service through its proxy, so that the service itself needs no change. Without them (explicit) the proxy has ports of its own.',
    },
    observed: {
      name: 'Wanted and observed',
      text: 'Wanted is the split that the weights ask for. Observed is what real requests did in the last minute, as the proxies reported it.',
    },
    heldCertificate: {
      name: 'Held certificate',
      text: 'A certificate with its private key, or an authority to trust, that Meshkeep holds for TLS between proxies under the ARN that the mesh names, in place of ACM. Keys go only to proxies that proved who they are.',
    },
    revision: {
      name: 'Revision',
      text: 'The counter of a mesh. Every change, through whatever door, raises it by one and leaves an entry in Changes.',
    },
    receipt: {
      name: 'Receipt',
      text: 'Tells when each proxy that a change concerns acknowledged it: how many have, how many are waiting, and how long it took.',
    },
    draft: {
      name: 'Draft',
      text: 'A set of changes that reaches no proxy until it is applied. It is applied as a whole or not at all.',
    },
    conflict: {
      name: 'Conflict',
      text: 'Somebody changed the same thing after the draft began. Both sides are shown, and you choose.',
    },
    owner: {
      name: 'Owner',
      text: 'The door by which a resource was last written: console, CLI or SDK, controller, Terraform. Editing it here may be undone by that writer.',
    },
    version: {
      name: 'Version',
      text: 'App Mesh’s own counter of one resource. Not the revision, which counts the whole mesh.',
    },
  },
} as const;

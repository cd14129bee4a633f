import fc from 'fast-check';

const few = fc.constantFrom('a', 'b', 'c', 'd');
const weightedTargets = fc.uniqueArray(fc.record({ virtualNode: few, weight: fc.nat(3) }), {
  selector: (target) => target.virtualNode,
  maxLength: 4,
});
const listeners = fc.array(
  fc.record({ portMapping: fc.record({ port: fc.nat(2), protocol: few }), tls: fc.option(few) }),
  { maxLength: 3 },
);

/** JSON that looks like specs: few names and values, so that two of them have much in common. */
export const specLike = fc.record(
  {
    priority: fc.nat(2),
    listeners,
    backends: fc.array(fc.record({ virtualService: fc.record({ virtualServiceName: few }) }), { maxLength: 3 }),
    action: fc.record({ weightedTargets }, { requiredKeys: [] }),
    methods: fc.array(few, { maxLength: 2 }),
    anything: fc.jsonValue({ maxDepth: 1 }),
  },
  { requiredKeys: [] },
);

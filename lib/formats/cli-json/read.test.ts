import { describe, expect, it } from 'vitest';
import { importFiles } from '../import-files';
import { goldenCases } from '../testing/golden';

goldenCases('cli', import.meta.dirname);

const read = (text: string, values = {}) => importFiles('cli', [{ name: 'a.json', text }], { values });

describe('names that were options of the command', () => {
  const node = (hostname: string) => `{"spec":{"serviceDiscovery":{"dns":{"hostname":"${hostname}"}}}}`;
  const files = [
    { name: 'a.json', text: node('a') },
    { name: 'two.json', text: `${node('b')}\n${node('c')}` },
  ];

  it('are asked for by place, each with a proposal; the mesh once', () => {
    const asked = importFiles('cli', files).todo.filter(({ variable = 'meshName' }) => variable !== 'meshName');
    expect(asked.map(({ variable, proposal }) => [variable, proposal])).toEqual([
      ['a.json: virtualNodeName', 'a'],
      ['two.json, line 1: virtualNodeName', 'two'],
      ['two.json, line 2: virtualNodeName', 'two'],
    ]);
  });

  it('are given by place', () => {
    const values = {
      meshName: 'm',
      'a.json: virtualNodeName': 'x',
      'two.json, line 1: virtualNodeName': 'y',
      'two.json, line 2: virtualNodeName': 'z',
    };
    const { resources, todo } = importFiles('cli', files, { values });
    expect(todo).toEqual([]);
    expect(resources.map(({ params }) => params.virtualNodeName)).toEqual(['x', 'y', 'z']);
  });
});

describe('values given from outside', () => {
  it('may differ from file to file: a script called its template with others each time', () => {
    const text = (name: string) =>
      `{ "meshName": "m", "virtualNodeName": "${name}", "spec": { "serviceDiscovery": { "dns": { "hostname": $HOST } } } }`;
    const files = ['a', 'b', 'c'].map((name) => ({ name: `${name}.json`, text: text(name) }));
    const { resources, todo } = importFiles('cli', files, { values: { HOST: 'all', 'b.json: HOST': 'only-b' } });
    expect(todo).toEqual([]);
    const hosts = resources.map(({ params }) => JSON.stringify(params.spec).match(/"hostname":"([^"]*)"/)?.[1]);
    expect(hosts).toEqual(['all', 'only-b', 'all']);
  });

  it('fill placeholders and names, numbers too', () => {
    const text = `{ "spec": { "listeners": [{ "portMapping": { "port": $PORT, "protocol": "http" } }], "serviceDiscovery": { "dns": { "hostname": "x.\${DOMAIN}" } } } }`;
    const values = { PORT: '80', DOMAIN: 'local', meshName: 'm', virtualNodeName: 'x' };
    expect(read(text, values)).toEqual({
      todo: [],
      resources: [
        {
          type: 'VirtualNode',
          params: {
            meshName: 'm',
            virtualNodeName: 'x',
            spec: {
              listeners: [{ portMapping: { port: 80, protocol: 'http' } }],
              serviceDiscovery: { dns: { hostname: 'x.local' } },
            },
          },
        },
      ],
    });
  });
});

describe('what cannot be read', () => {
  it.each([
    ['', undefined, 'the file is empty'],
    ['{"a": 1', 'line 1', 'expected , or }'],
    ['{"meshName": "a",\n\n "meshName": "b"}', 'line 3', '"meshName" stands twice'],
    ['['.repeat(200), 'line 1', 'nested deeper than 100'],
    [`"${'x'.repeat(5 * 1024 * 1024)}"`, undefined, 'too large: 5.0 MiB, the limit is 4.0 MiB'],
    ['a: &a [x,x,x]\nb: *c', 'line', 'c'],
  ])('is named: %.20s', (text, where, message) => {
    const { resources, todo } = read(text);
    expect(resources).toEqual([]);
    expect(todo).toMatchObject([{ file: 'a.json', kind: 'unreadable' }]);
    expect(todo[0]?.where).toContain(where ?? '');
    expect(todo[0]?.message).toContain(message);
  });

  it('stops an alias bomb', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`,
    );
    const { todo } = read(['l0: &l0 [lol]', ...levels].join('\n'));
    expect(todo[0]).toMatchObject({ kind: 'unreadable', message: expect.stringContaining('aliases') });
  });
});

import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { explicitDataPlane } from './explicit';
import { portsInUse } from './ports';
import { readSettings } from './settings';

const env = (settings: Record<string, string>) => ({ NODE_ENV: 'test' as const, ...settings });

describe('settings of the demo', () => {
  it('has the defaults that the README names', () => {
    expect(readSettings(env({}))).toMatchObject({
      dir: path.resolve('data/demo'),
      consolePort: 3000,
      apiPort: 4040,
      xdsPort: 18000,
      basePort: 21000,
    });
  });

  it('refuses what is no port, naming the setting', () => {
    expect(() => readSettings(env({ MESHKEEP_API_PORT: '70000' }))).toThrow('MESHKEEP_API_PORT=70000 is not a port');
  });

  it('asks for 24 ports for applications and Envoys, no two alike', () => {
    const plane = explicitDataPlane(readSettings(env({ MESHKEEP_DEMO_BASE_PORT: '31000' })));
    const ports = plane.ports.map(({ port }) => port);
    expect(new Set(ports).size).toBe(24);
    expect([Math.min(...ports), Math.max(...ports)]).toEqual([31000, 31023]);
  });

  it('names what a port in use is wanted for, and the setting that moves it', async () => {
    const server = net.createServer();
    const { promise, resolve } = Promise.withResolvers<void>();
    server.listen(0, '127.0.0.1', resolve);
    await promise;
    const { port } = server.address() as AddressInfo;
    const wanted = [{ port, what: 'console', setting: 'MESHKEEP_CONSOLE_PORT' }];
    expect(await portsInUse(wanted)).toEqual([
      `port ${port} (console) is in use: stop what uses it, or set MESHKEEP_CONSOLE_PORT`,
    ]);
    server.close();
  });
});

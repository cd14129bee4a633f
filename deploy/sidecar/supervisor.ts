import { setTimeout as sleep } from 'node:timers/promises';
import { envoyInfo, envoyStats, tryAsk } from './admin';
import type { Bootstraps } from './bootstrap-files';
import type { ConfigCache, Kept } from './cache';
import { type Ending, EnvoyProcess } from './envoy-process';
import type { Log } from './log';
import { canReach } from './reach';
import type { Settings } from './settings';

/** What the agent's `/status` told, with its names, and whence the configuration is. */
export interface Status {
  healthStatus: 'HEALTHY' | 'UNHEALTHY';
  agentUptime: string;
  envoyPid: string;
  envoyState: string;
  envoyRestartCount: string;
  managementServerConnectionStatus: 'CONNECTED' | 'NOT_CONNECTED';
  managementServerDisconnectedTimestamp?: string;
  configurationSource: 'control plane' | 'kept configuration';
  configurationKeptAt?: string;
  /** How often the control plane was looked for since Envoy runs from the kept configuration. */
  controlPlaneAttempts?: number;
}

const POLL_MS = 100;
/** As the agent: Envoy gets this long to end before it is killed. */
const STOP_MS = 3000;

/**
 * Keeps one Envoy running: from the control plane, or from the kept configuration until that is back. Starts it again
 * when it ends, as often as it may; drains it when told to stop.
 */
export class Supervisor {
  readonly #started = Date.now();
  #current: EnvoyProcess | undefined;
  /** Waits for its configuration, to take over from a current one that runs from the kept configuration. */
  #next: EnvoyProcess | undefined;
  #kept: Kept | undefined;
  #restarts = 0;
  #stopping = false;
  #draining = false;
  #disconnectedSince: number | undefined;
  #attempts = 0;

  constructor(
    private readonly settings: Settings,
    private readonly bootstraps: Bootstraps,
    private readonly cache: ConfigCache | undefined,
    private readonly log: Log,
  ) {}

  /** Runs until it is stopped or Envoy has ended too often; the exit code. */
  async run(): Promise<number> {
    const saving = this.#saveLoop();
    for (;;) {
      const { code, signal } = await this.#oneLine();
      if (this.#stopping) break;
      this.log('warning', `Envoy ended with ${signal ?? `code ${code}`}`);
      if (this.#restarts >= this.settings.restarts) {
        this.#stopping = true;
        await saving;
        return code || 1;
      }
      this.#restarts += 1;
      this.log('info', `starting Envoy again, ${this.#restarts} of ${this.settings.restarts}`);
    }
    await saving;
    return 0;
  }

  /** Fails Envoy's health check, drains its listeners, waits, and ends it. Once more: ends it now. */
  async stop(): Promise<void> {
    if (this.#stopping) {
      this.#current?.signal('SIGKILL');
      this.#next?.signal('SIGKILL');
      return;
    }
    this.#stopping = true;
    await this.#drain();
    await Promise.all([this.#current?.stop(STOP_MS), this.#next?.stop(STOP_MS)]);
  }

  async #drain(): Promise<void> {
    const { admin, drainMs } = this.settings;
    this.#draining = true;
    await tryAsk(admin, 'POST', '/healthcheck/fail');
    const answer = await tryAsk(admin, 'POST', '/drain_listeners?graceful');
    if (answer?.status !== 200) {
      this.log('warning', 'Envoy does not answer: its listeners are not drained');
      return;
    }
    this.log('info', `listeners drain for ${drainMs / 1000} s`);
    await Promise.race([sleep(drainMs), this.#current?.ended]);
  }

  async status(): Promise<Status> {
    const { admin, disconnectedMs } = this.settings;
    const { state } = await envoyInfo(admin);
    const stats = await envoyStats(admin, '^(control_plane.connected_state|listener_manager.listener_create_failure)$');
    const fromKept = this.#current?.source === 'kept configuration';
    const connected = !fromKept && stats.get('control_plane.connected_state') === '1';
    this.#disconnectedSince = connected ? undefined : (this.#disconnectedSince ?? Date.now());
    // While a successor waits for the control plane, the admin interface is its own; the one that serves goes on.
    const serves = this.#next && fromKept ? !this.#current?.over : state === 'LIVE';
    const failed = Number(stats.get('listener_manager.listener_create_failure') ?? 0) > 0;
    const away = this.#disconnectedSince === undefined ? 0 : Date.now() - this.#disconnectedSince;
    const healthy = serves && !failed && !this.#draining && away <= disconnectedMs;
    return {
      healthStatus: healthy ? 'HEALTHY' : 'UNHEALTHY',
      agentUptime: `${Math.round((Date.now() - this.#started) / 1000)}s`,
      envoyPid: String(this.#current?.child.pid ?? 0),
      envoyState: state,
      envoyRestartCount: String(this.#restarts),
      managementServerConnectionStatus: connected ? 'CONNECTED' : 'NOT_CONNECTED',
      ...(this.#disconnectedSince !== undefined && {
        managementServerDisconnectedTimestamp: new Date(this.#disconnectedSince).toISOString(),
      }),
      configurationSource: this.#current?.source ?? 'control plane',
      ...(fromKept && { controlPlaneAttempts: this.#attempts }),
      ...(fromKept && this.#kept && { configurationKeptAt: new Date(this.#kept.savedAt).toISOString() }),
    };
  }

  /** One Envoy and those that take over from it, until the one that serves ends. */
  async #oneLine(): Promise<Ending> {
    const kept = this.cache?.read();
    this.#kept = kept;
    const first = this.#startFirst('control plane', this.bootstraps.controlPlane);
    if (!kept || (await this.#live(first, this.settings.waitMs)) || this.#stopping) return this.#servingEnd();
    await first.stop(0);
    const age = Math.round((Date.now() - kept.savedAt) / 1000);
    this.log('warning', `the control plane gives no configuration: starting from the one kept ${age} s ago`);
    const fromKept = this.#startFirst('kept configuration', this.bootstraps.fromKept(kept));
    if (await this.#live(fromKept, Number.POSITIVE_INFINITY)) void this.#takeOver(fromKept);
    else if (!this.#stopping) {
      this.log('error', 'Envoy does not start from the kept configuration: it is put aside');
      this.cache?.discard();
    }
    return this.#servingEnd();
  }

  #startFirst(source: EnvoyProcess['source'], config: string): EnvoyProcess {
    this.#current = EnvoyProcess.first(this.settings, source, config);
    return this.#current;
  }

  /** The end of whoever serves then: a predecessor that has handed over may end meanwhile. */
  async #servingEnd(): Promise<Ending> {
    for (;;) {
      const current = this.#current;
      if (!current) return { code: 1, signal: null };
      const ending = await current.ended;
      if (this.#current !== current) continue;
      await this.#next?.stop(0);
      this.#next = undefined;
      return ending;
    }
  }

  /** True once Envoy is live; false when it ended, or was not within this time. */
  async #live(envoy: EnvoyProcess, withinMs: number): Promise<boolean> {
    const until = Date.now() + withinMs;
    while (!envoy.over && !this.#stopping) {
      const { state, epoch } = await envoyInfo(this.settings.admin);
      if (state === 'LIVE' && epoch === envoy.epoch && !envoy.over) return true;
      if (Date.now() >= until) return false;
      await sleep(POLL_MS);
    }
    return false;
  }

  /** Once the control plane can be reached, a successor starts; it takes over when it has its configuration. */
  async #takeOver(from: EnvoyProcess): Promise<void> {
    const { input, retryMs } = this.settings;
    const serving = () => !this.#stopping && !from.over && this.#current === from;
    this.#attempts = 0;
    while (serving()) {
      // Not all proxies at once.
      await sleep(retryMs * (0.5 + Math.random()));
      if (!serving() || !input) return;
      this.#attempts += 1;
      if (!(await canReach(input.controlPlane))) continue;
      this.log('info', 'the control plane can be reached again');
      const next = await from.successor(this.settings, 'control plane', this.bootstraps.controlPlane);
      this.#next = next;
      if (await this.#live(next, Number.POSITIVE_INFINITY)) {
        this.#next = undefined;
        this.#current = next;
        this.log('info', 'Envoy runs what the control plane gives; the one before drains');
        return;
      }
      this.#next = undefined;
      if (serving()) this.log('warning', 'Envoy did not start beside the one that serves');
    }
  }

  async #saveLoop(): Promise<void> {
    const { admin, cacheIntervalMs } = this.settings;
    while (!this.#stopping) {
      const fromControlPlane = this.#current?.source === 'control plane';
      if (fromControlPlane && (await envoyInfo(admin)).state === 'LIVE') await this.cache?.save(admin);
      for (let waited = 0; waited < cacheIntervalMs && !this.#stopping; waited += POLL_MS) await sleep(POLL_MS);
    }
  }
}

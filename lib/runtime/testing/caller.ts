import { Agent } from 'node:http';
import { callService } from './calls';

/** Calls the service until told to stop, without a pause or with one after each call. */
export class Caller {
  total = 0;
  readonly failures: string[] = [];
  #stopped = false;
  readonly #done: Promise<void>;

  constructor(egress: number, { keepAlive = true, pauseMs = 0 } = {}) {
    this.#done = this.#run(egress, new Agent({ keepAlive }), pauseMs);
  }

  async #run(egress: number, agent: Agent, pauseMs: number): Promise<void> {
    while (!this.#stopped) {
      const { status, body } = await callService(egress, { agent });
      this.total += 1;
      if (status !== 200) this.failures.push(`${status} ${body}`);
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    agent.destroy();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#done;
  }
}

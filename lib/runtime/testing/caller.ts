import { Agent } from 'node:http';
import { callService } from './calls';

/** Calls the service without a pause until told to stop. */
export class Caller {
  total = 0;
  readonly failures: string[] = [];
  #stopped = false;
  readonly #done: Promise<void>;

  constructor(egress: number, { keepAlive = true } = {}) {
    this.#done = this.#run(egress, new Agent({ keepAlive }));
  }

  async #run(egress: number, agent: Agent): Promise<void> {
    while (!this.#stopped) {
      const { status, body } = await callService(egress, { agent });
      this.total += 1;
      if (status !== 200) this.failures.push(`${status} ${body}`);
    }
    agent.destroy();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#done;
  }
}

/** Lets so many pieces of work run at once; the rest wait in line. */
export class Turns {
  private running = 0;
  private readonly line: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
  ) {}

  /** Undefined when the line is full. Whoever leaves (`signal`) while waiting gives the place up and rejects. */
  take<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> | undefined {
    if (this.running >= this.atOnce && this.line.length >= this.mostWaiting) return undefined;
    return this.inTurn(signal, work);
  }

  private async inTurn<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    if (this.running >= this.atOnce) await this.wait(signal);
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.line.shift();
      // The place goes on to whoever is next.
      if (next) next();
      else this.running -= 1;
    }
  }

  private wait(signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = () => {
      const place = this.line.indexOf(enter);
      if (place >= 0) this.line.splice(place, 1);
      reject(signal.reason);
    };
    const enter = () => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    this.line.push(enter);
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    return promise;
  }
}

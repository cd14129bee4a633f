/** Lets many readers or one writer in, first come first served. */
export class RwLock {
  readonly #waiting: { mode: 'read' | 'write'; enter: () => void }[] = [];
  #readers = 0;
  #writing = false;

  /** Waits for its turn; the holder must call `release` with the same mode exactly once. */
  acquire(mode: 'read' | 'write'): Promise<void> {
    if (this.#waiting.length === 0 && this.#free(mode)) {
      this.#enter(mode);
      return Promise.resolve();
    }
    return new Promise((enter) => this.#waiting.push({ mode, enter }));
  }

  release(mode: 'read' | 'write'): void {
    if (mode === 'read') this.#readers -= 1;
    else this.#writing = false;
    this.#admit();
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next && this.#free(next.mode); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#enter(next.mode);
      next.enter();
    }
  }

  #free(mode: 'read' | 'write'): boolean {
    return !this.#writing && (mode === 'read' || this.#readers === 0);
  }

  #enter(mode: 'read' | 'write'): void {
    if (mode === 'read') this.#readers += 1;
    else this.#writing = true;
  }
}

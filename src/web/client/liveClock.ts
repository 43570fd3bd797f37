/** The time of the register on a phone whose own clock may be wrong, in seconds since 1970. */
export class LiveClock {
  private readonly since: { readonly register: number; readonly wall: number; readonly running: number };

  /** @param now what the register has just said */
  constructor(now: number) {
    this.since = { register: now, wall: Date.now(), running: performance.now() };
  }

  /**
   * The later of two reckonings: the running clock cannot be set back but stands still on some phones while they sleep, the
   * wall clock goes on but can be set. A code is rather gone too early than shown too late.
   */
  now(): number {
    const running = performance.now() - this.since.running;
    const wall = Date.now() - this.since.wall;
    return this.since.register + Math.max(running, wall) / 1000;
  }
}

/** Seconds by which the clock of this machine and that of the database may differ. */
const mostSeconds = 5;

/** Nothing is signed by a clock nobody can rely on; what was asked for can be had once it is set right. */
export class ClocksDisagree extends Error {
  override readonly name = 'ClocksDisagree';
}

/** The clock of this machine beside that of the database (not the one XINGLIN_NOW moves). */
export interface HostClock {
  /** Compares them; as long as the database does not answer, what was found last stands. */
  look(): Promise<void>;
  /** What is wrong, in words; undefined while they agree. */
  trouble(): string | undefined;
  /** @throws ClocksDisagree */
  check(): void;
}

export function createHostClock(
  askDatabase: () => Promise<Temporal.Instant>,
  host: () => Temporal.Instant = () => Temporal.Now.instant(),
): HostClock {
  let found: string | undefined;
  return {
    async look() {
      const before = host();
      const theirs = await askDatabase();
      const after = host();
      // The database read its clock somewhere between the two.
      const seconds = Math.max(before.since(theirs).total('seconds'), theirs.since(after).total('seconds'));
      found =
        seconds > mostSeconds ? `本机时钟与数据库时钟相差${Math.round(seconds)}秒,暂停签发,请校准时钟(NTP)` : undefined;
    },
    trouble: () => found,
    check() {
      if (found !== undefined) throw new ClocksDisagree(found);
    },
  };
}

// What one evaluation may use: steps, time and bytes of new values (security.md 4C). Charged before the work is done.
import { ExpressionError } from './errors';

export interface Limits {
  /** Elements and calls. */
  steps: number;
  milliseconds: number;
  /** Bytes of values made; nothing is given back. */
  bytes: number;
}

export const DEFAULT_LIMITS: Limits = { steps: 5_000_000, milliseconds: 250, bytes: 16 * 1024 * 1024 };

/** Time that several evaluations share: a node may hold thousands of expressions, each within its own limit. */
export class SharedTime {
  constructor(private left = 10_000) {}

  /** Throws ExpressionError when the shared time is used up. */
  use(milliseconds: number): void {
    this.left -= milliseconds;
    if (this.left < 0) throw new ExpressionError('limit', 'The expressions of this node take too long together');
  }
}

/** Steps between two looks at the clock. */
const CLOCK_EVERY = 2_000;

export class Budget {
  private readonly milliseconds: number;
  private steps: number;
  private bytes: number;
  private untilClock = CLOCK_EVERY;
  private startedAt = 0;

  constructor(limits: Limits = DEFAULT_LIMITS) {
    this.milliseconds = limits.milliseconds;
    this.steps = limits.steps;
    this.bytes = limits.bytes;
  }

  step(count = 1): void {
    this.untilClock -= count;
    if (this.untilClock < 0) this.checkClock();
  }

  /** Charges `bytes` of a value about to be made, and the work of making it. */
  allocate(bytes: number): void {
    this.bytes -= bytes;
    if (!(this.bytes >= 0)) throw new ExpressionError('limit', 'The expression makes more data than is allowed (16 MB)');
    this.step(1 + (bytes >> 6));
  }

  text(length: number): void {
    this.allocate(16 + length * 2);
  }

  list(length: number): void {
    this.allocate(16 + length * 8);
  }

  /** Time is looked at now: for single calls that may take long. */
  checkClock(): void {
    this.steps -= CLOCK_EVERY - this.untilClock;
    this.untilClock = CLOCK_EVERY;
    if (!(this.steps >= 0)) throw new ExpressionError('limit', 'The expression takes too many steps');
    const now = performance.now();
    if (this.startedAt === 0) this.startedAt = now;
    else if (now - this.startedAt > this.milliseconds) throw new ExpressionError('limit', `The expression takes longer than ${this.milliseconds} ms`);
  }

  /** Milliseconds since the clock was first looked at; 0 for quick expressions. */
  get spent(): number {
    return this.startedAt === 0 ? 0 : performance.now() - this.startedAt;
  }
}

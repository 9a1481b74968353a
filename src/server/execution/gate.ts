// A counting gate: at most `places` at once, first come first served.
export function createGate(places: number) {
  let most = places;
  let taken = 0;
  const queue: (() => void)[] = [];

  function admit(): void {
    while (taken < most) {
      const next = queue.shift();
      if (!next) return;
      taken += 1;
      next();
    }
  }

  return {
    free: () => Math.max(0, most - taken),
    idle: () => taken === 0 && queue.length === 0,
    tryEnter(): boolean {
      if (taken >= most) return false;
      taken += 1;
      return true;
    },
    async enter(): Promise<void> {
      if (taken < most) taken += 1;
      else await new Promise<void>(open => queue.push(open));
    },
    leave(): void {
      taken -= 1;
      admit();
    },
    /** More places let those who wait in; with fewer, who is in stays. */
    resize(to: number): void {
      most = to;
      admit();
    },
  };
}

// A counting gate: at most `places` at once, first come first served.
export function createGate(places: number) {
  let taken = 0;
  const queue: (() => void)[] = [];
  return {
    free: () => Math.max(0, places - taken),
    tryEnter(): boolean {
      if (taken >= places) return false;
      taken += 1;
      return true;
    },
    async enter(): Promise<void> {
      if (taken < places) taken += 1;
      else await new Promise<void>(admit => queue.push(admit));
    },
    leave(): void {
      const next = queue.shift();
      if (next) next();
      else taken -= 1;
    },
  };
}

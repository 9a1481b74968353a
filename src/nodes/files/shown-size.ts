// A number of bytes as people read it: three digits that count, powers of a thousand, as n8n shows sizes.
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

export function shownSize(bytes: number): string {
  let unit = 0;
  let amount = bytes;
  while (amount >= 1000 && unit < UNITS.length - 1) {
    amount /= 1000;
    unit++;
  }
  return `${unit === 0 ? amount : Number(amount.toPrecision(3))} ${UNITS[unit]}`;
}

// `npm run bench [engine|journal]`: measures by hand. Ratios within one run count; machines differ and are noisy.
import { measureEngine } from './engine';
import { measureJournal } from './journal';
import { row, type Table } from './table';

const only = process.argv[2] === 'bench' ? process.argv[3] : process.argv[2];
const tables: Record<string, () => Promise<Table>> = {
  engine: async () => ({ title: 'engine', rows: (await measureEngine()).map(({ name, value, unit }) => row(name, `${value.toPrecision(4)} ${unit}`)) }),
  journal: measureJournal,
};

for (const [name, measure] of Object.entries(tables)) {
  if (only && only !== name) continue;
  const { title, rows } = await measure();
  console.log(`\n${title}`);
  for (const { name: what, value } of rows) console.log(`  ${what.padEnd(72)} ${value}`);
}
process.exit(0);

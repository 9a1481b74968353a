// `npm run bench [-- engine|journal]`: measures by hand. Ratios within one run count; machines differ and are noisy.
import { measureEngine } from './engine';
import { measureExpressions } from './expressions';
import { measureJournal } from './journal';
import type { Table } from './table';

const only = process.argv[2] === 'bench' ? process.argv[3] : process.argv[2];
const tables: Record<string, (() => Promise<Table>)[]> = { engine: [measureEngine, measureExpressions], journal: [measureJournal] };

for (const [name, measures] of Object.entries(tables)) {
  if (only && only !== name) continue;
  for (const measure of measures) {
    const { title, rows } = await measure();
    console.log(`\n${title}`);
    for (const { name: what, value } of rows) console.log(`  ${what.padEnd(64)} ${value}`);
  }
}
process.exit(0);

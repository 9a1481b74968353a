// Every job of the workshop. Each loads its library when first asked for.
import { csvRows } from '~/nodes/extract-from-file/tables';
import type { JobName, Jobs } from '~/nodes/tools/jobs';

type Job<K extends JobName> = (input: Jobs[K]['input']) => Promise<Jobs[K]['output']> | Jobs[K]['output'];

const jobs: { [K in JobName]: () => Promise<Job<K>> } = {
  readSheet: async () => (await import('./jobs/sheets')).readSheet,
  readCsv: async () => ({ text, ...options }) => ({ rows: csvRows(text, options) }),
  writeSheet: async () => (await import('./jobs/sheets')).writeSheet,
  readPdf: async () => (await import('./jobs/pdf')).readPdf,
  readCalendar: async () => (await import('./jobs/calendar')).readCalendar,
  sql: async () => (await import('./jobs/sql')).sql,
  imageInfo: async () => (await import('./jobs/images')).imageInfo,
  editImage: async () => (await import('./jobs/images')).editImage,
  zip: async () => (await import('./jobs/archives')).zip,
  unzip: async () => (await import('./jobs/archives')).unzip,
};

export async function runJob<K extends JobName>(name: K, input: Jobs[K]['input']): Promise<Jobs[K]['output']> {
  const job = await jobs[name]();
  return job(input);
}

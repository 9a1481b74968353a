// `npm start`, `npm run dev`, `npm run build`, `npm run bench`: prepares what is missing, then hands over to the built server.
import { buildPages, buildServer, checkNode, ensureInstalled, root } from './setup.mjs';

checkNode();
const [verb = 'start', ...rest] = process.argv.slice(2);
ensureInstalled();

if (verb === 'build') {
  await buildServer(true);
  buildPages(console.log, true);
} else {
  await buildServer();
  if (verb === 'start') buildPages();
  process.env.NODE_ENV = verb === 'dev' ? 'development' : (process.env.NODE_ENV ?? 'production');
  process.env.NEXT_TELEMETRY_DISABLED = '1';
  process.chdir(root);
  process.argv = [process.argv[0], process.argv[1], verb === 'start' ? 'serve' : verb, ...rest];
  await import(verb === 'bench' ? '../../dist/bench.mjs' : '../../dist/weft.mjs');
}

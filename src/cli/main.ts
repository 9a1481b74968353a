// The process entry: `serve` runs the server, everything else is a command.
import { COMMANDS, usage } from './commands';
import { sentenceOf } from './sentence';

const [name = 'help', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;

if (!command) {
  const asked = ['help', '--help', '-h'].includes(name);
  (asked ? console.log : console.error)(asked ? usage() : `weft: there is no command "${name}".\n\n${usage()}`);
  process.exit(asked ? 0 : 2);
}

try {
  const code = await (await command.load())(args);
  if (typeof code === 'number') process.exit(code);
} catch (error) {
  console.error(`weft: ${sentenceOf(error)}`);
  process.exit((error as { exitCode?: number }).exitCode ?? 1);
}

// All commands of `weft`, each loaded when it is called. A command returns its exit code, or nothing to keep running.
export type Run = (args: string[]) => Promise<number | undefined>;
interface Command { usage: string; help: string; load: () => Promise<Run> }

export const COMMANDS: Record<string, Command> = {
  serve: { usage: 'serve', help: 'run the server (npm start does this)', load: async () => (await import('./serve')).serve },
  dev: { usage: 'dev', help: 'run the server with hot reload (npm run dev)', load: async () => (await import('./serve')).serveDev },
  user: { usage: 'user create --email E --password P [--name N] [--owner]', help: 'make a person; --owner makes an owner', load: async () => (await import('./user')).user },
  'api-key': { usage: 'api-key create --email E [--name N]', help: 'make an API key and print it', load: async () => (await import('./api-key')).apiKey },
  import: { usage: 'import FILE… [--publish] [--email E]', help: "import workflow files, Weft's or n8n's", load: async () => (await import('./import')).importFiles },
  export: { usage: 'export ID [--format weft|n8n]', help: 'print a workflow as JSON', load: async () => (await import('./export')).exportOne },
  run: { usage: 'run FILE [--input items.json]', help: 'execute a workflow file here, without a server or database', load: async () => (await import('./run')).run },
  prove: { usage: 'prove FILE [--expect execution.json]', help: 'run a workflow against its pinned items or a saved execution, and say what differs', load: async () => (await import('./prove')).prove },
  nodes: { usage: 'nodes [--json]', help: 'list the node types, the versions they accept and their names in n8n', load: async () => (await import('./nodes')).nodes },
  status: { usage: 'status', help: 'say what runs and whether it is well', load: async () => (await import('./status')).status },
  migrate: { usage: 'migrate', help: 'bring the database up to date', load: async () => (await import('./migrate')).migrate },
};

export const usage = (): string => `Usage: weft COMMAND\n\n${Object.values(COMMANDS).map(command => `  ${command.usage.padEnd(58)} ${command.help}`).join('\n')}\n`;

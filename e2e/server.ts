// Starts Weft as a newcomer would, with a data folder of its own, and stops it after the tests.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const freePort = () => new Promise<number>(resolve => {
  const probe = createTcp().listen(0, '127.0.0.1', () => {
    const { port } = probe.address() as { port: number };
    probe.close(() => resolve(port));
  });
});

interface ModelQuestion { messages: { role: string; content: string }[]; tools?: { function: { name: string } }[] }

/** A model that calculates what it is asked with its first tool, and repeats anything else. */
function modelAnswer({ messages, tools }: ModelQuestion): object {
  const last = messages.at(-1);
  const tool = last?.role === 'user' && last.content.startsWith('calculate ') ? tools?.[0]?.function.name : undefined;
  const message = tool ? { role: 'assistant', content: null, tool_calls: [{ id: 'call-1', type: 'function', function: { name: tool, arguments: JSON.stringify({ input: last?.content.slice(10) }) } }] } : { role: 'assistant', content: `You said: ${last?.content}` };
  return { id: 'answer', model: 'test', choices: [{ index: 0, message, finish_reason: tool ? 'tool_calls' : 'stop' }] };
}

/** A server of ours that workflows call: answers with what it got. */
function startTarget(): Promise<{ server: Server; port: number }> {
  return new Promise(resolve => {
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', chunk => { body += chunk; });
      request.on('end', () => {
        response.setHeader('content-type', 'application/json');
        if (request.url?.endsWith('/chat/completions')) {
          response.end(JSON.stringify(modelAnswer(JSON.parse(body) as ModelQuestion)));
          return;
        }
        response.end(JSON.stringify({ method: request.method, path: request.url, body: body ? JSON.parse(body) : null, apiKey: request.headers['x-api-key'] ?? null }));
      });
    }).listen(0, '127.0.0.1', () => resolve({ server, port: (server.address() as { port: number }).port }));
  });
}

export default async function start(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'weft-e2e-'));
  const port = await freePort();
  const target = await startTarget();
  const url = `http://localhost:${port}`;
  const child: ChildProcess = spawn(process.execPath, ['src/cli/bootstrap.mjs', 'start'], {
    cwd: root, stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', PORT: String(port), WEFT_DATA_DIR: dataDir, WEFT_EGRESS_ALLOW: `127.0.0.1:${target.port}`, WEFT_LOG: 'warn', WEFT_TIMEZONE: 'UTC' },
  });
  const setup = await new Promise<string>((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => reject(new Error(`Weft did not start: ${output}`)), 120_000);
    child.stdout?.on('data', chunk => {
      output += chunk;
      const link = /http:\/\/\S+\/setup\?token=\S+/.exec(output)?.[0];
      if (link) {
        clearTimeout(timer);
        resolve(link);
      }
    });
    child.on('exit', code => reject(new Error(`Weft ended (${code}): ${output}`)));
  });
  Object.assign(process.env, { WEFT_E2E_URL: url, WEFT_E2E_SETUP: setup, WEFT_E2E_TARGET: `http://127.0.0.1:${target.port}`, WEFT_E2E_DATA: dataDir });
  return async () => {
    const gone = new Promise(resolve => child.once('exit', resolve));
    child.removeAllListeners('exit');
    child.kill('SIGTERM');
    await Promise.race([gone, new Promise(resolve => setTimeout(resolve, 15_000))]);
    target.server.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

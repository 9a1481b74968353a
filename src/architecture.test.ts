// The architecture as a test: who may import whom, no cycles, no swollen files. Each rule says why it is there.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const src = dirname(fileURLToPath(import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(name => /\.(ts|tsx)$/.test(name) && !/\.test\.tsx?$|\/testing\/|^bench\//.test(name));
const textOf = (file: string) => readFileSync(join(src, file), 'utf8');

/** Imports of a file as paths below src/; type-only imports are marked. */
function importsOf(file: string): { to: string; typeOnly: boolean }[] {
  const found: { to: string; typeOnly: boolean }[] = [];
  for (const match of textOf(file).matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]((?:~\/|\.)[^'"]+)['"]/gm)) {
    const path = match[2] as string;
    const base = path.startsWith('~/') ? path.slice(2) : relative(src, join(src, dirname(file), path));
    const to = [base, `${base}.ts`, `${base}.tsx`].find(candidate => files.includes(candidate));
    if (to) found.push({ to, typeOnly: match[1] !== undefined });
  }
  return found;
}

/** Which parts a part may import, besides itself (architecture.md, section 3). */
const ALLOWED: Record<string, string[]> = {
  lib: [],
  nodes: ['lib', 'engine/items'],
  engine: ['lib', 'nodes/contract', 'nodes/fields'],
  interop: ['lib', 'nodes'],
  db: ['lib', 'engine/items', 'engine/execution', 'nodes/contract'],
  server: ['db', 'engine', 'nodes', 'interop', 'lib'],
  trpc: ['server', 'lib'],
  ui: ['lib'],
  features: ['ui', 'trpc', 'nodes', 'engine/expression', 'engine/items', 'interop', 'lib'],
  app: ['ui', 'features', 'server', 'trpc', 'lib'],
  cli: ['server', 'db', 'engine', 'nodes', 'interop', 'lib'],
  bench: ['server', 'db', 'engine', 'nodes', 'interop', 'lib', 'cli'],
};

const partOf = (file: string) => file.split('/')[0] as string;
const graph = new Map(files.map(file => [file, importsOf(file)]));

describe('architecture', () => {
  it('lets every part import only what stands below it', () => {
    const broken = files.flatMap(file => (graph.get(file) ?? []).filter(({ to, typeOnly }) => {
      const allowed = ALLOWED[partOf(file)] ?? [];
      if (partOf(to) === partOf(file) || (typeOnly && ['features', 'ui', 'trpc'].includes(partOf(file)) && to === 'server/router.ts')) return false;
      return !allowed.some(name => to === `${name}.ts` || to.startsWith(`${name}/`));
    }).map(({ to }) => `${file} imports ${to}: data goes one way, so nothing points back`));
    expect(broken).toEqual([]);
  });

  it('keeps features apart and server code out of the browser', () => {
    const broken = files.filter(file => file.startsWith('features/')).flatMap(file => (graph.get(file) ?? []).flatMap(({ to, typeOnly }) => {
      const feature = file.split('/')[1];
      if (to.startsWith('features/') && to.split('/')[1] !== feature) return [`${file} imports ${to}: a feature never knows another one`];
      return to.startsWith('nodes/') && /(^|\/)runs?\.ts$/.test(to) && !typeOnly ? [`${file} imports ${to}: behaviour runs on the server`] : [];
    }));
    expect(broken).toEqual([]);
  });

  it('runs queries only in repositories', () => {
    const broken = files.filter(file => file.startsWith('server/') && !file.startsWith('server/repositories/')).flatMap(file => (graph.get(file) ?? []).filter(({ to, typeOnly }) => !typeOnly && to.startsWith('db/schema/') && !/ROLES|EXECUTION_STATUSES/.test(textOf(file))).map(({ to }) => `${file} imports ${to}: only server/repositories runs queries`));
    expect(broken).toEqual([]);
  });

  it('has no import cycles', () => {
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (file: string, path: string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
        return;
      }
      state.set(file, 'open');
      for (const { to, typeOnly } of graph.get(file) ?? []) if (!typeOnly) visit(to, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });

  it('reads process.env in one place and evaluates no text', () => {
    const env = files.filter(file => file !== 'server/env.ts' && !file.startsWith('cli/') && /process\.env\b/.test(textOf(file)));
    expect(env, 'server/env.ts is the only reader of process.env').toEqual([]);
    const evaluated = files.filter(file => /\beval\(|new Function\(|node:vm|sql\.raw\(|shell: true|"use server"|'use server'/.test(textOf(file)));
    expect(evaluated, 'no eval, Function, vm, shell, sql.raw or server actions').toEqual([]);
    const stray = files.filter(file => file.startsWith('server/') && !file.startsWith('server/egress/') && /from 'undici'|\bfetch\(|from 'node:https'/.test(textOf(file)));
    expect(stray, 'requests leave through server/egress only').toEqual([]);
  });

  it('keeps files short and says what each is for', () => {
    const long = files.filter(file => textOf(file).split('\n').length > 400).map(file => `${file}: split it by meaning, a file does one job in at most 400 lines`);
    const silent = files.filter(file => !/^(\/\/|'use client';\n\/\/|\/\*|'use client';\n\/\*)/.test(textOf(file))).map(file => `${file}: its first line says what it is for`);
    const routes = files.filter(file => file.startsWith('app/') && textOf(file).split('\n').length > 41).map(file => `${file}: routes stay under 40 lines`);
    expect([...long, ...silent, ...routes]).toEqual([]);
  });
});

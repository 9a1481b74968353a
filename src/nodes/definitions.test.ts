// What holds for every node type.
import { describe, expect, it } from 'vitest';
import { CREDENTIAL_TYPES } from '~/lib/credential-types';
import type { JsonObject } from '~/lib/json';
import type { NodeDefinition } from './contract';
import { definitions, findDefinition } from './definitions';
import type { Field, Fields } from './fields';
import { findRun, runs } from './runs';

const all = Object.entries<NodeDefinition>(definitions);

function* fieldsOf(fields: Fields, path = ''): Generator<[path: string, field: Field, siblings: Fields]> {
  for (const [name, field] of Object.entries(fields)) {
    yield [`${path}${name}`, field, fields];
    if (field.kind === 'collection' || field.kind === 'rows' || field.kind === 'group') yield* fieldsOf(field.fields, `${path}${name}.`);
  }
}

describe('the registries', () => {
  it('have a definition and a run for each type', () => expect(Object.keys(runs).sort()).toEqual(Object.keys(definitions).sort()));
  it('A2 find nothing else', () => {
    for (const type of ['toString', '__proto__', 'constructor', 'slack', '']) {
      expect(findDefinition(type)).toBeUndefined();
      expect(findRun(type)).toBeUndefined();
    }
    expect(findRun('set')).toBe(runs.set);
  });
  it('give each n8n type to one node', () => {
    const types = all.flatMap(([, definition]) => definition.n8nTypes);
    expect(new Set(types).size).toBe(types.length);
  });
});

describe.each(all)('%s', (key, definition) => {
  it('is well formed', () => {
    expect(definition.type).toBe(key);
    expect(definition.label).toMatch(/^[A-Z]/);
    expect(definition.icon).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect([...definition.versions].sort((a, b) => a - b)).toEqual(definition.versions);
  });
  it('has conditions on fields that exist', () => {
    for (const [path, field, siblings] of fieldsOf(definition.parameters)) {
      for (const name of Object.keys({ ...field.show, ...field.hide })) {
        const known = name === '@version' || (name.startsWith('/') ? Object.hasOwn(definition.parameters, name.slice(1)) : Object.hasOwn(siblings, name));
        expect(known, `${path} depends on ${name}`).toBe(true);
      }
      if (field.kind === 'options') expect(field.options.map(option => option.value), path).toContain(field.default);
    }
  });
  it('has ports and a subtitle for nothing, for junk, and for every version', () => {
    for (const version of definition.versions) {
      const junk: JsonObject[] = [{}, { mode: 5, rules: 'x', options: null, numberInputs: {}, assignments: [], conditions: 1, url: null, httpMethods: 'x', rule: { interval: [null] } }];
      for (const parameters of junk) {
        const folded = definition.fold?.(parameters, version) ?? { parameters, typeVersion: version };
        expect(definition.versions).toContain(folded.typeVersion);
        for (const ports of [definition.inputs, definition.outputs]) expect(Array.isArray(typeof ports === 'function' ? ports(folded.parameters, folded.typeVersion) : ports)).toBe(true);
        expect(typeof (definition.subtitle?.(folded.parameters, folded.typeVersion) ?? '')).toBe('string');
        const { effect } = definition;
        expect(['pure', 'read', 'write']).toContain(typeof effect === 'function' ? effect(folded.parameters) : effect);
      }
    }
  });
  it('asks for credentials that people have a form for', () => {
    for (const { type } of definition.credentials ?? []) expect(CREDENTIAL_TYPES.map(form => form.type), type).toContain(type);
  });
  it('folds what is folded no further', () => {
    for (const version of definition.versions) {
      const once = definition.fold?.({}, version);
      if (once !== undefined) expect(definition.fold?.(once.parameters, once.typeVersion)).toEqual(once);
    }
  });
});

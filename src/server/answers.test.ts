// What leaves the server when something went wrong.
import pino from 'pino';
import { expect, it } from 'vitest';
import { AppError } from '~/lib/errors';
import { errorResponse } from './answers';

const container = { log: pino({ level: 'silent' }) };

it('lists everything that is wrong with a file, and nothing of an error of its own', async () => {
  const problems = [{ path: 'nodes[0].type', message: 'A node must have a type' }, { path: 'nodes[1]', message: 'A node must be an object' }];
  const refused = errorResponse(container, new AppError('invalid', 'nodes[0].type: A node must have a type', { details: { problems } }), 'r1');
  expect({ status: refused.status, body: await refused.json() }).toEqual({ status: 400, body: { error: { code: 'invalid', message: 'nodes[0].type: A node must have a type', problems, requestId: 'r1' } } });
  const broken = errorResponse(container, new Error('select secret from people'), 'r2');
  expect(broken.status).toBe(500);
  expect(await broken.text()).not.toContain('secret');
});

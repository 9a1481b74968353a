// Runs every workflow under observed-server/: those that need credentials, callers, other workflows, or servers to speak to.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { type Listening, startIngress } from '~/server/testing/http';
import { expectOnly, fixtureNames, readFixture } from '~/server/testing/observed';
import { runObservation, type ServerObservation } from '~/server/testing/observed-server';
import { type Neighbours, startNeighbours } from '~/server/testing/servers/neighbours';

const folder = fileURLToPath(new URL('observed-server', import.meta.url));
const files = fixtureNames(folder);
let server: TestServer;
let ingress: Listening;
let neighbours: Neighbours;
beforeAll(async () => {
  server = await startTestServer({ WEFT_EGRESS_ALLOW: '127.0.0.1/32', WEFT_TIMEZONE: 'America/New_York' });
  ingress = await startIngress(server.container);
  neighbours = await startNeighbours(new Set(files.flatMap(file => readFixture<ServerObservation>(folder, file).servers ?? [])));
}, 300_000);
afterAll(async () => {
  await neighbours.stop();
  await ingress.close();
  await server.stop();
});

describe('workflows watched on n8n, with a server around them', () => {
  it.each(files)('%s', async file => {
    const fixture = readFixture<ServerObservation>(folder, file);
    expectOnly(fixture.differs, await runObservation(server, ingress.url, fixture, neighbours));
  });
});

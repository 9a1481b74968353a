// Runs every workflow under observed-server/: those that need credentials, callers, other workflows, or servers to speak to.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { startTestServer, type TestServer } from '~/server/testing/container';
import { type Listening, listen, startIngress } from '~/server/testing/http';
import { expectOnly, fixtureNames, readFixture } from '~/server/testing/observed';
import { runObservation, type ServerObservation } from '~/server/testing/observed-server';
import { watchedHttp } from '~/server/testing/servers/watched-http';

const folder = fileURLToPath(new URL('observed-server', import.meta.url));
let server: TestServer;
let ingress: Listening;
let http: Listening;
beforeAll(async () => {
  server = await startTestServer({ WEFT_EGRESS_ALLOW: '127.0.0.1/32', WEFT_TIMEZONE: 'America/New_York' });
  ingress = await startIngress(server.container);
  http = await listen(watchedHttp());
});
afterAll(async () => {
  await http.close();
  await ingress.close();
  await server.stop();
});

describe('workflows watched on n8n, with a server around them', () => {
  it.each(fixtureNames(folder))('%s', async file => {
    const fixture = readFixture<ServerObservation>(folder, file);
    const addresses = { http: http.url, 'http-host': new URL(http.url).host };
    expectOnly(fixture.differs, await runObservation(server, ingress.url, fixture, { addresses, credentials: {} }));
  });
});

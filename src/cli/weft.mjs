#!/usr/bin/env node
// The `weft` command: prepares what is missing (on standard error), then runs the command.
import { buildServer, checkNode, ensureInstalled } from './setup.mjs';

checkNode();
ensureInstalled(console.error);
await buildServer();
process.env.NODE_ENV ??= 'production';
await import('../../dist/weft.mjs');

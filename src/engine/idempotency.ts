// Keys that stay the same however often a step is run again: hash(execution, node, run, item).
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';

/** 32 hex digits. Without `item` it is the key of the whole step. */
export function idempotencyKey(executionId: string, nodeId: string, runIndex: number, item?: number): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([executionId, nodeId, runIndex, item ?? null])))).slice(0, 32);
}

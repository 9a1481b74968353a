// The token in an execution's resume URL. It follows from the execution and from how often that was resumed: a process that takes
// the execution over after a crash gives the same one, and after a wait for a time it still holds. One use each.
import type { Keys } from '~/server/crypto/keys';
import { equalSecrets, hmacSha256 } from '~/server/crypto/hash';

/** `resumes`: how many calls resumed the execution before. */
export function resumeToken(keys: Keys, executionId: string, resumes: number): string {
  return `${executionId}.${resumes}.${hmacSha256(keys.of('tokens'), `resume ${executionId} ${resumes}`).slice(0, 43)}`;
}

/** What a token stands for, or null where Weft did not give it. */
export function readResumeToken(keys: Keys, token: string): { executionId: string; resumes: number } | null {
  const [, executionId, resumes] = /^([0-9a-f-]{36})\.(\d{1,9})\.[0-9a-f]{43}$/.exec(token) ?? [];
  if (!executionId || !resumes || !equalSecrets(token, resumeToken(keys, executionId, Number(resumes)))) return null;
  return { executionId, resumes: Number(resumes) };
}

// Ways to sign in that take more than one header: an answer to a challenge, a signature over the request, a token fetched before.
import type { HttpRequest } from '~/nodes/contract';
import { applyCredential, type OutgoingCredential } from '../credentials';
import { createDigest } from './digest';
import { signOAuth1 } from './oauth1';
import type { Tokens } from './oauth2';

export interface Outgoing {
  method: string;
  /** Signers may add to both. */
  url: URL;
  headers: Map<string, string>;
  /** A form body's fields, which some signatures cover. */
  form: readonly (readonly [name: string, value: string])[];
}

export interface Signer {
  sign(request: Outgoing): Promise<void>;
  /** Whether a refusal (401) can be answered by signing anew. Each reason counts once. */
  refused(challenge: string): boolean;
}

/** For one exchange; the host was checked before. Throws in words, never with the secret. */
export function createSigner(credential: OutgoingCredential, tokens: Tokens): Signer {
  const { fields } = credential;
  switch (credential.type) {
    case 'httpDigestAuth':
      return createDigest(fields.user ?? '', fields.password ?? '');
    case 'oAuth1Api':
      return { sign: async request => signOAuth1(fields, request), refused: () => false };
    case 'oAuth2Api': {
      let renewed = false;
      return {
        sign: async ({ headers }) => { headers.set('authorization', `Bearer ${await tokens.get(credential)}`); },
        refused() {
          if (renewed || !tokens.renews(credential)) return false;
          renewed = true;
          tokens.forget(credential);
          return true;
        },
      };
    }
    default:
      return { sign: async ({ url, headers }) => applyCredential(credential, url, headers), refused: () => false };
  }
}

/** Fields of a body that a signature may cover. */
export const formOf = (body: HttpRequest['body']): Outgoing['form'] => (body?.kind === 'form' ? body.fields : []);

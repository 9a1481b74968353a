// TOTP, by otplib.
import { createGuardrails, generate, type HashAlgorithm } from 'otplib';
import { NodeError, type RunNode } from '../contract';
import { eachItemAsync } from '../each-item';
import type { totp } from './definition';

const ALGORITHMS: Record<string, HashAlgorithm> = { SHA1: 'sha1', SHA256: 'sha256', SHA512: 'sha512' };

/** Secrets shorter than the standard asks for are common among services that have been there for long. */
const LAX = createGuardrails({ MIN_SECRET_BYTES: 1, MIN_PERIOD: 1 });

export const runTotp: RunNode<typeof totp> = async context => [
  await eachItemAsync(context, async (item, index) => {
    const { options } = context.parameters.at(index);
    const { secret = '' } = await context.tools.credential('totpApi');
    const name = options.algorithm ?? 'SHA1';
    const algorithm = Object.hasOwn(ALGORITHMS, name) ? ALGORITHMS[name] : undefined;
    if (algorithm === undefined) throw new NodeError(`The algorithm "${name}" is not supported`, { description: 'SHA1, SHA256 and SHA512 are.' });
    const period = Number(options.period ?? 30);
    const digits = Number(options.digits ?? 6);
    if (!(Number.isInteger(period) && period > 0) || ![6, 7, 8].includes(digits)) throw new NodeError('A code has 6 to 8 digits and a period of whole seconds');
    const epoch = Math.floor(context.tools.now() / 1000);
    try {
      const token = await generate({ secret: secret.replace(/[\s=-]/g, '').toUpperCase(), algorithm, digits, period, epoch, guardrails: LAX });
      return { json: { token, secondsRemaining: period - (epoch % period) }, ...(item.binary === undefined ? {} : { binary: item.binary }) };
    } catch {
      // The error may quote the secret.
      throw new NodeError('No code can be made of the secret', { description: 'The secret of the credential has to be base32: A to Z and 2 to 7.' });
    }
  }),
];

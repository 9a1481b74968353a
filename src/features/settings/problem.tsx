// Why a form was refused, announced when it appears.
import { errorText } from '~/trpc/errors';

export function Problem({ error }: { error: unknown }) {
  return error ? <p role="alert" className="rounded-control bg-failed-soft px-3 py-2 text-failed">{errorText(error)}</p> : null;
}

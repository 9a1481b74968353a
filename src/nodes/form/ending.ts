// What a person sees when a form has come to its end. Kept with the step, shown by the ingress.
import type { BinaryRef } from '~/engine/items';
import { isPlainObject } from '~/lib/json';

export type FormEnding =
  | { kind: 'message'; title: string; text: string; /** A file to download. */ file?: BinaryRef }
  | { kind: 'redirect'; url: string }
  /** Text or HTML, which is cleaned before it is shown. */
  | { kind: 'page'; text: string };

/** The ending in a step's state, or null. */
export function endingOf(state: unknown): FormEnding | null {
  return isPlainObject(state) && isPlainObject(state.ending) ? (state.ending as unknown as FormEnding) : null;
}

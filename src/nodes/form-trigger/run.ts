// Form trigger: the ingress gives the item; run by hand it passes on what it got.
import type { RunNode } from '../contract';
import type { formTrigger } from './definition';

export const runFormTrigger: RunNode<typeof formTrigger> = ({ items }) => [items.length > 0 ? items : [{ json: {} }]];

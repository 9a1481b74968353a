// No operation: items pass.
import type { RunNode } from '../contract';
import { passAll } from '../passed';
import type { noOp } from './definition';

export const runNoOp: RunNode<typeof noOp> = ({ items }) => [passAll(items)];

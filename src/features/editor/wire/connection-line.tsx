// The wire while it is drawn.
'use client';
import type { ConnectionLineComponentProps } from 'reactflow';
import { wirePath } from './wire-path';

export function ConnectionLine({ fromX, fromY, toX, toY, fromPosition, toPosition, fromHandle, connectionStatus }: ConnectionLineComponentProps) {
  const backwards = fromHandle.type === 'target';
  const { path } = backwards
    ? wirePath({ sourceX: toX, sourceY: toY, sourcePosition: toPosition, targetX: fromX, targetY: fromY, targetPosition: fromPosition })
    : wirePath({ sourceX: fromX, sourceY: fromY, sourcePosition: fromPosition, targetX: toX, targetY: toY, targetPosition: toPosition });
  return <path d={path} className="wire" style={{ stroke: connectionStatus === 'invalid' ? 'var(--failed-fill)' : 'var(--accent)', strokeWidth: 2 }} />;
}

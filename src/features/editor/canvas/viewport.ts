// The view of a workflow is remembered in this browser.
import type { Viewport } from 'reactflow';

const keyOf = (workflowId: string): string => `weft-view-${workflowId}`;

/** Null where nothing is stored or storage is not allowed. */
export function readViewport(workflowId: string): Viewport | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(workflowId)) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return null;
    const { x, y, zoom } = stored as Partial<Viewport>;
    return typeof x === 'number' && typeof y === 'number' && typeof zoom === 'number' && zoom > 0 ? { x, y, zoom } : null;
  } catch {
    return null;
  }
}

export function writeViewport(workflowId: string, viewport: Viewport): void {
  try {
    localStorage.setItem(keyOf(workflowId), JSON.stringify(viewport));
  } catch {
    // Storage is full or forbidden: the view just is not remembered.
  }
}

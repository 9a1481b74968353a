// The line of a wire: a thread from port to port; back and down it runs along straight lines with round corners.
import { getBezierPath, getSmoothStepPath, Position } from 'reactflow';

interface Ends {
  sourceX: number;
  sourceY: number;
  sourcePosition: Position;
  targetX: number;
  targetY: number;
  targetPosition: Position;
}

const RADIUS = 10;
/** How far a wire that goes back runs before it turns. */
const OFFSET = 18;

/** SVG path and the point where its chip stands. */
export function wirePath(ends: Ends): { path: string; x: number; y: number } {
  const { sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition } = ends;
  const sideways = sourcePosition === Position.Right && targetPosition === Position.Left;
  if (sideways && targetX >= sourceX + 8) {
    const reach = Math.max(12, Math.min(140, (targetX - sourceX) / 2));
    const path = Math.abs(targetY - sourceY) < 0.5 ? `M${sourceX} ${sourceY}H${targetX}` : `M${sourceX} ${sourceY}C${sourceX + reach} ${sourceY} ${targetX - reach} ${targetY} ${targetX} ${targetY}`;
    return { path, x: (sourceX + targetX) / 2, y: (sourceY + targetY) / 2 };
  }
  if (sideways) {
    // Back to an earlier column: below or between the two, so that it does not run through them.
    const down = Math.abs(targetY - sourceY) > 120 ? (sourceY + targetY) / 2 : Math.max(sourceY, targetY) + 72;
    const [path, x, y] = getSmoothStepPath({ ...ends, borderRadius: RADIUS, offset: OFFSET, centerY: down });
    return { path, x, y };
  }
  if (sourcePosition === Position.Bottom && targetPosition === Position.Left && targetY > sourceY + 2 * RADIUS && targetX >= sourceX + RADIUS) {
    // The error wire falls straight and turns once.
    return { path: `M${sourceX} ${sourceY}V${targetY - RADIUS}a${RADIUS} ${RADIUS} 0 0 0 ${RADIUS} ${RADIUS}H${targetX}`, x: sourceX, y: (sourceY + targetY) / 2 };
  }
  if (sourcePosition === Position.Bottom && targetPosition === Position.Left) {
    const [path, x, y] = getSmoothStepPath({ ...ends, borderRadius: RADIUS, offset: OFFSET });
    return { path, x, y };
  }
  const [path, x, y] = getBezierPath({ ...ends, curvature: 0.3 });
  return { path, x, y };
}

import { type Measured, measureLabel } from "./measure.ts";
import { boundsOf, type Frame, type Placement, titleFrame } from "./place.ts";
import { pointsAlong } from "./points-along.ts";
import { type Point, type Room, type RoutedEdge, roomAround } from "./route.ts";

export interface PlacedLabel extends Frame {
  readonly lines: Measured["lines"];
}

/**
 * Puts the label of each edge on its line, as near to the middle as there is room: over no node, title or other label,
 * and not where another line runs, whose label it would seem to be.
 */
export function placeLabels(routed: readonly RoutedEdge[], { nodes, boxes }: Placement): readonly PlacedLabel[] {
  const taken: Frame[] = [...nodes, ...boxes.map(titleFrame), ...routed.flatMap(tipOf)];
  const lines = routed.map(({ points }) => pointsAlong(points, 12));
  const room = roomAround(nodes);
  return routed.flatMap(({ edge }, index) => {
    if (edge.label === undefined) return [];
    const measured = measureLabel(edge.label);
    const own = lines[index] ?? [];
    const frames = own.map(point => within(room, around(point, measured)));
    const reach = boundsOf(frames);
    const others = lines.flatMap((points, other) =>
      other === index ? [] : points.filter(point => holds(reach, point)),
    );
    const candidates = frames.map((frame, step) => {
      const covered = taken.reduce((sum, other) => sum + overlap(frame, other), 0);
      const crossed = others.filter(other => holds(frame, other)).length;
      const offMiddle = Math.abs(step / (own.length - 1) - 0.5);
      return { frame, cost: covered * COVERED + crossed * CROSSED + offMiddle };
    });
    if (candidates.length === 0) return [];
    const { frame } = candidates.reduce((one, other) => (other.cost < one.cost ? other : one));
    taken.push(frame);
    return [{ ...frame, lines: measured.lines }];
  });
}

/** Against the way from the middle of a line to its end: of a covered unit of area, and of a point of another line. */
const COVERED = 1;
const CROSSED = 0.1;

function around([x, y]: Point, { width, height }: Measured): Frame {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** Moved sideways to where the picture ends. */
function within({ left, right }: Room, frame: Frame): Frame {
  return { ...frame, x: Math.max(left, Math.min(frame.x, right - frame.width)) };
}

function tipOf({ points }: RoutedEdge): Frame[] {
  return points.slice(-1).map(([x, y]) => ({ x: x - 5, y: y - 5, width: 10, height: 10 }));
}

function overlap(one: Frame, other: Frame): number {
  const wide = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const high = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return wide > 0 && high > 0 ? wide * high : 0;
}

function holds({ x, y, width, height }: Frame, [left, top]: Point): boolean {
  return left > x && left < x + width && top > y && top < y + height;
}

import type { Point } from "./route.ts";

/** Points on a curve of cubic Bézier pieces, evenly in each piece. The last point of the curve is a tip beyond it. */
export function pointsAlong(curve: readonly Point[], perPiece: number): Point[] {
  const pieces = Array.from({ length: Math.floor((curve.length - 1) / 3) }, (_, index) =>
    curve.slice(index * 3, index * 3 + 4),
  );
  const steps = Array.from({ length: perPiece }, (_, index) => (index + 0.5) / perPiece);
  return pieces.flatMap(piece => steps.map(t => pointAt(piece, t)));
}

/** By de Casteljau: each round has one point fewer, between the two that it comes from. */
function pointAt(points: readonly Point[], t: number): Point {
  const [first = [0, 0]] = points;
  if (points.length <= 1) return first;
  const between = points.slice(1).map(([x, y], index): Point => {
    const [beforeX, beforeY] = points[index] ?? first;
    return [beforeX + (x - beforeX) * t, beforeY + (y - beforeY) * t];
  });
  return pointAt(between, t);
}

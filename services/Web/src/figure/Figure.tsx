import { useRef } from 'react';
import type { BreathPace } from '../contract/hub';
import { useFrame } from '../clock/useServerNow';
import { demonstration, progressOf, useReducedMotion } from './motion';
import { pathOf, poseAt } from './drawing';
import { type Movement, movementOf } from './movement';
import { useFigures } from './useFigures';
import './figure.css';

interface Props {
  exercise: string;
  kind?: string;
  side?: 'left' | 'right' | null;
  /**
   * Milliseconds since the step began, asked anew for every frame; without it the figure
   * demonstrates slowly.
   */
  elapsed?: () => number;
  breath?: BreathPace | null;
  repetitions?: number | null;
}

/**
 * A moving figure that shows the exercise. With reduced motion it stands still in the exercise's
 * shape.
 */
export function Figure({ exercise, kind, ...motion }: Props) {
  const movement = movementOf(useFigures(), exercise, kind);
  return movement ? (
    <Moving key={exercise + (kind === 'rest' ? ':rest' : '')} movement={movement} {...motion} />
  ) : (
    <Placeholder />
  );
}

/** Until the drawings are there: a mat, and something that breathes. */
export function Placeholder() {
  return (
    <svg
      className="figure"
      viewBox="0 0 240 160"
      aria-hidden="true"
      preserveAspectRatio="xMidYMid meet"
    >
      <rect className="figure-mat" x="8" y="144" width="224" height="7" rx="3.5" />
      <circle className="figure-quiet" cx="120" cy="84" r="34" />
    </svg>
  );
}

/** Draws one movement, whoever it is from. */
export function Moving({
  movement,
  side,
  elapsed,
  breath,
  repetitions,
}: Omit<Props, 'exercise' | 'kind'> & { movement: Movement }) {
  const svg = useRef<SVGSVGElement>(null);
  const began = useRef<number>(null);
  const still = useReducedMotion();
  const first = poseAt(movement, still ? 1 : 0);

  useFrame(() => {
    const element = svg.current;
    if (!element) return;
    began.current ??= performance.now();
    const t = still
      ? 1
      : elapsed
        ? progressOf(movement, { elapsedMs: elapsed(), breath, repetitions })
        : demonstration(
            performance.now() - began.current,
            breath && { breath, liftOn: movement.liftOn },
          );
    const pose = poseAt(movement, t);
    const paths = element.querySelectorAll<SVGPathElement>('path[data-line]');
    pose.lines.forEach((line, index) => paths[index]?.setAttribute('d', pathOf(line)));
    const head = element.querySelector('circle');
    head?.setAttribute('cx', pose.head[0].toFixed(1));
    head?.setAttribute('cy', pose.head[1].toFixed(1));
  }, !still);

  return (
    <svg
      ref={svg}
      className="figure"
      viewBox="0 0 240 160"
      role="img"
      aria-label={movement.label}
      preserveAspectRatio="xMidYMid meet"
    >
      <g transform={side === 'left' ? 'matrix(-1 0 0 1 240 0)' : undefined}>
        <rect className="figure-mat" x="8" y="144" width="224" height="7" rx="3.5" />
        {movement.props.map((points, index) => (
          <path
            key={index}
            className="figure-prop"
            d={`M${points.map((point) => point.join(' ')).join('L')}`}
          />
        ))}
        {first.lines.map((line, index) => (
          <path key={index} data-line className={`figure-${line.part}`} d={pathOf(line)} />
        ))}
        <circle className="figure-head" cx={first.head[0]} cy={first.head[1]} r="12.5" />
      </g>
    </svg>
  );
}

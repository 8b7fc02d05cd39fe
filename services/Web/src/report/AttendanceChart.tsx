import type { ClassReport } from '../api/types';
import { clockTime } from '../design/time';
import { curveShape } from './curve';

/**
 * How many watched in each minute: as a curve, and as a table for everybody who reads rather than
 * looks.
 */
export function AttendanceChart({
  curve,
  peak,
  zone,
}: {
  curve: ClassReport['curve'];
  peak: number;
  zone: string;
}) {
  const shape = curveShape(curve);
  const first = curve[0];
  const last = curve.at(-1);
  return (
    <section className="card stack-s" aria-labelledby="curve-title">
      <h2 id="curve-title">Attendance</h2>
      {!first || !last ? (
        <p className="muted">Nobody has watched this class yet.</p>
      ) : (
        <>
          <svg
            className="curve"
            viewBox={`-48 -14 ${shape.width + 58} ${shape.height + 48}`}
            role="img"
            aria-labelledby="curve-words"
            data-testid="report-curve"
            data-points={curve.length}
          >
            <title id="curve-words">
              {`People watching from ${clockTime(first.atMs, zone)} to ` +
                `${clockTime(last.atMs, zone)}: ${first.count} at first, at most ${peak}, ` +
                `${last.count} in the end.`}
            </title>
            {shape.ticks.map((tick) => (
              <g key={tick.count}>
                <line x1="0" x2={shape.width} y1={tick.y} y2={tick.y} className="curve-grid" />
                <text x="-8" y={tick.y} dominantBaseline="central" textAnchor="end">
                  {tick.count}
                </text>
              </g>
            ))}
            <path d={shape.area} className="curve-area" />
            <path d={shape.line} className="curve-line" />
            <text x="0" y={shape.height + 24}>
              {clockTime(first.atMs, zone)}
            </text>
            <text x={shape.width} y={shape.height + 24} textAnchor="end">
              {clockTime(last.atMs, zone)}
            </text>
          </svg>
          <details>
            <summary>As a table</summary>
            <div
              className="table-scroll curve-table"
              tabIndex={0}
              role="region"
              aria-label="People watching, minute by minute"
            >
              <table>
                <thead>
                  <tr>
                    <th scope="col">Time</th>
                    <th scope="col">People watching</th>
                  </tr>
                </thead>
                <tbody>
                  {curve.map((point) => (
                    <tr key={point.atMs}>
                      <th scope="row" className="nums">
                        {clockTime(point.atMs, zone)}
                      </th>
                      <td className="nums">{point.count}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </details>
        </>
      )}
    </section>
  );
}

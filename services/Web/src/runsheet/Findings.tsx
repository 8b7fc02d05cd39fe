import type { PlanFinding } from '../api/types';

/**
 * What the plan check finds: each a sentence, and why it matters. They warn; they never stop a
 * save.
 */
export function Findings({ findings, checking }: { findings: PlanFinding[]; checking: boolean }) {
  return (
    <section className="card stack-s" aria-labelledby="findings-title">
      <h2 id="findings-title">
        Plan check {checking && <span className="muted small">checking…</span>}
      </h2>
      <div aria-live="polite" className="stack-s">
        {findings.length === 0 && !checking && (
          <p>
            <span className="badge good">Looks good</span>
          </p>
        )}
        <ul className="stack-s">
          {findings.map((finding) => (
            <li
              key={`${finding.code} ${finding.message}`}
              className="notice warm finding"
              data-testid={`finding-${finding.code}`}
            >
              <strong>{finding.message}</strong>
              <p className="small">{finding.why}</p>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

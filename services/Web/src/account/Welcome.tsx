import type { ReactNode } from 'react';
import { Moving } from '../room/Figure';
import { seatedFigure } from './seatedFigure';
import { useTitle } from '../design/primitives';
import './account.css';

/** The first page of a stranger: what this is, beside the form. */
export function Welcome({ title, children }: { title: string; children: ReactNode }) {
  useTitle(title);
  return (
    <div className="welcome">
      <section className="welcome-words" aria-label="What UpperBack is">
        <div className="welcome-figure"><Moving movement={seatedFigure} /></div>
        <p className="welcome-claim">Twenty live minutes each morning for the upper back.</p>
        <p className="muted">
          Move, load and open with an instructor who sees how you are doing. Form cues come as you practise, corrections come to you alone,
          and your kept days add up beside the others’.
        </p>
      </section>
      <section className="card roomy" aria-labelledby="welcome-title">
        <h1 id="welcome-title" className="welcome-title">{title}</h1>
        {children}
      </section>
    </div>
  );
}

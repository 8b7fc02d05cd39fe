import type { ReactNode } from 'react';
import { Moving } from '../figure/Figure';
import { seatedFigure } from './seatedFigure';
import { useTitle } from '../design/primitives';
import './account.css';

/** The first page of a stranger: what this is, beside the form. */
export function Welcome({ title, children }: { title: string; children: ReactNode }) {
  useTitle(title);
  return (
    <div className="welcome">
      <section className="welcome-words" aria-label="What UpperBack is">
        <div className="welcome-figure">
          <Moving movement={seatedFigure} />
        </div>
        <p className="welcome-claim">Live classes for your upper back.</p>
        <p className="muted">
          Move, strengthen and open up with an instructor, live. Cues come as you practise, each
          exercise at your own level. Your camera stays off: raise your hand when you need help, and
          a note comes to you alone. Each day you take part adds to your streak.
        </p>
      </section>
      <section className="card roomy" aria-labelledby="welcome-title">
        <h1 id="welcome-title" className="welcome-title">
          {title}
        </h1>
        {children}
      </section>
    </div>
  );
}

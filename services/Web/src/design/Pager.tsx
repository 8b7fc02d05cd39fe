import { Button } from './primitives';

interface PagerProps {
  page: number;
  show: (page: number) => void;
  /** What the way to the page before this one is called, and the way on. */
  back: string;
  on: string;
  isLast: boolean;
}

export function Pager({ page, show, back, on, isLast }: PagerProps) {
  return (
    <div className="row">
      <Button variant="outline" compact disabled={page === 1} onClick={() => show(page - 1)}>
        {back}
      </Button>
      <span className="muted small">Page {page}</span>
      <Button variant="outline" compact disabled={isLast} onClick={() => show(page + 1)}>
        {on}
      </Button>
    </div>
  );
}

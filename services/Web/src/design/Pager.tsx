import { Button } from './primitives';

interface PagerProps {
  page: number;
  onPage: (page: number) => void;
  backLabel: string;
  nextLabel: string;
  isLast: boolean;
}

export function Pager({ page, onPage, backLabel, nextLabel, isLast }: PagerProps) {
  return (
    <div className="row">
      <Button variant="outline" compact disabled={page === 1} onClick={() => onPage(page - 1)}>
        {backLabel}
      </Button>
      <span className="muted small">Page {page}</span>
      <Button variant="outline" compact disabled={isLast} onClick={() => onPage(page + 1)}>
        {nextLabel}
      </Button>
    </div>
  );
}

import { type ComponentProps, type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';
import type { ApiProblem } from '../api/http';
import type { Loaded } from '../api/useLoad';
import { initials } from './initials';

export function Spinner() {
  return <span className="spinner" aria-hidden="true" />;
}

export function Waiting({ children }: { children: ReactNode }) {
  return (
    <div className="waiting" role="status">
      <Spinner />
      <span>{children}</span>
    </div>
  );
}

/** Grey shapes in the place of what is coming, with words for those who cannot see them. */
export function Skeleton({ lines = 3, label }: { lines?: number; label: string }) {
  return (
    <div className="stack" role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className="skeleton" aria-hidden="true" />
      ))}
    </div>
  );
}

interface ButtonProps extends ComponentProps<'button'> {
  variant?: 'primary' | 'outline' | 'ghost' | 'danger' | 'plain';
  compact?: boolean;
  wide?: boolean;
  /** Shows that the work is under way and takes no second press. */
  busy?: boolean;
}

export function Button({
  variant = 'plain',
  compact,
  wide,
  busy,
  className,
  children,
  type = 'button',
  onClick,
  ...rest
}: ButtonProps) {
  const names = ['button', variant, compact && 'compact', wide && 'wide', className]
    .filter(Boolean)
    .join(' ');
  return (
    <button
      type={type}
      className={names}
      // A button that were disabled meanwhile would lose the keyboard's focus.
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {busy && <Spinner />}
      {children}
    </button>
  );
}

export function ErrorNote({
  problem,
  onRetry,
  children,
}: {
  problem: ApiProblem;
  onRetry?: () => void;
  children?: ReactNode;
}) {
  return (
    <div className="notice bad" role="alert">
      <span className="text">{problem.detail}</span>
      {children}
      {onRetry && (
        <Button variant="outline" compact onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

interface LoadProps<T> {
  of: Loaded<T>;
  label: string;
  lines?: number;
  /** Where people go on when this is not there and trying again cannot help. */
  way?: { to: string; message: string };
  children: (data: T) => ReactNode;
}

/**
 * Asking again for what does not exist, is somebody else's, or cannot be read that way does not
 * help.
 */
const isDeadEnd = (problem: ApiProblem) =>
  !problem.retryable && [400, 403, 404, 410].includes(problem.status);

/** What was loaded, or the wait for it, or what went wrong with a way on. */
export function Load<T>({
  of,
  label,
  lines,
  way = { to: '/', message: 'See the timetable' },
  children,
}: LoadProps<T>) {
  const problem =
    of.problem &&
    (isDeadEnd(of.problem) ? (
      <ErrorNote problem={of.problem}>
        <Link className="button outline compact" to={way.to}>
          {way.message}
        </Link>
      </ErrorNote>
    ) : (
      <ErrorNote problem={of.problem} onRetry={of.reload} />
    ));
  if (of.data === undefined) return problem ?? <Skeleton label={label} lines={lines} />;
  return (
    <>
      {problem}
      {children(of.data)}
    </>
  );
}

export function PageHead({
  title,
  children,
  actions,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  useTitle(title);
  return (
    <div className="page-head">
      <div>
        <h1>{title}</h1>
        {children && <p className="muted">{children}</p>}
      </div>
      {actions && <div className="row">{actions}</div>}
    </div>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · UpperBack`;
  }, [title]);
}

/**
 * A person's name, however long and in whatever script: it wraps or ends in an ellipsis, and its
 * direction stays its own.
 */
export function PersonName({ children, line }: { children: string; line?: boolean }) {
  return (
    <bdi className={line ? 'person-name line' : 'person-name'} title={line ? children : undefined}>
      {children}
    </bdi>
  );
}

export function Avatar({ name }: { name: string }) {
  return (
    <span className="avatar" aria-hidden="true">
      {initials(name) || '·'}
    </span>
  );
}

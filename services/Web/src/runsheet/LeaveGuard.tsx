import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { Confirm } from '../design/Confirm';

/**
 * Asks before a link, a closed tab or a reload leaves unsaved changes behind. (Going back keeps
 * them: the draft is there again.)
 */
export function LeaveGuard({ on }: { on: boolean }) {
  const navigate = useNavigate();
  const [to, setTo] = useState<string>();
  useEffect(() => {
    if (!on) return;
    const unload = (event: BeforeUnloadEvent) => event.preventDefault();
    const click = (event: MouseEvent) => {
      const link =
        event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
      if (
        !link ||
        link.target === '_blank' ||
        event.button !== 0 ||
        event.ctrlKey ||
        event.metaKey ||
        event.shiftKey ||
        link.origin !== window.location.origin ||
        link.hash
      )
        return;
      event.preventDefault();
      event.stopPropagation();
      setTo(link.pathname + link.search);
    };
    window.addEventListener('beforeunload', unload);
    document.addEventListener('click', click, true);
    return () => {
      window.removeEventListener('beforeunload', unload);
      document.removeEventListener('click', click, true);
    };
  }, [on]);
  if (to === undefined) return null;
  return (
    <Confirm
      title="Leave without saving?"
      confirm="Leave"
      testId="leave-unsaved"
      onConfirm={() => navigate(to)}
      onClose={() => setTo(undefined)}
    >
      Your changes to this class plan aren’t saved. This tab keeps them until you come back.
    </Confirm>
  );
}

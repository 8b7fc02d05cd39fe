import { Dialog } from '../design/Dialog';
import { Button } from '../design/primitives';
import { keyDescriptions, type Prefix } from './keys';

/** All keys of the console, behind `?`. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      className="keys-dialog"
      aria-labelledby="keys-title"
      onClose={onClose}
      data-testid="keys"
    >
      <h2 id="keys-title">Keys</h2>
      <div className="keys-groups">
        {keyDescriptions.map(({ group, keys }) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl className="shortcuts">
              {keys.map(([key, message]) => (
                <div key={key}>
                  <dt>
                    {key.split(' ').map((one) => (
                      <kbd key={one}>{one}</kbd>
                    ))}
                  </dt>
                  <dd>{message}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="muted small">
        A note takes three keys: <kbd>j</kbd> to go to someone, <kbd>x</kbd> to select them, and the
        number of the mistake. Ctrl- or Shift-click selects several people.
      </p>
      <div className="row">
        <Button variant="outline" onClick={onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}

const waiting: Record<Prefix, string> = {
  cohort: 'To all who did this: press the number of the mistake',
  template: 'From a template: press its number',
};

/** What the next digit will mean. */
export function PendingKey({ prefix }: { prefix: Prefix | null }) {
  return (
    <div role="status" className={prefix ? 'pending-key' : 'visually-hidden'}>
      {prefix && (
        <>
          {waiting[prefix]} <kbd>1–9</kbd>, or <kbd>Esc</kbd>
        </>
      )}
    </div>
  );
}

export function KeysButton({ onOpen }: { onOpen: () => void }) {
  return (
    <div className="row keys">
      <Button compact variant="ghost" onClick={onOpen}>
        All keys <kbd>?</kbd>
      </Button>
    </div>
  );
}

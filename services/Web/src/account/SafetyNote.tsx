import { type ReactNode, useState } from 'react';
import { Button, useTitle } from '../design/primitives';
import { device } from '../lib/storage';

const acknowledged = () => device.read('safety') === 'read';

export function RedFlags() {
  return (
    <>
      <p>
        UpperBack is a wellness practice. It shows you movement; it does not diagnose, treat or
        promise a cure.
      </p>
      <p>
        <strong>Talk to a doctor or physiotherapist before you practise if you have</strong>
      </p>
      <ul className="bullets">
        <li>numbness or weakness in an arm, a hand or a leg</li>
        <li>chest pain</li>
        <li>pain after a fall, a blow or another injury</li>
        <li>fever together with back pain</li>
        <li>pain at night that rest does not ease</li>
      </ul>
      <p>
        In class, stay within a range that feels safe. If pain grows, sharpens or travels, stop and
        raise your hand.
      </p>
    </>
  );
}

/** There is one thing to do here: a keyboard begins with it. */
const focusFirst = (button: HTMLButtonElement | null) => button?.focus();

/** Says once, before the first class on this device, who should see a doctor first. */
export function BeforeFirstClass({ children }: { children: ReactNode }) {
  const [read, setRead] = useState(acknowledged);
  return read ? children : <SafetyNote onRead={() => setRead(true)} />;
}

function SafetyNote({ onRead }: { onRead: () => void }) {
  useTitle('Before you begin');
  const confirm = () => {
    device.write('safety', 'read');
    onRead();
  };
  return (
    <div className="page safety">
      <section
        className="card roomy stack prose"
        aria-labelledby="safety-title"
        data-testid="safety-note"
      >
        <h1 id="safety-title">Before you begin</h1>
        <RedFlags />
        <div className="row">
          <Button
            variant="primary"
            onClick={confirm}
            data-testid="safety-acknowledge"
            ref={focusFirst}
          >
            I’ve read this. Continue
          </Button>
        </div>
      </section>
    </div>
  );
}

import { type FormEvent, type RefObject, useState } from 'react';
import { type CueContent, hubLimits } from '../contract/hub';
import { Button } from '../design/primitives';
import { inputLimits } from '../lib/inputLimits';

interface Props {
  box: RefObject<HTMLInputElement | null>;
  send: (content: CueContent) => Promise<boolean>;
}

/** Words to everyone, and a breath pace of one's own. */
export function CueBox({ box, send }: Props) {
  const [kind, setKind] = useState<'form' | 'text'>('form');
  const [text, setText] = useState('');
  const [busy, setBusy] = useState<'cue' | 'breath'>();
  const [breath, setBreath] = useState({ rounds: '6', inSeconds: '4', outSeconds: '6' });

  const sendCue = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    setBusy('cue');
    if (await send({ kind, text: text.trim() })) setText('');
    setBusy(undefined);
    box.current?.focus();
  };

  const sendBreath = async (event: FormEvent) => {
    event.preventDefault();
    setBusy('breath');
    await send({
      kind: 'breath',
      breath: {
        rounds: Number(breath.rounds),
        inSeconds: Number(breath.inSeconds),
        outSeconds: Number(breath.outSeconds),
      },
    });
    setBusy(undefined);
  };

  const number = (key: keyof typeof breath, label: string, step: number) => (
    <label className="breath-field">
      <span className="small muted">{label}</span>
      <input
        className="input"
        type="number"
        {...inputLimits(hubLimits.BreathPace[key])}
        step={step}
        required
        value={breath[key]}
        onChange={(event) => setBreath({ ...breath, [key]: event.target.value })}
      />
    </label>
  );

  return (
    <section className="panel" aria-labelledby="cue-title">
      <div className="row spread">
        <h2 id="cue-title">Cue to everyone</h2>
        <div className="tabs" role="group" aria-label="Kind of cue">
          <button type="button" aria-pressed={kind === 'form'} onClick={() => setKind('form')}>
            Form
          </button>
          <button type="button" aria-pressed={kind === 'text'} onClick={() => setKind('text')}>
            Text
          </button>
        </div>
      </div>
      <form className="cue-form" onSubmit={sendCue}>
        <input
          ref={box}
          className="input"
          aria-label="Cue"
          placeholder={kind === 'form' ? 'Slide the shoulder blades down' : 'Take a sip of water'}
          {...inputLimits(hubLimits.CueContent.text)}
          value={text}
          onChange={(event) => setText(event.target.value)}
          data-testid="cue-text"
        />
        <Button
          type="submit"
          variant="primary"
          busy={busy === 'cue'}
          disabled={text.trim() === ''}
          data-testid="cue-send"
        >
          Send
        </Button>
      </form>
      <details>
        <summary>Breath pace</summary>
        <form className="breath-form" onSubmit={sendBreath} data-testid="breath-form">
          {number('rounds', 'Rounds', 1)}
          {number('inSeconds', 'Seconds in', 0.5)}
          {number('outSeconds', 'Seconds out', 0.5)}
          <Button type="submit" busy={busy === 'breath'} data-testid="breath-send">
            Start pace
          </Button>
        </form>
      </details>
    </section>
  );
}

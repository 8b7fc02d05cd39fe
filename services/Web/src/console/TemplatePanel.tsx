import { useState } from 'react';
import { useAction } from '../api/useAction';
import { Button, ErrorNote } from '../design/primitives';
import { firstTemplates, longestTemplate, mostTemplates, tidy } from './templates';

interface Props {
  texts: string[];
  ready: boolean;
  onUse: (text: string) => void;
  save: (texts: string[]) => Promise<void>;
}

/** One's own sentences with placeholders: a tap, or `t` and a digit, writes one into the note. */
export function TemplatePanel({ texts, ready, onUse, save }: Props) {
  const [draft, setDraft] = useState<string[]>();
  const { busy, problem, run } = useAction();
  const keep = async () => {
    await run(async () => {
      await save(tidy(draft ?? []));
      setDraft(undefined);
    });
  };
  const change = (index: number, text: string) =>
    setDraft((old) => old?.map((one, place) => (place === index ? text : one)));

  return (
    <section className="panel" aria-labelledby="templates-title">
      <div className="row spread">
        <h2 id="templates-title">Templates</h2>
        {!draft && (
          <Button
            compact
            variant="ghost"
            disabled={!ready}
            data-testid="template-edit"
            onClick={() => setDraft(texts.length > 0 ? texts : firstTemplates)}
          >
            {texts.length > 0 ? 'Edit' : 'Write some'}
          </Button>
        )}
      </div>
      {!draft && texts.length === 0 && (
        <p className="muted small">
          Sentences you use often. <kbd>t</kbd> and a number writes one into the note.
        </p>
      )}
      {!draft && texts.length > 0 && (
        <ul className="template-list">
          {texts.map((text, index) => (
            <li key={text}>
              <button
                type="button"
                className="template"
                data-testid={`template-${index}`}
                onClick={() => onUse(text)}
              >
                {index < 9 && <kbd aria-hidden="true">t {index + 1}</kbd>} <span>{text}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {draft && (
        <>
          <p className="muted small">
            {'{name}'} becomes each person’s first name, {'{exercise}'} the exercise, {'{side}'} its
            side.
          </p>
          <ol className="stack-s">
            {draft.map((text, index) => (
              <li key={index} className="cue-form">
                <input
                  className="input"
                  aria-label={`Template ${index + 1}`}
                  maxLength={longestTemplate}
                  value={text}
                  data-testid={`template-text-${index}`}
                  onChange={(event) => change(index, event.target.value)}
                />
                <Button
                  variant="ghost"
                  aria-label={`Remove template ${index + 1}`}
                  onClick={() => setDraft(draft.filter((_, place) => place !== index))}
                >
                  Remove
                </Button>
              </li>
            ))}
          </ol>
          {problem && <ErrorNote problem={problem} />}
          <div className="row">
            <Button
              compact
              variant="primary"
              busy={busy}
              data-testid="template-save"
              onClick={() => void keep()}
            >
              Save
            </Button>
            <Button
              compact
              disabled={draft.length >= mostTemplates}
              data-testid="template-add"
              onClick={() => setDraft([...draft, ''])}
            >
              Add one
            </Button>
            <Button compact variant="outline" onClick={() => setDraft(undefined)}>
              Not now
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

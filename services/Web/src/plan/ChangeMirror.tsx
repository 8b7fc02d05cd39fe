import { useState } from 'react';
import type { MirrorRules } from '../api/types';
import { useAction } from '../api/useAction';
import { Confirm } from '../design/Confirm';
import { mirrorChoice, MirrorFields, mirrorRules } from './MirrorFields';

interface Props {
  rules: MirrorRules;
  /** What the change reaches. */
  about: string;
  save: (rules: MirrorRules) => Promise<unknown>;
  onClose: () => void;
}

/** Says for a class or a series whether members may show themselves. */
export function ChangeMirror({ rules, about, save, onClose }: Props) {
  const [choice, setChoice] = useState(() => mirrorChoice(rules));
  const { busy, problem, run } = useAction();
  const wrong = problem?.errors?.minimumAge;
  return (
    <Confirm
      title="May members show themselves?"
      confirm="Save"
      variant="primary"
      busy={busy}
      problem={wrong ? undefined : problem}
      testId="save-pictures"
      onConfirm={() =>
        void run(async () => {
          await save(mirrorRules(choice));
        })
      }
      onClose={onClose}
    >
      <div className="stack-s">
        <p>{about}</p>
        <MirrorFields
          value={choice}
          onChange={(part) => setChoice((old) => ({ ...old, ...part }))}
          wrong={wrong}
        />
      </div>
    </Confirm>
  );
}

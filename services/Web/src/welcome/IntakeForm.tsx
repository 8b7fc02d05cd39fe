import { limits } from '../contract/limits';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useAction } from '../api/useAction';
import type { AchePlace, Intake, RedFlag } from '../api/types';
import { Button, ErrorNote } from '../design/primitives';
import { Scale } from '../checkin/CheckInForm';

const places: [AchePlace, string][] = [
  ['neck', 'Neck'],
  ['between-shoulder-blades', 'Between the shoulder blades'],
  ['shoulders', 'Shoulders'],
  ['lower-back', 'Lower back'],
  ['whole-back', 'My whole back'],
  ['nowhere', 'Nowhere. I want to keep it that way'],
];
const flags: [RedFlag, string][] = [
  ['numbness', 'Numbness or tingling in an arm, a hand or a leg'],
  ['weakness', 'Weakness in an arm, a hand or a leg'],
  ['chest-pain', 'Chest pain'],
  ['trauma', 'Pain since a fall, a blow or another injury'],
  ['fever', 'Fever together with back pain'],
  ['night-pain', 'Pain at night that rest does not ease'],
];
const experiences: [Intake['experience'], string][] = [
  ['new', 'I’m new to it'],
  ['some', 'I’ve tried it'],
  ['regular', 'I practise regularly'],
];
const times: [Intake['timeOfDay'], string][] = [
  ['morning', 'Morning'],
  ['midday', 'Midday'],
  ['evening', 'Evening'],
  ['any', 'Any time'],
];

interface ChoicesProps<T extends string> {
  legend: string;
  hint?: string;
  name: string;
  options: [T, string][];
  chosen: readonly T[];
  many?: boolean;
  onChange: (chosen: T[]) => void;
}

function Choices<T extends string>({
  legend,
  hint,
  name,
  options,
  chosen,
  many,
  onChange,
}: ChoicesProps<T>) {
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {hint && <p className="muted small">{hint}</p>}
      <div className="choices-list">
        {options.map(([value, message]) => (
          <label key={value}>
            <input
              type={many ? 'checkbox' : 'radio'}
              name={name}
              value={value}
              checked={chosen.includes(value)}
              data-testid={`${name}-${value}`}
              onChange={(event) =>
                onChange(
                  !many
                    ? [value]
                    : event.target.checked
                      ? [...chosen, value]
                      : chosen.filter((other) => other !== value),
                )
              }
            />
            <span>{message}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const Part = ({ children }: { children: ReactNode }) => (
  <div className="card roomy">{children}</div>
);

/** The answers as they stand on the page; pain is null before anything was said. */
export type Answers = Pick<Intake, 'experience' | 'timeOfDay'> & {
  [Part in 'where' | 'redFlags' | 'equipment']: NonNullable<Intake[Part]>;
} & { pain: number | null };

export const noAnswers: Answers = {
  where: [],
  redFlags: [],
  experience: 'new',
  equipment: [],
  timeOfDay: 'morning',
  pain: null,
};

interface Props {
  /** Those given before, on this page or, of red flags, ever. */
  first: Answers;
  ask: (answers: Answers) => Promise<void>;
  skip: () => void;
}

export function IntakeForm({ first, ask, skip }: Props) {
  const [form, setForm] = useState(first);
  const { busy, problem, run } = useAction();
  const change = (part: Partial<Answers>) => setForm((old) => ({ ...old, ...part }));
  const choosePlaces = (where: AchePlace[]) => {
    const added = where.find((place) => !form.where.includes(place));
    change({
      where: added === 'nowhere' ? ['nowhere'] : where.filter((place) => place !== 'nowhere'),
    });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await run(async () => {
      await ask(form);
    });
  };
  return (
    <form className="stack prose" onSubmit={submit} data-testid="welcome-form">
      <Part>
        <Choices
          legend="Where does it ache?"
          name="where"
          many
          options={places}
          chosen={form.where}
          onChange={choosePlaces}
        />
      </Part>
      <Part>
        <Choices
          legend="Do you have any of these?"
          hint={
            'If so, please talk to a doctor or physiotherapist first. We remember these until ' +
            'you untick them; nothing else you answer here is kept.'
          }
          name="flag"
          many
          options={flags}
          chosen={form.redFlags}
          onChange={(redFlags) => change({ redFlags })}
        />
      </Part>
      <Part>
        <Scale
          label="Pain today"
          range={limits.ProposeProgrammeRequest.painToday}
          ends={['0, none', '10, the worst']}
          value={form.pain}
          onChange={(pain) => change({ pain })}
          testId="welcome-pain"
        />
      </Part>
      <Part>
        <Choices
          legend="How much have you practised?"
          name="experience"
          options={experiences}
          chosen={[form.experience]}
          onChange={([experience]) => change({ experience })}
        />
      </Part>
      <Part>
        <Choices
          legend="What equipment do you have?"
          name="equipment"
          many
          options={[
            ['sturdy-table', 'A sturdy table I can lie under and pull on'] as [string, string],
          ]}
          chosen={form.equipment}
          onChange={(equipment) => change({ equipment })}
        />
      </Part>
      <Part>
        <Choices
          legend="When do you like to practise?"
          name="time"
          options={times}
          chosen={[form.timeOfDay]}
          onChange={([timeOfDay]) => change({ timeOfDay })}
        />
      </Part>
      {problem && <ErrorNote problem={problem} />}
      <div className="row">
        <Button type="submit" variant="primary" busy={busy} data-testid="welcome-send">
          Suggest a programme
        </Button>
        <Button variant="ghost" data-testid="welcome-skip" onClick={skip}>
          Skip for now
        </Button>
      </div>
      <p className="muted small">You’ll find these questions again on your profile.</p>
    </form>
  );
}

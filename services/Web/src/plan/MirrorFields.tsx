import { Link } from 'react-router';
import type { MirrorRules } from '../api/types';
import { limits } from '../contract/limits';
import { InputField, Switch } from '../design/forms';
import { inputLimits } from '../lib/inputLimits';

/** What is filled in: an empty age is any age. */
export interface MirrorChoice {
  pictures: boolean;
  minimumAge: string;
}

export const mirrorChoice = ({ allowed, minimumAge }: MirrorRules): MirrorChoice => ({
  pictures: allowed,
  minimumAge: minimumAge === 0 ? '' : String(minimumAge),
});

export const mirrorRules = ({ pictures, minimumAge }: MirrorChoice): MirrorRules => ({
  allowed: pictures,
  minimumAge: Number(minimumAge),
});

interface Props {
  value: MirrorChoice;
  onChange: (part: Partial<MirrorChoice>) => void;
  /** What is wrong with the age. */
  wrong?: string[];
}

/** Whether members may let the leaders see them, and from which age on. */
export function MirrorFields({ value, onChange, wrong }: Props) {
  return (
    <div className="stack-s">
      <div className="field">
        <Switch
          checked={value.pictures}
          onChange={(pictures) => onChange({ pictures })}
          testId="plan-pictures"
        >
          Members may show themselves to you
        </Switch>
        <span className="hint">
          Each member with a feedback spot decides in class. Only you and your coaches see them, and
          nothing is recorded. <Link to="/mirror">Who can see what</Link>
        </span>
      </div>
      {value.pictures && (
        <InputField
          label="Youngest age (optional)"
          hint="Members say themselves that they are old enough. Leave empty for any age."
          wrong={wrong}
          type="number"
          {...inputLimits(limits.MirrorRules.minimumAge)}
          data-testid="plan-minimum-age"
          value={value.minimumAge}
          onChange={(minimumAge) => onChange({ minimumAge })}
        />
      )}
    </div>
  );
}

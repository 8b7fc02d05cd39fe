import type { Block, Exercise } from '../api/types';
import { Field, InputField } from '../design/forms';
import { activeSeconds, type DosageKind, kindOf, withKind } from './blocks';
import { CueList } from './CueList';
import { limits } from '../contract/limits';
import { inputLimits } from '../lib/inputLimits';

interface Props {
  index: number;
  block: Block;
  exercise: Exercise | undefined;
  sided: boolean;
  onChange: (block: Block) => void;
}

type NumberKey =
  | 'sets'
  | 'holdSeconds'
  | 'repetitions'
  | 'rounds'
  | 'inSeconds'
  | 'outSeconds'
  | 'restSeconds'
  | 'changeSeconds';

/**
 * The dosage that the class does together, the pauses around it, and what is said. Other levels
 * follow from the programme.
 */
export function BlockForm({ index, block, exercise, sided, onChange }: Props) {
  const kind = kindOf(block);
  const number = (key: NumberKey, label: string, step = 1) => (
    <Field label={label}>
      {(ids) => (
        <input
          {...ids}
          className="input nums"
          type="number"
          inputMode="decimal"
          {...inputLimits(limits.Block[key])}
          step={step}
          value={Number.isFinite(block[key] ?? Number.NaN) ? String(block[key]) : ''}
          data-testid={`block-${key}-${index}`}
          onChange={(event) =>
            onChange({
              ...block,
              [key]:
                event.target.value === ''
                  ? key === 'sets'
                    ? null
                    : Number.NaN
                  : Number(event.target.value),
            })
          }
        />
      )}
    </Field>
  );
  return (
    <div className="block-form">
      <div className="block-fields">
        <Field label="Measured in">
          {(ids) => (
            <select
              {...ids}
              className="input"
              value={kind}
              onChange={(event) => onChange(withKind(block, event.target.value as DosageKind))}
            >
              <option value="hold">holds</option>
              <option value="repetitions">repetitions</option>
              <option value="breaths">breaths</option>
            </select>
          )}
        </Field>
        {number('sets', 'Sets')}
        {kind === 'hold' && number('holdSeconds', sided ? 'Seconds each side' : 'Seconds held')}
        {kind === 'repetitions' && number('repetitions', 'Repetitions')}
        {kind === 'breaths' && (
          <>
            {number('rounds', 'Breaths')}
            {number('inSeconds', 'Seconds in', 0.5)}
            {number('outSeconds', 'Seconds out', 0.5)}
          </>
        )}
        {number('restSeconds', sided ? 'Rest between sides and sets' : 'Rest between sets')}
        {number('changeSeconds', 'Get-ready time')}
        <InputField
          label="Variation"
          {...inputLimits(limits.Block.variation)}
          placeholder="Standard version"
          value={block.variation ?? ''}
          onChange={(variation) => onChange({ ...block, variation })}
        />
      </div>
      <InputField
        label="Instruction"
        hint="One sentence that says what to do. Leave empty for the standard one."
        {...inputLimits(limits.Block.instruction)}
        placeholder={exercise?.instruction ?? ''}
        value={block.instruction ?? ''}
        onChange={(instruction) => onChange({ ...block, instruction })}
      />
      <CueList
        index={index}
        cues={block.cues ?? []}
        seconds={activeSeconds(block, sided)}
        ideas={exercise?.cues ?? []}
        onChange={(cues) => onChange({ ...block, cues })}
      />
    </div>
  );
}

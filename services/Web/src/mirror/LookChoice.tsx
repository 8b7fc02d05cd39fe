import { useId } from 'react';
import type { Look } from './painter';
import './dialog.css';

const looks: { look: Look; name: string; hint: string }[] = [
  { look: 'plain', name: 'As it is', hint: '' },
  {
    look: 'soft',
    name: 'Soften the surroundings',
    hint: 'Blurs what is left, right and in the corners; not what is close behind you.',
  },
  { look: 'coarse', name: 'Coarse squares', hint: 'Your posture can be seen, your face hardly.' },
];

/** How the picture leaves the device. */
export function LookChoice({ look, onChange }: { look: Look; onChange: (look: Look) => void }) {
  const name = useId();
  return (
    <fieldset className="mirror-looks">
      <legend>How your coach sees you</legend>
      {looks.map((one) => (
        <label key={one.look}>
          <input
            type="radio"
            name={name}
            checked={one.look === look}
            data-testid={`mirror-look-${one.look}`}
            onChange={() => onChange(one.look)}
          />
          <span>{one.name}</span>
        </label>
      ))}
      <p className="muted small" role="status">
        {looks.find((one) => one.look === look)!.hint}
      </p>
    </fieldset>
  );
}

import { type FormEvent, useState } from 'react';
import type { Exercise } from '../api/types';
import { Button } from '../design/primitives';
import { Field } from '../design/forms';

/** One more exercise from the library, at the end; it can be moved from there. */
export function AddExercise({
  exercises,
  disabled,
  onAdd,
}: {
  exercises: Exercise[];
  disabled: boolean;
  onAdd: (slug: string) => void;
}) {
  const [slug, setSlug] = useState(exercises[0]?.slug ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (slug) onAdd(slug);
  };
  return (
    <form className="card add-exercise" onSubmit={submit}>
      <Field label="Add an exercise" hint={exercises.find((one) => one.slug === slug)?.purpose}>
        {(ids) => (
          <select
            {...ids}
            className="input"
            value={slug}
            data-testid="add-exercise-choice"
            onChange={(event) => setSlug(event.target.value)}
          >
            {exercises.map((one) => (
              <option key={one.slug} value={one.slug}>
                {one.name} ({one.kind}
                {one.equipment !== 'none' ? `, ${one.equipment}` : ''})
              </option>
            ))}
          </select>
        )}
      </Field>
      <Button type="submit" disabled={disabled} data-testid="add-exercise">
        Add
      </Button>
    </form>
  );
}

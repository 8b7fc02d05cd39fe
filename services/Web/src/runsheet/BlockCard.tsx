import type { HTMLAttributes, KeyboardEvent } from 'react';
import type { Block, Exercise } from '../api/types';
import { Button } from '../design/primitives';
import { countdown, duration, plural } from '../design/time';
import { BlockForm } from './BlockForm';
import { dosageText, type Placed } from './blocks';

interface Props {
  index: number;
  count: number;
  block: Block;
  exercise: Exercise | undefined;
  sided: boolean;
  placed: Placed;
  wrong: string[];
  editable: boolean;
  open: boolean;
  drag: { from: number; to: number; byY: number } | null;
  handle: HTMLAttributes<HTMLElement>;
  onOpen: () => void;
  onMove: (to: number) => void;
  onChange: (block: Block) => void;
  onRemove: () => void;
}

/**
 * One exercise of the class: its place, its dosage and time; opened, everything that can be
 * changed.
 */
export function BlockCard({
  index,
  count,
  block,
  exercise,
  sided,
  placed,
  wrong,
  editable,
  open,
  drag,
  handle,
  onOpen,
  onMove,
  onChange,
  onRemove,
}: Props) {
  const name = exercise?.name ?? block.exercise;
  const dragged = drag?.from === index;
  const marks =
    drag && drag.to === index && !dragged ? (drag.from < index ? 'drop-below' : 'drop-above') : '';
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    onMove(index + (event.key === 'ArrowUp' ? -1 : 1));
  };
  return (
    <li
      className={`card block kind-${exercise?.kind ?? ''} ${dragged ? 'dragged' : ''} ${marks}`}
      style={dragged ? { translate: `0 ${drag.byY}px` } : undefined}
      data-testid={`block-${index}`}
      data-exercise={block.exercise}
      data-seconds={placed.seconds}
    >
      <div className="block-head">
        {editable && (
          <button
            type="button"
            className="block-handle"
            aria-label={
              `Move ${name}, number ${index + 1} of ${count}: ` + 'drag, or press the arrow keys'
            }
            data-testid={`block-drag-${index}`}
            onKeyDown={press}
            {...handle}
          >
            ⠿
          </button>
        )}
        <span className="muted small nums block-start">
          {countdown(placed.startSeconds * 1000)}
        </span>
        <div className="grow">
          <h2>{name}</h2>
          <p className="muted small">
            {dosageText(block, sided)}
            {block.cues != null &&
              block.cues.length > 0 &&
              ` · ${plural(block.cues.length, 'prepared cue')}`}
          </p>
        </div>
        <span className="nums block-time">{duration(placed.seconds)}</span>
        {editable && (
          <div className="block-tools">
            <Button
              variant="ghost"
              aria-label={`Move ${name} up`}
              disabled={index === 0}
              data-testid={`block-up-${index}`}
              onClick={() => onMove(index - 1)}
            >
              ↑
            </Button>
            <Button
              variant="ghost"
              aria-label={`Move ${name} down`}
              disabled={index === count - 1}
              data-testid={`block-down-${index}`}
              onClick={() => onMove(index + 1)}
            >
              ↓
            </Button>
            <Button
              variant="ghost"
              aria-expanded={open}
              aria-label={`${open ? 'Close' : 'Change'} ${name}`}
              data-testid={`block-edit-${index}`}
              onClick={onOpen}
            >
              {open ? 'Close' : 'Change'}
            </Button>
            <Button
              variant="ghost"
              aria-label={`Remove ${name}`}
              data-testid={`block-remove-${index}`}
              onClick={onRemove}
            >
              ✕
            </Button>
          </div>
        )}
      </div>
      {wrong.length > 0 && (
        <ul className="block-wrong small">
          {wrong.map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      {open && editable && (
        <BlockForm
          index={index}
          block={block}
          exercise={exercise}
          sided={sided}
          onChange={onChange}
        />
      )}
    </li>
  );
}

import type { Block } from '../api/types';
import { duration } from '../design/time';
import type { Placed } from './blocks';

interface Props {
  blocks: Block[];
  placed: { blocks: Placed[]; totalSeconds: number };
  nameOf: (slug: string) => string;
  kindOf: (slug: string) => string;
}

/**
 * The whole class as one bar, each exercise as wide as it is long. The list below says the same in
 * words.
 */
export function Timeline({ blocks, placed, nameOf, kindOf }: Props) {
  return (
    <ol className="timeline" aria-hidden="true">
      {blocks.map((block, index) => (
        <li
          key={index}
          className={`kind-${kindOf(block.exercise)}`}
          style={{ flexGrow: Math.max(1, placed.blocks[index]!.seconds) }}
          title={`${nameOf(block.exercise)}, ${duration(placed.blocks[index]!.seconds)}`}
        >
          <span>{nameOf(block.exercise)}</span>
        </li>
      ))}
    </ol>
  );
}

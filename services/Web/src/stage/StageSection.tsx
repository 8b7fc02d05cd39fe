import type { ComponentProps } from 'react';
import './screen.css';
import './stage.css';
import './layout.css';
import './landscape.css';
import './fullScreen.css';

/** The place where what is to be done stands: the step, or what there is instead of one. */
export function StageSection({ className, ...rest }: ComponentProps<'section'>) {
  return <section className={className ? `stage ${className}` : 'stage'} {...rest} />;
}

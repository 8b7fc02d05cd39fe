import { type ComponentProps, useEffect, useEffectEvent, useRef } from 'react';

interface DialogProps extends ComponentProps<'dialog'> {
  onClose: () => void;
}

/** A dialog over the page while it is on screen. Escape and a press on the backdrop close it. */
export function Dialog({ className, onClose, children, ...rest }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useEffectEvent(onClose);
  useEffect(() => {
    const element = dialog.current!;
    // The backdrop is the dialog's own; all else in it is of what is inside.
    const press = (event: MouseEvent) => {
      if (event.target === element) close();
    };
    element.showModal();
    element.addEventListener('click', press);
    return () => {
      element.removeEventListener('click', press);
      element.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={className ? `dialog ${className}` : 'dialog'}
      onClose={onClose}
      {...rest}
    >
      <div>{children}</div>
    </dialog>
  );
}
